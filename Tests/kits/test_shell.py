"""waybill.sh under every shell and awk of the machine."""

import json
import os
import pty
import shutil
import subprocess
import unittest
from typing import Any, Dict, Iterator, List, Tuple

from fake_host import SHELL_KIT, Ending, PluginTestCase, batch, end, start, stream

Json = Dict[str, Any]

SHELLS = [command for command in (["dash"], ["bash", "--posix"], ["bash"], ["busybox", "sh"]) if shutil.which(command[0])]
AWKS = [command for command in (["mawk"], ["gawk"], ["original-awk"], ["busybox", "awk"]) if shutil.which(command[0])]
TEXTS = ["", "plain", 'a "quoted" \\ word', "tab\there", "two\nlines", "ends\n\n", "\n", "\x01\x1f\x7f", "$(date) `date` ${HOME} *",
         "é\u2028\U0001F600", "100%s %d", "-n", "-e \\n", "a=b:=c", "\\u0041 \\", "'single'", " spaces  "]


class ShellTests(PluginTestCase):
    def setUp(self) -> None:
        super().setUp()
        shutil.copy(SHELL_KIT, self.folder)

    def play(self, body: str, *messages: Json, shell: List[str] = ["sh"], **environment: str) -> Ending:
        """Runs a plugin with these commands between hello and its end."""
        self.write("probe.sh", '. "$(dirname -- "$0")/waybill.sh"\nset -eu\n' + body)
        return self.open([*shell, str(self.folder / "probe.sh")], **environment).end(*messages)

    def machines(self) -> Iterator[Tuple[List[str], Dict[str, str]]]:
        """Gives each shell with the machine's awk, and each awk with the machine's shell."""
        for shell in SHELLS:
            yield shell, {}
        for number, awk in enumerate(AWKS):
            folder = self.folder / f"awk{number}"
            folder.mkdir(exist_ok=True)
            link = folder / "awk"
            link.write_text(f'#!/bin/sh\nexec {shutil.which(awk[0])} {" ".join(awk[1:])} "$@"\n')
            link.chmod(0o755)
            yield ["sh"], {"PATH": f"{folder}:{os.environ['PATH']}"}

    def check(self, body: str, *messages: Json, blocks: List[Json], errors: str = "") -> None:
        for shell, environment in self.machines():
            with self.subTest(shell=shell, **environment):
                ending = self.play("wb_hello org.example.probe 1.2.3\n" + body + "\nwb_done\n", *messages, shell=shell,
                                   **environment)
                self.assertEqual(ending.messages[1:-1], blocks, ending.errors)
                self.assertEqual((ending.done, ending.status, ending.errors), ({"type": "done", "status": "ok"}, 0, errors))

    def test_a_host_that_only_asks_who_it_is_gets_hello_and_exit_0(self) -> None:
        for shell, environment in self.machines():
            with self.subTest(shell=shell, **environment):
                ending = self.play("wb_hello org.example.probe 1.2.3\nwb_block prose text=never", shell=shell, **environment)
                self.assertEqual(ending.messages, [{"type": "hello", "protocol": [1], "id": "org.example.probe",
                                                    "version": "1.2.3", "sdk": "waybill-sh/1.0.0"}])
                self.assertEqual((ending.status, ending.errors), (0, ""))

    def test_texts_arrive_as_they_are(self) -> None:
        environment_of = {f"T{i}": text for i, text in enumerate(TEXTS)}
        body = "wb_hello org.example.probe 1.2.3\n" + "".join(f'wb_block prose text="$T{i}"\n' for i in range(len(TEXTS)))
        for shell, environment in self.machines():
            with self.subTest(shell=shell, **environment):
                ending = self.play(body + "wb_done", start(), shell=shell, **{**environment, **environment_of})
                self.assertEqual([m["text"] for m in ending.of("prose")], TEXTS)

    def test_fields_values_and_json_come_out_as_messages(self) -> None:
        self.check(
            """
            echo stray
            wb_block heading level:=2 text='Suppliers'
            wb_block finding key=f text='{who} {a} {b} {c} {d}' weight:=0.5 \\
              values.who:="$(wb_ref t 0 reporter)" values.a:="$(wb_where t value reporter=CHN 'origin=a "b"')" \\
              values.b:="$(wb_param importer)" values.c:="$(wb_calc 'b / a - 1' -0.5 change)" values.d:="$(wb_words fell)"
            """, start(), errors="stray\n", blocks=[
                {"type": "heading", "level": 2, "text": "Suppliers"},
                {"type": "finding", "key": "f", "text": "{who} {a} {b} {c} {d}", "weight": 0.5, "values": {
                    "who": {"from": ["t", 0, "reporter"]},
                    "a": {"from": {"query": "t", "column": "value", "where": {"reporter": "CHN", "origin": 'a "b"'}}},
                    "b": {"param": "/importer"}, "c": {"calc": "b / a - 1", "value": -0.5, "format": "change"},
                    "d": {"value": "fell"}}}])

    def test_fields_of_the_start_can_be_read(self) -> None:
        for text in TEXTS:
            if text.endswith("\n"):
                continue  # which a command substitution of the shell takes away
            with self.subTest(text):
                ending = self.play("""
                    wb_hello org.example.probe 1.2.3
                    wb_block prose text="$(wb_field /params/text)" seed:="$(wb_field /seed)" mode="$(wb_field /mode)"
                    for name in /params/null /params/absent /params/list; do
                      wb_field $name || wb_block log message="$name"
                    done
                    wb_done
                    """, start(params={"mode": "check", "text": text, "null": None, "list": ["a", {"text": "b"}]}))
                self.assertEqual(ending.messages[1:-1], [
                    {"type": "prose", "text": text, "seed": 7, "mode": "run"},
                    *({"type": "log", "message": "/params/" + name} for name in ("null", "absent", "list"))], ending.errors)

    def test_rows_come_as_lines_with_the_cells_cut_by_tabs(self) -> None:
        messages = [
            start(), stream("a", "who:code", "value:decimal"), batch("a", 0, ["CHN", "40000000"], ["RUS", None]),
            batch("a", 1, ['q"],["\\ \t\n\u2028é', 3]), end("a", 3), stream("b", "x"), end("b", 0)]
        self.check("""
            wb_rows > "$WAYBILL_PLUGIN_DIR/rows"
            while IFS= read -r row; do wb_block prose text="$row"; done < "$WAYBILL_PLUGIN_DIR/rows"
            """, *messages, blocks=[{"type": "prose", "text": text} for text in (
                "a\t#\twho\tvalue", "a\t0\tCHN\t40000000", "a\t1\tRUS\t\\N", 'a\t2\tq"],["\\\\ \\t\\n\u2028é\t3', "b\t#\tx")])
        self.check("wb_rows a | while IFS= read -r row; do wb_block prose text=\"$row\"; done", *messages, blocks=[
            {"type": "prose", "text": text} for text in (
                "0\tCHN\t40000000", "1\tRUS\t\\N", '2\tq"],["\\\\ \\t\\n\u2028é\t3')])

    def test_long_lines_are_read_whole(self) -> None:
        rows = [[f"name {i} " + "x" * (i % 300), str(i)] for i in range(500)]
        self.check("wb_block prose text=\"$(wb_rows t | awk -F'\\t' '{ n++; s += $3; c += length($2) } END { print n, s, c }')\"",
                   start(), stream("t", "a", "b"), batch("t", 0, *rows), end("t", 500), blocks=[
                       {"type": "prose", "text": f"500 {sum(range(500))} {sum(len(row[0]) for row in rows)}"}])

    def test_a_check_and_an_unknown_analysis_end_before_the_work(self) -> None:
        body = "wb_hello org.example.probe 1.2.3 one two\nwb_block prose text=\"$wb_analysis\"\nwb_done"
        self.assertEqual([m["type"] for m in self.play(body, start(analysis="two", mode="check")).messages], ["hello", "done"])
        self.assertEqual(self.play(body, start(analysis="two")).messages[1]["text"], "two")
        ending = self.play(body, start())
        self.assertEqual(ending.messages[1:], [{"type": "done", "status": "failed", "error": {
            "kind": "config", "code": "plugin.unknown_analysis", "message": "there is no analysis 'probe'",
            "help": "use one two"}}])
        self.assertEqual(ending.status, 0)

    def test_a_failure_names_code_and_help(self) -> None:
        ending = self.play("wb_hello org.example.probe 1.0.0\nwb_fail 'no \"figure\"' data.missing data 'try 2020'\nwb_done",
                           start())
        self.assertEqual(ending.messages[1:], [{"type": "done", "status": "failed", "error": {
            "kind": "data", "code": "data.missing", "message": 'no "figure"', "help": "try 2020"}}])

    def test_a_field_without_a_value_is_the_authors_fault(self) -> None:
        ending = self.play("wb_hello org.example.probe 1.0.0\nwb_block prose text\nwb_done", start())
        self.assertEqual(([m["type"] for m in ending.messages], ending.status), (["hello"], 65))
        self.assertIn("'text' is no name=text", ending.errors)

    def test_a_person_at_a_terminal_is_told_what_it_is_and_how_to_try_it(self) -> None:
        self.write("probe.sh", '. "$(dirname -- "$0")/waybill.sh"\nwb_hello org.example.probe 1.2.3\n')
        ours, theirs = pty.openpty()
        try:
            shown = subprocess.run(["sh", "probe.sh"], cwd=self.folder, stdin=theirs, capture_output=True, text=True,
                                   env={"PATH": os.environ["PATH"]}, timeout=30)
        finally:
            os.close(ours)
            os.close(theirs)
        self.assertEqual((shown.returncode, shown.stdout), (64, ""))
        self.assertIn("org.example.probe 1.2.3 is a plugin of waybill", shown.stderr)
        self.assertIn(f"waybill plugin run {self.folder.resolve()}", shown.stderr)


if __name__ == "__main__":
    print(json.dumps({"shells": SHELLS, "awks": AWKS}))
    unittest.main()

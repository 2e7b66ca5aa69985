"""The life of a plugin that uses waybill.py: from hello to the end, whoever ends it."""

import json
import os
import pty
import subprocess
import sys
import unittest

from fake_host import PYTHON_KIT, TERMINATE, PluginTestCase, end, start, stream, batch


class SessionTests(PluginTestCase):
    def test_a_host_that_only_asks_who_it_is_gets_hello_and_exit_0(self) -> None:
        ending = self.python("run.heading('never')").end()
        self.assertEqual(ending.messages, [
            {"type": "hello", "protocol": [1], "sdk": "waybill-py/1.0.0", "id": "org.example.probe", "version": "1.2.3",
             "features": ["duplex"]}])
        self.assertEqual((ending.status, ending.errors), (0, ""))

    def test_a_run_sends_its_blocks_and_one_done(self) -> None:
        ending = self.python("run.heading('A')\nrun.prose('B')").play(start())
        self.assertEqual([m["type"] for m in ending.messages], ["hello", "heading", "prose", "done"])
        self.assertEqual(ending.done, {"type": "done", "run": "r1", "status": "ok"})
        self.assertEqual((ending.status, ending.errors), (0, ""))

    def test_a_check_sends_no_block(self) -> None:
        ending = self.python("run.heading('never')").play(start(mode="check"))
        self.assertEqual([m["type"] for m in ending.messages], ["hello", "done"])

    def test_an_unknown_analysis_is_refused(self) -> None:
        done = self.python("run.heading('never')").play(start(analysis="other")).done
        self.assertEqual((done["status"], done["error"]["code"]), ("failed", "plugin.unknown_analysis"))
        self.assertIn("probe", done["error"]["help"])

    def test_the_parameters_are_looked_at_before_a_run_and_alone_in_a_check(self) -> None:
        look = """
            @plugin.check
            def look(run):
                if run.decimal("low") > 1:
                    raise PluginError("low is high", code="params.invalid", kind="config")
            """
        for mode, low, heard in (("run", 1, ["heading", "done"]), ("check", 1, ["done"]), ("run", 2, ["done"]),
                                 ("check", 2, ["done"])):
            with self.subTest(mode=mode, low=low):
                ending = self.python("run.heading('ran')", after=look).play(start(mode=mode, params={"low": low}))
                self.assertEqual([m["type"] for m in ending.messages[1:]], heard)
                self.assertEqual(ending.done.get("error", {}).get("code"), None if low == 1 else "params.invalid")

    def test_prints_and_child_processes_stay_off_the_wire(self) -> None:
        conversation = self.python("""
            print("a word")
            os.system("echo from a child; cat")
            sys.stdout.write("no line end")
            run.heading(input() if False else "A")
            """)
        ending = conversation.play(start())
        self.assertEqual([m["type"] for m in ending.messages], ["hello", "heading", "done"])
        for text in ("a word", "from a child", "no line end"):
            self.assertIn(text, ending.errors)

    def test_what_a_plugin_throws_becomes_the_error_of_done(self) -> None:
        done = self.python("""
            raise PluginError("no figure for 2021", code="data.missing", kind="data", help="choose 2020",
                              labels=[{"at": "/year", "text": "this one"}])
            """).play(start()).done
        self.assertEqual(done["error"], {"kind": "data", "code": "data.missing", "message": "no figure for 2021",
                                         "help": "choose 2020", "labels": [{"at": "/year", "text": "this one"}]})
        ending = self.python("{}['x']").play(start())
        self.assertEqual(ending.done["error"]["code"], "plugin.failed")
        self.assertEqual(ending.done["error"]["message"], "KeyError: 'x'")
        self.assertIn("probe.py", ending.done["error"]["detail"])
        self.assertIn("Traceback", ending.errors)
        self.assertEqual(ending.status, 0)

    def test_cancel_is_an_exception_that_finally_sees_and_except_exception_does_not(self) -> None:
        conversation = self.python("""
            try:
                while True:
                    run.progress(1, 2)
            except Exception:
                run.heading("swallowed")
            finally:
                print("tidied up", file=sys.stderr)
            """)
        conversation.say(start())
        conversation.hear_until("progress")
        conversation.say({"type": "cancel", "reason": "user", "run": "another"})
        conversation.hear_until("progress")
        conversation.say({"type": "cancel", "reason": "user", "run": "r1"})
        done = conversation.hear_until("done", "heading")
        self.assertEqual(done, {"type": "done", "run": "r1", "status": "cancelled"})
        ending = conversation.end()
        self.assertEqual((ending.output, ending.status, ending.errors), (b"", 0, "tidied up\n"))

    def test_cancel_ends_a_loop_over_rows(self) -> None:
        conversation = self.python("""
            try:
                for row in run.query(measures=["value"], by=["reporter"]):
                    run.log(row["reporter"])
            except BaseException as error:
                print(type(error).__name__, error, file=sys.stderr)
                raise
            """)
        conversation.say(start())
        query = conversation.hear_until("query")
        conversation.say(stream(query["id"], "reporter:code", "value:decimal"), batch("q1", 0, ["CHN", "1"]))
        conversation.hear_until("log")
        conversation.say({"type": "cancel", "reason": "limit.total", "run": "r1"})
        self.assertEqual(conversation.hear_until("done")["status"], "cancelled")
        self.assertEqual(conversation.end().errors, "Cancelled limit.total\n")

    def test_a_cancel_that_is_swallowed_is_raised_again(self) -> None:
        conversation = self.python("""
            run.progress(1)
            for _ in range(3):
                try:
                    run.lookup("area", ["CHN"])
                except BaseException as error:
                    print(type(error).__name__, file=sys.stderr)
            run.heading("never")
            """)
        conversation.say(start())
        conversation.hear_until("lookup")
        conversation.say({"type": "cancel", "reason": "user", "run": "r1"})
        self.assertEqual(conversation.hear_until("done", "heading")["status"], "cancelled")
        self.assertEqual(conversation.end().errors, "Cancelled\n" * 3)

    def test_the_end_of_input_ends_a_duplex_plugin_wherever_it_is(self) -> None:
        for body in ("while True: run.progress(1)", "for row in run.query(measures=['value']): pass",
                     "run.lookup('area', ['CHN'])"):
            with self.subTest(body):
                conversation = self.python(body)
                conversation.say(start())
                conversation.hear_until("progress", "query", "lookup")
                ending = conversation.end()
                self.assertEqual((ending.status, ending.errors, ending.of("done")), (0, "", []))

    def test_a_closed_output_ends_the_plugin_quietly(self) -> None:
        conversation = self.python("while True: run.progress(1)")
        conversation.say(start())
        conversation.hear_until("progress")
        assert conversation.process.stdout
        conversation.process.stdout.close()
        self.assertEqual(conversation.process.wait(30), 0)
        assert conversation.process.stderr
        self.assertEqual(conversation.process.stderr.read(), b"")

    def test_sigterm_ends_the_plugin_without_a_word_and_finally_runs(self) -> None:
        for body in ("try:\n    run.progress(1); time.sleep(60)\nfinally:\n    print('tidied', file=sys.stderr)",
                     "try:\n    run.lookup('area', [])\nfinally:\n    print('tidied', file=sys.stderr)"):
            with self.subTest(body):
                conversation = self.python(body)
                conversation.say(start())
                conversation.hear_until("progress", "lookup")
                conversation.signal(TERMINATE)
                self.assertEqual(conversation.process.wait(30), 143)
                assert conversation.process.stderr
                self.assertEqual(conversation.process.stderr.read(), b"tidied\n")

    def test_threads_write_whole_lines(self) -> None:
        conversation = self.python("""
            def work(letter):
                for number in range(50):
                    run.prose(letter * 65536)
            threads = [threading.Thread(target=work, args=(letter,)) for letter in "abcd"]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            """, {"features": []})
        ending = conversation.end(start())
        self.assertEqual(sorted(m["text"][0] for m in ending.of("prose")), list("a" * 50 + "b" * 50 + "c" * 50 + "d" * 50))
        self.assertTrue(all(len(set(m["text"])) == 1 and len(m["text"]) == 65536 for m in ending.of("prose")))

    def test_a_line_that_the_host_would_refuse_is_refused_by_name(self) -> None:
        done = self.python("run.prose('x' * 2000, key='long')").play(start(limits={"line_bytes": 1000})).done
        self.assertEqual(done["error"]["code"], "limit.line_bytes")
        self.assertIn("'long'", done["error"]["message"])

    def test_text_that_is_no_unicode_does_not_break_the_line(self) -> None:
        ending = self.python(r"run.prose('a\ud800b\u2028\U0001F600')").play(start())
        self.assertEqual(ending.of("prose")[0]["text"].replace("\ufffd", ""), "ab\u2028\U0001F600")
        self.assertEqual(ending.done["status"], "ok")

    def test_a_number_that_json_does_not_have_fails_the_run(self) -> None:
        done = self.python("run.finding('a', '{c}', {'c': calc('a', float('nan'))})").play(start()).done
        self.assertEqual(done["status"], "failed")

    def test_a_warm_process_forgets_the_run_before(self) -> None:
        conversation = self.python("""
            rows = run.query(measures=["rows"]).rows()
            run.heading(f"{run.params['name']} {rows[0]['rows']}")
            """, {"features": ["duplex", "reuse"]})
        for number in (1, 2):
            conversation.say(start(run=f"r{number}", params={"name": f"N{number}"}))
            self.assertEqual(conversation.hear_until("query")["id"], "q1")
            conversation.say(stream("q1", "rows:integer"), batch("q1", 0, [number]), end("q1", 1))
            self.assertEqual(conversation.hear_until("heading")["text"], f"N{number} {number}")
            self.assertEqual(conversation.hear_until("done")["run"], f"r{number}")
        self.assertEqual(conversation.end().status, 0)

    def test_a_person_at_a_terminal_is_told_what_it_is_and_how_to_try_it(self) -> None:
        self.python("pass").end()
        ours, theirs = pty.openpty()
        try:
            shown = subprocess.run(
                [sys.executable, "-W", "error", str(self.folder / "probe.py")], stdin=theirs, capture_output=True, text=True,
                env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"}, timeout=30)
        finally:
            os.close(ours)
            os.close(theirs)
        self.assertEqual((shown.returncode, shown.stdout), (64, ""))
        self.assertIn("org.example.probe 1.2.3 is a plugin of waybill", shown.stderr)
        self.assertIn(f"waybill plugin run {self.folder.resolve()}", shown.stderr)

    def test_without_a_manifest_the_plugin_says_all_itself(self) -> None:
        self.write("waybill.py", PYTHON_KIT.read_text())
        self.write("alone.py", """
            import waybill
            plugin = waybill.Plugin("org.example.alone", "0.1.0", title="Alone", analyses=[{"name": "alone-one"}])

            @plugin.analysis("alone-one")
            def work(run):
                run.heading("A")

            @plugin.renderer
            def render(run):
                run.log(str(run.input_file))

            plugin.main()
            """)
        command = [sys.executable, "-W", "error", str(self.folder / "alone.py")]
        messages = self.open(command).play(start(analysis="alone-one")).messages
        self.assertEqual(messages[0]["analyses"], [{"name": "alone-one"}])
        self.assertEqual(messages[1]["text"], "A")
        self.assertEqual(self.open(command).play(start(mode="render", input="/r.json")).messages[1]["message"], "/r.json")
        self.write("alone.py", "import waybill\nwaybill.Plugin('org.example.alone').main()\n")
        ending = self.open(command).end()
        self.assertEqual((ending.status, ending.output), (1, b""))
        self.assertIn("does not say its version", ending.errors)


if __name__ == "__main__":
    unittest.main()

"""The blocks and values of waybill.py, as they come out on the wire."""

import hashlib
import unittest
from decimal import Decimal
from typing import Any, Dict, List

from fake_host import PluginTestCase, start

Json = Dict[str, Any]


class BlockTests(PluginTestCase):
    def sent(self, body: str, **fields: Any) -> List[Json]:
        """Returns what a plugin with this body sends between hello and done."""
        ending = self.python(body, {"features": []}).end(start(**fields))
        self.assertEqual((ending.done.get("error"), ending.errors), (None, ""))
        return ending.messages[1:-1]

    def test_blocks_hold_what_was_said_and_nothing_else(self) -> None:
        self.assertEqual(self.sent("""
            run.heading("H")
            run.heading("H {a}", {"a": words("x")}, level=3)
            run.prose("P", key="p")
            run.list(item for item in ["a", "b"])
            run.finding("f", "F {a}", {"a": words("x")}, signal="up", weight=0.5)
            run.footnote("n", "N")
            run.chart("c", "bar", data="t", x="a", y="b", series="s", title="T", alt="A")
            run.diagnostic("warning", "D", code="data.gap", help="try")
            run.progress(1, 3, "m")
            run.log("L", "debug")
            """), [
            {"type": "heading", "level": 2, "text": "H"},
            {"type": "heading", "level": 3, "text": "H {a}", "values": {"a": {"value": "x"}}},
            {"type": "prose", "text": "P", "key": "p"},
            {"type": "list", "items": ["a", "b"]},
            {"type": "finding", "key": "f", "text": "F {a}", "values": {"a": {"value": "x"}}, "signal": "up", "weight": 0.5},
            {"type": "footnote", "key": "n", "text": "N"},
            {"type": "chart", "key": "c", "mark": "bar", "data": "t", "x": "a", "y": "b", "series": "s", "title": "T",
             "alt": "A"},
            {"type": "diagnostic", "severity": "warning", "code": "data.gap", "message": "D", "help": "try"},
            {"type": "progress", "done": 1, "total": 3, "message": "m"},
            {"type": "log", "level": "debug", "message": "L"},
        ])

    def test_values_have_the_forms_of_the_protocol(self) -> None:
        sent = self.sent("""
            from decimal import Decimal
            run.list([], {
                "a": ref("t", 0, "value"), "b": ref("t", 0, "value", format="change"),
                "c": where("t", {"reporter": "CHN", "hs:2": "30"}, "value"), "d": cell("two", 1, "value"),
                "e": param("importer"), "f": param("/a/b", format="full"),
                "g": calc("b / a - 1", Decimal("0.25"), format="change"), "h": calc("a", 3, unit="USD"),
                "i": source(26100000, "https://example.org", name="Census", accessed="2024-01-31", quote="so"),
                "j": judgement("weak", "two of five signs"), "k": words("fell"), "l": source("x", "https://example.org")})
            """)
        self.assertEqual(sent[0]["values"], {
            "a": {"from": ["t", 0, "value"]}, "b": {"from": ["t", 0, "value"], "format": "change"},
            "c": {"from": {"query": "t", "where": {"reporter": "CHN", "hs:2": "30"}, "column": "value"}},
            "d": {"table": ["two", 1, "value"]}, "e": {"param": "/importer"}, "f": {"param": "/a/b", "format": "full"},
            "g": {"calc": "b / a - 1", "value": 0.25, "format": "change"}, "h": {"calc": "a", "value": 3, "unit": "USD"},
            "i": {"value": 26100000, "source": {
                "url": "https://example.org", "name": "Census", "accessed": "2024-01-31", "quote": "so"}},
            "j": {"value": "weak", "judgement": "two of five signs"}, "k": {"value": "fell"},
            "l": {"value": "x", "source": {"url": "https://example.org"}}})

    def test_tables_come_from_an_answer_or_from_rows(self) -> None:
        self.assertEqual(self.sent("""
            columns = [column("who", "Supplier", "code", list="area"), column("v", type="decimal", unit="USD")]
            run.table("a", source="t", title="A", columns=[column("value", "Value")], limit=3, notes=["N"])
            run.table("b", columns=columns, rows=iter([("CHN", ref("t", 0, "value")), ("RUS", None)]))
            with run.open_table("c", columns=columns, title="C") as table:
                table.row("CHN", cell("b", 0, "v"))
                table.row("RUS", None)
            run.list([], {"x": cell(table, 0, "v")})
            for wrong in (lambda: run.table("d"), lambda: run.table("d", source="t", rows=[]),
                          lambda: run.open_table("d", columns=columns).row("CHN"), lambda: table.row("DEU", None)):
                try:
                    wrong()
                except (TypeError, ValueError) as error:
                    run.log(str(error))
            """), [
            {"type": "table", "key": "a", "title": "A", "limit": 3, "notes": ["N"], "from": "t",
             "columns": [{"name": "value", "label": "Value"}]},
            {"type": "table", "key": "b", "columns": [
                {"name": "who", "label": "Supplier", "type": "code", "list": "area"},
                {"name": "v", "type": "decimal", "unit": "USD"}],
             "rows": [["CHN", {"from": ["t", 0, "value"]}], ["RUS", None]]},
            {"type": "table", "key": "c", "title": "C", "columns": [
                {"name": "who", "label": "Supplier", "type": "code", "list": "area"},
                {"name": "v", "type": "decimal", "unit": "USD"}], "rows": [["CHN", {"table": ["b", 0, "v"]}], ["RUS", None]]},
            {"type": "list", "items": [], "values": {"x": {"table": ["c", 0, "v"]}}},
            {"type": "log", "level": "info", "message": "a table has either a source or rows"},
            {"type": "log", "level": "info", "message": "a table has either a source or rows"},
            {"type": "log", "level": "info", "message": "the table 'd' has 2 columns, the row has 1 cells"},
            {"type": "log", "level": "info", "message": "the table 'c' is closed"},
        ])

    def test_a_long_table_goes_out_in_pieces_that_add_up(self) -> None:
        sent = self.sent("""
            columns = [column("a"), column("b")]
            rows = [(f"name {i}", "x" * 100) for i in range(9000)]
            run.table("whole", columns=columns, rows=rows, title="T")
            with run.open_table("open", columns=columns) as table:
                for row in rows:
                    table.row(*row)
            """)
        for key in ("whole", "open"):
            head, *pieces = [message for message in sent if message["key"] == key]
            self.assertEqual((head["type"], head["open"], "rows" in head), ("table", True, False))
            self.assertEqual(pieces.pop(), {"type": "rows", "key": key, "end": True, "n": 9000})
            self.assertGreater(len(pieces), 3)
            self.assertEqual([piece["seq"] for piece in pieces], list(range(len(pieces))))
            self.assertEqual([row[0] for piece in pieces for row in piece["rows"]], [f"name {i}" for i in range(9000)])
            self.assertLess(max(len(str(piece)) for piece in pieces), 1 << 19)

    def test_a_long_table_that_an_error_cuts_off_has_an_end_before_the_error(self) -> None:
        ending = self.python("""
            with run.open_table("c", columns=[column("a")]) as table:
                for _ in range(4000):
                    table.row("x" * 100)
                raise PluginError("no", code="data.missing")
            """, {"features": []}).end(start())
        self.assertEqual([m["type"] for m in ending.messages], ["hello", "table", "rows", "rows", "done"])
        self.assertEqual(ending.messages[3]["n"], len(ending.messages[2]["rows"]))
        self.assertEqual(ending.done["error"]["code"], "data.missing")

    def test_an_error_inside_an_open_table_sends_none_of_it(self) -> None:
        ending = self.python("""
            with run.open_table("c", columns=[column("a")]) as table:
                table.row("x")
                raise PluginError("no")
            """, {"features": []}).end(start())
        self.assertEqual([m["type"] for m in ending.messages], ["hello", "done"])

    def test_an_asset_is_named_from_the_out_folder_with_its_digest(self) -> None:
        out = self.folder / "out"
        (out / "sub").mkdir(parents=True)
        sent = self.sent("""
            (run.out / "sub/map.png").write_bytes(b"PNG")
            run.asset("map", "sub/map.png", "image/png", alt="A map")
            run.asset("same", run.out / "sub/map.png", "image/png")
            """, dirs={"out": str(out)})
        digest = hashlib.sha256(b"PNG").hexdigest()
        self.assertEqual(sent, [
            {"type": "asset", "key": "map", "path": "sub/map.png", "media": "image/png", "sha256": digest, "alt": "A map"},
            {"type": "asset", "key": "same", "path": "sub/map.png", "media": "image/png", "sha256": digest}])

    def test_the_run_says_what_stands_in_for_clock_and_chance(self) -> None:
        log = self.sent("""
            run.log(repr([run.now.isoformat(), run.seed, run.random.random() == run.random.random(), run.params["importer"],
                          run.decimal("least"), str(run.out), run.mode, run.analysis]))
            """, params={"importer": "PRK", "least": 0.01})[0]["message"]
        self.assertEqual(eval(log, {"Decimal": Decimal}), [
            "2024-01-31T00:00:00+00:00", 7, True, "PRK", Decimal("0.01"), "/nowhere", "run", "probe"])

    def test_a_parameter_that_is_no_number_is_refused_by_name(self) -> None:
        done = self.python("run.decimal('who')", {"features": []}).end(start(params={"who": "PRK"})).done
        self.assertEqual((done["error"]["code"], done["error"]["kind"]), ("params.invalid", "config"))


if __name__ == "__main__":
    unittest.main()

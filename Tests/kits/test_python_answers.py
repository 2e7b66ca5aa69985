"""Questions that a plugin asks through waybill.py, and the rows that answer them."""

import importlib.util
import os
import threading
import unittest
from decimal import Decimal

from fake_host import PluginTestCase, batch, end, line, start, stream

ROWS = [["CHN", "2020", "40000000"], ["RUS", "2020", None], ["DEU", "2020", "0.1"]]
HEAD = ("reporter:code", "period:period", "value:decimal")


class AnswerTests(PluginTestCase):
    def test_a_query_sends_what_was_asked_and_reads_rows_by_name(self) -> None:
        conversation = self.python("""
            answer = run.query(measures=["value"], by=["reporter", "period"], where={"partner": "PRK"}, period="2020",
                               order=["-value"], limit=3, fill="null", partial=True, dataset="trade")
            for row in answer:
                run.log(repr([row.index, row["reporter"], row.get("value"), row.decimal("value"), len(row), list(row),
                              "value" in row, "nothing" in row, row.ref("value"), row.where("value")]))
            run.log(repr([answer.id, answer.evidence["flags"], answer.is_truncated, answer.digest, answer.dimensions,
                          [column.type for column in answer.columns]]))
            """)
        conversation.say(start())
        query = conversation.hear_until("query")
        self.assertEqual(query, {
            "type": "query", "id": "q1", "dataset": "trade", "measures": ["value"], "by": ["reporter", "period"],
            "where": {"partner": "PRK"}, "period": {"from": "2020"}, "order": ["-value"], "limit": 3, "fill": "null",
            "partial": True, "credit": 4})
        ending = conversation.play(stream("q1", *HEAD), batch("q1", 0, *ROWS[:2]), batch("q1", 1, ROWS[2]), end("q1", 3))
        logs = [eval(m["message"], {"Decimal": Decimal}) for m in ending.of("log")]
        self.assertEqual([log[:5] for log in logs[:3]], [
            [0, "CHN", "40000000", Decimal(40000000), 3], [1, "RUS", None, None, 3], [2, "DEU", "0.1", Decimal("0.1"), 3]])
        self.assertEqual(logs[2][5:], [
            ["reporter", "period", "value"], True, False, {"from": ["q1", 2, "value"]},
            {"from": {"query": "q1", "where": {"reporter": "DEU", "period": "2020"}, "column": "value"}}])
        self.assertEqual(logs[3], ["q1", {"several-prints": 1}, False, "sha256:0", ["reporter", "period"],
                                   ["code", "period", "decimal"]])

    def test_credit_is_given_for_each_batch_that_was_read(self) -> None:
        conversation = self.python("""
            for row in run.query("a", measures=["value"], credit=2):
                run.log(row["value"])
            """)
        conversation.say(start())
        self.assertEqual(conversation.hear_until("query")["credit"], 2)
        conversation.say(stream("a", "value:decimal"), batch("a", 0, ["1"], ["2"]), batch("a", 1, ["3"]))
        heard = [conversation.hear() for _ in range(5)]
        self.assertEqual([m.get("message", m.get("n")) for m in heard], ["1", "2", 1, "3", 1])
        self.assertEqual(heard[2], {"type": "credit", "id": "a", "n": 1})
        self.assertEqual(conversation.play(end("a", 3)).done["status"], "ok")

    def test_several_answers_are_read_side_by_side(self) -> None:
        conversation = self.python("""
            a, b = run.query(measures=["value"]), run.query(measures=["quantity"])
            run.list([x["value"] + y["quantity"] for x, y in zip(a, b)])
            run.list([str(a.evidence is not None), str(next(b, None)), str(b.evidence is not None)])
            """)
        conversation.say(start())
        conversation.hear_until("query")
        conversation.say(stream("q1", "value:decimal"), batch("q1", 0, ["1"]), batch("q1", 1, ["2"]), end("q1", 2))
        conversation.hear_until("query")
        ending = conversation.play(stream("q2", "quantity:decimal"), batch("q2", 0, ["3"], ["4"]), end("q2", 2))
        self.assertEqual([m["items"] for m in ending.of("list")], [["13", "24"], ["True", "None", "True"]])

    def test_leaving_the_block_drops_the_rest_and_what_still_comes_is_passed_over(self) -> None:
        conversation = self.python("""
            with run.query(measures=["value"]) as answer:
                run.log(next(answer)["value"])
            run.log(repr(list(answer)) + repr(answer.evidence))
            run.log(run.query(measures=["value"]).rows()[0]["value"])
            with run.query(measures=["value"]) as whole:
                run.log(str(len(whole.rows())))
            """)
        conversation.say(start())
        conversation.hear_until("query")
        conversation.say(stream("q1", "value:decimal"), batch("q1", 0, ["1"], ["2"]))
        self.assertEqual(conversation.hear_until("drop"), {"type": "drop", "id": "q1"})
        self.assertEqual(conversation.hear_until("log")["message"], "[]None")
        conversation.hear_until("query")
        conversation.say(batch("q1", 1, ["3"]), end("q1", 3, truncated=True), stream("q2", "value:decimal"),
                         batch("q2", 0, ["9"]), end("q2", 1))
        self.assertEqual(conversation.hear_until("log")["message"], "9")
        conversation.hear_until("query")
        ending = conversation.play(stream("q3", "value:decimal"), end("q3", 0))
        self.assertEqual([m["message"] for m in ending.of("log")], ["0"])
        self.assertEqual(ending.of("drop"), [])

    def test_a_refusal_is_an_error_with_code_and_places_that_may_be_caught(self) -> None:
        refusal = {"kind": "config", "code": "query.unknown_dimension", "message": "no dimension 'country'",
                   "help": "use 'reporter'", "labels": [{"at": "/by/0", "text": "here"}]}
        conversation = self.python("""
            try:
                run.query(measures=["value"], by=["country"])
            except PluginError as error:
                run.log(f"{error.kind} {error.code} {error} {error.help} {error.labels[0]['at']}")
            run.query("again", measures=["value"])
            """)
        conversation.say(start())
        conversation.hear_until("query")
        conversation.say({"type": "error", "id": "q1", "error": refusal})
        self.assertEqual(conversation.hear_until("log")["message"],
                         "config query.unknown_dimension no dimension 'country' use 'reporter' /by/0")
        self.assertEqual(conversation.hear_until("query")["id"], "again")
        done = conversation.play({"type": "error", "id": "again", "error": refusal}).done
        self.assertEqual(done["error"], refusal)

    def test_an_error_in_the_middle_of_an_answer_is_raised_after_its_rows(self) -> None:
        conversation = self.python("""
            for row in run.query(measures=["value"]):
                run.log(row["value"])
            """)
        conversation.say(start())
        conversation.hear_until("query")
        ending = conversation.play(
            stream("q1", "value:decimal"), batch("q1", 0, ["1"]),
            {"type": "error", "id": "q1", "error": {"kind": "host", "code": "query.failed", "message": "disk"}})
        self.assertEqual([m["message"] for m in ending.of("log")], ["1"])
        self.assertEqual(ending.done["error"]["code"], "query.failed")

    def test_an_answer_with_rows_missing_is_no_answer(self) -> None:
        conversation = self.python("run.query(measures=['value']).rows()")
        conversation.say(start())
        conversation.hear_until("query")
        done = conversation.play(stream("q1", "value:decimal"), batch("q1", 0, ["1"]), end("q1", 2)).done
        self.assertEqual(done["error"]["code"], "protocol.count_mismatch")

    def test_a_wrong_column_is_named_with_the_right_ones(self) -> None:
        conversation = self.python("run.query(measures=['value']).rows()[0]['valeu']")
        conversation.say(start())
        conversation.hear_until("query")
        done = conversation.play(stream("q1", "value:decimal"), batch("q1", 0, ["1"]), end("q1", 1)).done
        self.assertIn("no column 'valeu'; it has value", done["error"]["message"])

    def test_fields_types_and_answers_that_nobody_knows_are_passed_over(self) -> None:
        conversation = self.python("run.log(run.query(measures=['value']).rows()[0]['value'])")
        conversation.say({**start(), "weather": {"wind": 3}}, {"type": "weather"}, {"type": "result", "id": "x"})
        conversation.hear_until("query")
        ending = conversation.play(
            batch("other", 0, ["7"]), end("other", 3), {**stream("q1", "extra:string", "value:decimal"), "more": 1},
            {**batch("q1", 0, ["\u2028\U0001F600\"", "1"]), "more": []}, {**end("q1", 1), "more": None})
        self.assertEqual([m["message"] for m in ending.of("log")], ["1"])

    def test_describe_and_lookup_return_what_the_host_says(self) -> None:
        conversation = self.python("""
            run.log(repr(run.describe("trade")) + repr(run.lookup("area", ["CHN", "RUS", "XXX"])))
            """)
        conversation.say(start())
        self.assertEqual(conversation.hear_until("describe"), {"type": "describe", "id": "q1", "dataset": "trade"})
        conversation.say({"type": "result", "id": "q1", "value": {"period": "2020"}})
        self.assertEqual(conversation.hear_until("lookup"),
                         {"type": "lookup", "id": "q2", "list": "area", "codes": ["CHN", "RUS", "XXX"]})
        ending = conversation.play(
            {"type": "result", "id": "q2", "value": {"CHN": "China", "RUS": {"ru": "Rossija", "en": "Russia"}, "XXX": None}})
        self.assertEqual(ending.of("log")[0]["message"], "{'period': '2020'}{'CHN': 'China', 'RUS': 'Russia'}")

    def test_a_one_way_plugin_reads_its_inputs_in_any_order_and_cannot_ask(self) -> None:
        conversation = self.python("""
            b, a = run.input("b"), run.input("a")
            run.list([f"{row['x']}{row.ref('x')}" for row in [*b, *a]])
            try:
                run.query(measures=["value"])
            except PluginError as error:
                run.log(error.code + error.help)
            run.input("c")
            """, {"features": [], "analyses": [{"name": "probe", "inputs": {"a": {}, "b": {}, "c": {}}}]})
        ending = conversation.end(start(), stream("a", "x"), batch("a", 0, ["1"]), end("a", 1), stream("b", "x"),
                                  batch("b", 0, ["2"]), end("b", 1))
        self.assertEqual(ending.of("list")[0]["items"], ["2{'from': ['b', 0, 'x']}", "1{'from': ['a', 0, 'x']}"])
        self.assertIn("protocol.unexpected", ending.of("log")[0]["message"])
        self.assertIn("duplex", ending.of("log")[0]["message"])
        self.assertEqual(ending.done["error"]["code"], "plugin.unknown_input")

    def test_an_input_that_the_manifest_lacks_is_not_waited_for(self) -> None:
        done = self.python("run.input('typo')", {"analyses": [{"name": "probe", "inputs": {"t": {}}}]}).play(start()).done
        self.assertEqual((done["error"]["code"], done["error"]["help"]), ("plugin.unknown_input", "the manifest has t"))

    def test_sending_does_not_take_a_whole_answer_off_the_wire(self) -> None:
        # 64 MB of an input that nobody reads: the kit takes a megabyte of it, the pipe holds back the rest.
        conversation = self.python("""
            import resource
            while True:
                run.progress(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            """, {"analyses": [{"name": "probe", "inputs": {"t": {}}}]})
        conversation.say(start(), stream("t", "x"))
        assert conversation.process.stdin
        writing = conversation.process.stdin.fileno()
        first = conversation.hear_until("progress")["done"]
        data = line(batch("t", 0, *[["x" * 100]] * 600)) * 1000
        writer = threading.Thread(target=lambda: self.write_all(os.dup(writing), data), daemon=True)
        writer.start()
        for _ in range(3000):
            last = conversation.hear_until("progress")["done"]
        self.assertTrue(writer.is_alive(), "the kit took all of it")
        self.assertLess(last - first, 20_000)
        conversation.process.kill()
        writer.join()

    @staticmethod
    def write_all(descriptor: int, data: bytes) -> None:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view):]
        except BrokenPipeError:
            pass
        finally:
            os.close(descriptor)

    @unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is not installed")
    def test_a_frame_has_numbers_and_the_row_numbers_to_cite(self) -> None:
        # pandas may warn on its own account.
        conversation = self.python("""
            import warnings
            warnings.simplefilter("ignore")
            answer = run.query(measures=["value", "rows"], by=["reporter"])
            first = next(answer)
            frame = answer.frame()
            run.log(repr([list(frame.index), list(frame.columns), [str(t) for t in frame.dtypes],
                          float(frame["value"].sum()), int(frame["value"].isna().sum()), int(frame["rows"].sum())]))
            """)
        conversation.say(start())
        conversation.hear_until("query")
        ending = conversation.play(
            stream("q1", "reporter:code", "value:decimal", "rows:integer"),
            batch("q1", 0, ["A", "9", 1], ["B", "1.5", 2], ["C", None, 3]), end("q1", 3))
        self.assertEqual(eval(ending.of("log")[0]["message"]), [
            [1, 2], ["reporter", "value", "rows"], ["string", "float64", "Int64"], 1.5, 1, 5])


if __name__ == "__main__":
    unittest.main()

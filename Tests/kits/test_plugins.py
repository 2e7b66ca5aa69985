"""The plugins ppe and respiratory-care where there are more prints than a text can tell."""

import json
import sys
import unittest
from typing import Any, Callable, List

from fake_host import ROOT, Json, PluginTestCase, batch, end, start, stream

YEARS = range(2000, 2020)
Rows = Callable[[Json], List[List[Any]]]  # the rows of an answer to a query


def prints(products: List[str]) -> List[List[Any]]:
    """Returns a print a year of each of the goods: each a tenth larger than the one before, the last a thousandfold."""
    rows = []
    for product in products:
        for year in YEARS:
            value = str(10 ** 7 + (year - YEARS[0]) * 10 ** 6) if year != YEARS[-1] else str(10 ** 10)
            rows.append(["CHN", product, str(year), "Office", value, value, value, "reported"])
    return rows


class LongSectionTests(PluginTestCase):
    def run_plugin(self, name: str, rows: Rows, **params: Any) -> List[Json]:
        """Runs the plugin against a host that answers its questions with these rows; returns what it sent."""
        folder = ROOT / "Plugins" / name
        analysis = json.loads((folder / "plugin.json").read_text())["analyses"][0]
        defaults = {key: entry["default"] for key, entry in analysis["params"]["properties"].items()}
        plugin = self.open([sys.executable, "-S", "-B", str(folder / (name.replace("-", "_") + ".py"))],
                           WAYBILL_PLUGIN_DIR=str(folder))
        plugin.say(start(analysis=name, params={**defaults, **params}))
        sent: List[Json] = []
        while not sent or sent[-1]["type"] != "done":
            sent.append(plugin.hear())
            if sent[-1]["type"] == "query":
                query = sent[-1]
                measure = query["measures"][0]
                figures = [*query["by"], *query["measures"]]
                answer = [row[:len(figures)] for row in rows(query)][:query.get("limit")]
                columns = [f"{figure}:decimal" if figure.startswith(measure) else figure for figure in figures]
                plugin.say(stream(query["id"], *columns), batch(query["id"], 0, *answer), end(query["id"], len(answer)))
        self.assertEqual(sent[-1]["status"], "ok", sent[-1])
        return sent

    def told(self, sent: List[Json], key: str) -> List[str]:
        return [message["key"] for message in sent if message["type"] == "finding" and message["key"].startswith(key)]

    def test_the_strongest_changes_are_told_and_the_others_stand_in_a_table(self) -> None:
        for name, key, products in (("ppe", "same-months-", ["gloves_rubber", "garment_laminated"]),
                                    ("respiratory-care", "change-", ["vent", "cyl"])):
            with self.subTest(name):
                sent = self.run_plugin(
                    name, lambda query: prints(products) if query["id"] == "values" else [], max_findings=5)
                changes = len(products) * (len(YEARS) - 1)
                told = self.told(sent, key)
                self.assertEqual(len(told), 5)
                # The thousandfold rises of both goods are the strongest, and the first in their parts.
                self.assertEqual(sum(str(YEARS[-1]) in change for change in told), 2)
                [table] = [m for m in sent if m["type"] == "table" and m["key"] == "changes"]
                self.assertEqual(len(table["rows"]), changes - 5)
                [rest] = [m for m in sent if m["type"] == "prose" and m.get("key") == "rest"]
                self.assertEqual(rest["values"]["n"]["value"], changes - 5)

    def test_a_section_that_fits_has_no_rest(self) -> None:
        for name, product in (("ppe", "garment_laminated"), ("respiratory-care", "cyl")):
            with self.subTest(name):
                sent = self.run_plugin(name, lambda query: prints([product])[:4] if query["id"] == "values" else [])
                self.assertEqual([m for m in sent if m.get("key") in ("rest", "changes")], [])

    def test_too_many_prints_are_not_asked_for_to_the_end(self) -> None:
        def rows(query: Json) -> List[List[Any]]:
            if query["id"] == "values":
                return prints(["gloves_rubber"]) * 1000
            if query["id"] == "values_partners":
                return [["CHN", 20000]]
            return prints(["gloves_rubber"]) if query["id"] == "values_printed" else []

        sent = self.run_plugin("ppe", rows)
        asked = {m["id"]: m for m in sent if m["type"] == "query" and m["id"].startswith("values")}
        self.assertEqual(sorted(asked), ["values", "values_partners", "values_printed"])
        self.assertLess(asked["values"]["limit"], 2000)
        self.assertEqual(asked["values_printed"]["where"]["reporter"], ["CHN"])
        self.assertEqual([m["code"] for m in sent if m["type"] == "diagnostic"], ["data.gap"])

    def test_no_percentage_stands_on_a_small_base_in_the_table_either(self) -> None:
        rows = prints(["gloves_rubber"])
        sent = self.run_plugin("ppe", lambda query: rows if query["id"] == "values" else [],
                               min_value=10 ** 12, max_findings=1)
        [table] = [m for m in sent if m["type"] == "table" and m["key"] == "changes"]
        self.assertEqual({row[-1] is None for row in table["rows"]}, {True})

    def test_a_small_amount_that_is_printed_as_zero_is_no_zero(self) -> None:
        zero = [["CHN", "oxygen", "2020", "Office", "0", "0", "5000"],
                ["CHN", "oxygen", "2021", "Office", "0", "0", "0"]]
        sent = self.run_plugin("respiratory-care", lambda query: zero if query["id"] == "values" else [])
        self.assertEqual(self.told(sent, "zero-"), ["zero-value-oxygen-CHN-2021"])

    def test_no_price_is_made_of_the_most_that_goods_can_be(self) -> None:
        most = [["CHN", "vent_invasive", "2020", "Office", "1000", None, "1000"]]
        sent = self.run_plugin("respiratory-care", lambda query: most if query["id"] in ("values", "pieces") else [])
        [latest] = [m for m in sent if m["type"] == "finding"]
        self.assertNotIn("u", latest["values"])
        self.assertNotIn("least", latest["values"])


if __name__ == "__main__":
    unittest.main()

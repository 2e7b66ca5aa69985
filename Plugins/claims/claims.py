"""Checks the claims of a text against the prints of other sources: a plugin for waybill."""

import json
import os
import sys
from decimal import Decimal
from typing import Dict, List, NamedTuple, Optional

sys.dont_write_bytecode = True  # the folder stays as it was installed
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from changes import change, difference, ratio, share  # noqa: E402
from closures import BROKEN, HOLDS, Closure, closure  # noqa: E402
from figures import Case, figure, joined, outside, unit_value  # noqa: E402
from orders import exhaustive, most, pace, rank, record  # noqa: E402
from output import count, show  # noqa: E402
from prints import Shelf, number  # noqa: E402
from searches import event, none, some  # noqa: E402
from verdicts import (
    CONSISTENT,
    CONTEXT,
    CONTRADICTED,
    NO_DATA,
    NOT_TESTABLE,
    ORDER,
    PARTLY,
    Result,
    Stated,
    combine,
)  # noqa: E402
from wire import Json, Refused, ask, finish, receive, send  # noqa: E402

MEASURES = ["stated", "stated.low", "stated.high", "stated.unit", "limit", "limit.low", "limit.high"]
TEXTS = [
    "claim",
    "words",
    "kind",
    "note",
    "definition",
    "product",
    "of",
    "reporter",
    "partner",
    "period",
    "base",
    "years",
]
PLAIN = {
    "figure": figure,
    "change": change,
    "difference": difference,
    "ratio": ratio,
    "share": share,
    "rank": rank,
    "most": most,
    "exhaustive": exhaustive,
    "none": none,
    "some": some,
    "outside": outside,
}


WORDS = {PARTLY: "borne out in part", NO_DATA: "without data"}


class Claim(NamedTuple):
    """A claim with its rows, what became of its tests, and its verdict."""

    id: str
    rows: List[int]
    definition: Json
    results: List[Result]
    verdict: str


class Check:
    """One run: the rows of the claims file, as texts and as figures in the same order, and what is known of them."""

    def __init__(self, rows: List[Json], params: Json) -> None:
        self.rows, self.params = rows, params
        self.definitions = [json.loads(row["definition"]) for row in rows]
        first: Json = next((item for item in self.definitions if "own" in item), {})
        self.shelf = Shelf(first.get("own", ""), first.get("doubtful", []))
        self.places: Dict[str, List[int]] = {}
        for index, row in enumerate(rows):
            if row["kind"] != "closure":
                self.places.setdefault(row["claim"], []).append(index)
        self.stated: Dict[str, Stated] = {}
        for claim, places in self.places.items():
            for found in (self.amount(index, "stated") for index in places):
                if found:
                    self.stated.setdefault(claim, found)
        self.events: Optional[List[Json]] = None
        self.known: Dict[str, Claim] = {}
        self.closures = self.closed()

    def amount(self, index: int, column: str) -> Optional[Stated]:
        row = self.rows[index]
        if row[column] is None:
            return None
        word = self.definitions[index].get("test", {}).get("operator", "eq")
        return Stated(
            index,
            Decimal(row[column]),
            number(row[f"{column}.low"]),
            number(row[f"{column}.high"]),
            word,
            row["stated.unit"] or "",
        )

    def claim(self, name: str) -> Claim:
        """Checks a claim, once; a claim on others checks these first."""
        if name not in self.known:
            places = self.places[name]
            self.known[name] = Claim(name, places, {}, [], NO_DATA)  # a claim that rests on itself finds nothing
            results = self.settled(name, [self.result(index) for index in places])
            self.known[name] = Claim(
                name, places, self.definitions[places[0]], results, combine([result.verdict for result in results])
            )
        return self.known[name]

    def result(self, index: int) -> Result:
        definition = self.definitions[index]
        if "untestable" in definition:
            return Result(NOT_TESTABLE, definition["untestable"], {}, None, "no trade figure could settle it")
        if "test" not in definition:
            return Result(CONTEXT, "", {}, None, "no statement on trade")
        test = definition["test"]
        case = Case(
            index,
            test,
            definition.get("goods", {}),
            self.amount(index, "stated"),
            self.amount(index, "limit"),
            self.shelf,
            self.params,
        )
        kind = test["is"]
        if kind in PLAIN:
            return PLAIN[kind](case)
        if kind == "event":
            if self.events is None:
                self.events = ask(
                    "events", dataset="events", measures=["rows"], by=["period", "event", "kind", "origin"]
                )
            return event(case, self.events)
        if kind == "all":
            return self.composite(index, test["claims"])
        other = self.amount(index, "stated") or self.stated.get(test.get("premise") or test.get("of-claim", ""))
        if other is None:
            return Result(
                NO_DATA, "the claim that it rests on states no figure.", {}, None, "its own base states no figure"
            )
        if kind == "unit-value":
            return unit_value(case, other, other.unit == "USD")
        return (record if kind == "record" else pace)(case, other)

    def composite(self, index: int, names: List[str]) -> Result:
        """Judges by other claims of the file."""
        parts = [(name, self.claim(name).verdict) for name in names]
        words = []
        values: Dict[str, Json] = {}
        for verdict in ORDER:
            own = [name for name, found in parts if found == verdict]
            if own:
                key = f"n{len(values)}"
                values[key] = count(f"of{index}_{key}", own)
                words.append(f"{{{key}}} {WORDS.get(verdict, verdict)} ({', '.join(own)})")
        total = count(f"of{index}", names)
        text = "of the {all} claims that it rests on, {rest}.".replace("{rest}", joined(words))
        return Result(
            combine([verdict for _, verdict in parts]), text, {"all": total, **values}, None, "it rests on other claims"
        )

    def settled(self, name: str, results: List[Result]) -> List[Result]:
        """Lets the text's own arithmetic speak for a claim that no other source can judge."""
        own = [item for item in self.closures if name in item.claims]
        broken = [item for item in own if item.outcome == BROKEN]
        holds = bool(own) and all(item.outcome == HOLDS for item in own)
        if combine([result.verdict for result in results]) != NO_DATA or not (broken or holds):
            return results
        shown = (broken or own)[0]
        text = "no other source prints it. Its own arithmetic sets {left} against {right}, and " + (
            "does not hold" if broken else "holds"
        )
        values = {**shown.cells, "left": shown.left, "right": shown.right}
        why = "its own arithmetic breaks" if broken else "its own arithmetic holds"
        return [Result(CONTRADICTED if broken else CONSISTENT, f"{text} ({shown.id}).", values, None, why)]

    def closed(self) -> List[Closure]:
        found = []
        for index, row in enumerate(self.rows):
            if row["kind"] == "closure":
                item = closure(index, row, self.definitions[index], self.stated, self.amount(index, "limit"))
                if item:
                    found.append(item)
        return found


def main() -> None:
    send("hello", protocol=[1], id="waybill.claims", version="1.0.0")
    start = receive()
    if start["mode"] == "check":
        finish("ok")
    send("heading", level=2, text="Claims check")
    try:
        figures = ask("claims", dataset="claims", measures=MEASURES, by=["claim"])
        texts = ask("texts", dataset="claims", measures=["stated"], by=TEXTS)
        rows = [{**text, **figure} for text, figure in zip(texts, figures)]
    except Refused as problem:
        send(
            "diagnostic",
            severity="warning",
            code="claims.missing",
            message="this section has no claims file",
            help=problem.error.get("help", "name a claims file"),
        )
        finish("ok")
    check = Check(rows, start["params"])
    show(rows, [check.claim(name) for name in check.places], check.closures, start["params"]["show"] == "all")
    finish("ok")


if __name__ == "__main__":
    try:
        main()
    except Refused as refusal:
        finish("failed", error=refusal.error)

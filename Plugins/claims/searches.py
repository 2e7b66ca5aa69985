"""Tests for what was not there, and for what was: searches with what they covered, and events."""

from decimal import Decimal
from typing import Dict, List, Optional

from figures import Case, joined, listed
from prints import AMOUNTS, Envelope, Print
from spans import Span, span
from verdicts import CONSISTENT, CONTRADICTED, NOT_TESTABLE, NO_DATA, PARTLY, REPRODUCED, Result
from wire import Json, ask


def none(case: Case) -> Result:
    """Looks for any amount of goods that are said to be absent, or nearly so, and says what was searched."""
    assert case.period
    if "code" in case.test and (ending := ended(case)):
        return ending
    whole = case.period
    found = {
        measure: [
            item
            for item in case.shelf.prints(case.test, None, measure) + case.related("below", measure)
            if whole.contains(item.span)
        ]
        for measure in AMOUNTS
    }
    there = [item for prints in found.values() for item in prints if (item.low or Decimal(0)) > 0]
    if there and case.test.get("operator") == "nearly-none":
        return nearly(case, there)
    if there:
        when, spans = listed([there[0]])
        values = {
            **there[0].num.source("found"),
            "who": there[0].at("reporter"),
            "goods": there[0].at("product"),
            **spans,
        }
        if case.test.get("holds-more"):
            return Result(
                NOT_TESTABLE,
                "the code holds other goods too: {who} has {found} of {goods} under it "
                f"({when}), which shows nothing of these. " + searched(case),
                {**values, **case.names()},
                None,
                "the code holds other goods too",
            )
        return Result(
            CONTRADICTED, f"{{who}} has {{found}} of {{goods}} in {when}.", values, None, "another source prints some"
        )
    zero = [item for prints in found.values() for item in prints if item.span == whole and item.value == 0]
    if zero:
        return Result(
            REPRODUCED,
            "{origin} prints {found} for the whole span.",
            {**zero[0].num.source("found"), "origin": zero[0].at("origin")},
            None,
            "another source says so",
        )
    if filed := whole_records(case):
        return filed
    return Result(
        NO_DATA,
        searched(case) + " Nothing was found, and no source claims to hold all of it.",
        case.names(),
        None,
        "the search found nothing, and whole records are missing",
    )


def nearly(case: Case, there: List[Print]) -> Result:
    """Compares the little that there was with the base period, in whichever measure both are in print."""
    assert case.period
    base = span(case.test["base"]) if "base" in case.test else None
    for measure in AMOUNTS:
        after = case.envelope(case.period, measure)
        before = case.envelope(base, measure) if base else None
        num = before and (before.exact[0] if before.exact else before.least)
        if not after.exact or before is None or not num or before.low == 0 or after.high is None:
            continue
        little = after.high <= case.nearly_none * before.low
        values = {**after.exact[0].source("found"), **num.source("before"), **case.names()}
        text = (
            "in print are {found} in {period}, against " + ("" if before.exact else "at least ") + "{before} in {base}."
        )
        if little:
            return Result(CONSISTENT, text, values, None, "little is in print, against much before")
        return Result(CONTRADICTED, text, values, None, "more is in print than nearly none")
    return Result(
        PARTLY,
        "in print are {found}, without a base to set it against.",
        there[0].num.source("found"),
        None,
        "some is in print, without a base",
    )


def ended(case: Case) -> Optional[Result]:
    """Judges a search under a code that the goods no longer had, or did not have yet: it finds nothing, whatever was traded."""
    assert case.period
    owner, listed_codes = case.test.get("owner", "WCO"), case.goods.get(case.test["product"], {}).get("codes", [])
    same = [entry for entry in listed_codes if entry["owner"] == owner and entry["code"] == case.test["code"]]
    if not same or any(in_force(entry, case.period) for entry in same):
        return None
    text = (
        f"the code `{case.test['code']}` does not exist in {{period}}, so that nothing is found under it whatever was "
        f"traded; the goods are under {codes(case)}."
    )
    there = [
        item
        for measure in AMOUNTS
        for item in case.shelf.prints(case.test, None, measure)
        if case.period.contains(item.span) and (item.low or Decimal(0)) > 0
    ]
    if there:
        return Result(
            CONTRADICTED,
            text + " There {who} has {found} in {span}.",
            {
                **case.names(),
                **there[0].num.source("found"),
                "who": there[0].at("reporter"),
                "span": there[0].at("period"),
            },
            None,
            "the code that was searched had ended, and the goods are in print",
        )
    return Result(
        NOT_TESTABLE,
        text + " No other source prints anything under these, which is a gap and not a zero.",
        case.names(),
        None,
        "the code that was searched had ended",
    )


def codes(case: Case) -> str:
    """Returns the codes of the goods in the editions of the span, in backticks."""
    assert case.period
    found: Dict[str, List[str]] = {}
    for entry in case.goods.get(case.test["product"], {}).get("codes", []):
        if in_force(entry, case.period) and entry["owner"] in ("WCO", case.test.get("owner", "WCO")):
            found.setdefault(entry["edition"], []).append(entry["code"])
    editions: Dict[str, List[str]] = {}  # codes that several editions share stand once
    for edition in sorted(found):
        editions.setdefault(" + ".join(f"`{code}`" for code in sorted(found[edition])), []).append(named(edition))
    texts = [f"{written} of {joined(names)}" for written, names in editions.items()]
    return joined(texts) if texts else "codes that the lists do not have"


def named(edition: str) -> str:
    return edition if edition.startswith("HS") else f"the tariff of {edition}"


def in_force(entry: Json, whole: Span) -> bool:
    if not entry["edition"].startswith("HS"):
        return whole.first.year <= int(entry["edition"]) <= whole.last.year
    year = int(entry["edition"][2:])
    return year <= whole.last.year and whole.first.year < year + 5


def searched(case: Case) -> str:
    """Returns what a search covered, in a sentence."""
    who = "the exports of {reporter}" if "reporter" in case.test else "the exports of every partner in the data"
    return f"Searched were {who} to {{partner}} in {{period}} under {codes(case)}, by value, quantity and weight."


def whole_records(case: Case) -> Optional[Result]:
    """Returns a verdict where records that claim to be whole cover the span, and have no row."""
    if "reporter" not in case.test:
        return None
    query = f"filed{case.row}"
    rows = ask(
        query,
        measures=["value", "value.status"],
        by=["reporter", "period"],
        fill="null",
        period={"from": case.test["period"], "grain": "year"},
        where={
            "reporter": case.test["reporter"],
            "partner": case.test["partner"],
            "flow": case.test.get("flow", "X"),
            "product": case.test["product"],
        },
    )
    if rows and all(row["value.status"] == "no-row" for row in rows):
        return Result(
            REPRODUCED,
            searched(case) + " The records claim to be whole, and have no row.",
            case.names(),
            None,
            "whole records have no row",
        )
    return None


def some(case: Case) -> Result:
    """Looks for any amount of goods that are said to be there."""
    assert case.period
    for measure in AMOUNTS:
        found: Envelope = case.envelope(case.period, measure)
        num = found.exact[0] if found.exact else found.least
        if num and num.value > 0:
            prints = found.exact_prints[0] if found.exact else found.least_prints
            when, spans = listed(prints)
            return Result(
                REPRODUCED,
                f"{{origin}} prints {{found}} ({when}).",
                {**num.source("found"), **spans, "origin": prints[0].at("origin")},
                None,
                "another source prints some",
            )
    return Result(NO_DATA, searched(case) + " Nothing was found.", case.names(), None, "the search found nothing")


def event(case: Case, events: List[Json]) -> Result:
    """Looks for an event of the kind in the span."""
    assert case.period
    for index, row in enumerate(events):
        if row["kind"] == case.test["event"] and case.period.overlap(span(row["period"])):
            values = {name: {"from": ["events", index, name]} for name in ("event", "period", "origin")}
            return Result(CONSISTENT, "{origin}, {period}: {event}.", values, None, "the list of events has it")
    return Result(NO_DATA, "the list of events has none of that kind then.", {}, None, "the list of events lacks it")

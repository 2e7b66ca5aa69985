"""Tests over many series: ranks, records over years, pace, and statements on all partners."""

from decimal import Decimal
from typing import Dict, List, Tuple

from changes import against, meant
from figures import Case, listed, missing
from prints import Envelope, Print, envelope
from spans import Span, same_months, span, year_span, years
from verdicts import CONSISTENT, CONTRADICTED, DEPENDS, NO_DATA, PARTLY, REPRODUCED, Result, Stated
from wire import Json


def rank(case: Case) -> Result:
    """Looks whether a partner, or a group of goods, is the first among the others of the span."""
    assert case.period
    test, whole = case.test, case.period
    rivals: List[Tuple[str, Envelope]] = []
    if groups := test.get("products"):
        own = case.envelope(whole)
        rivals = [
            (group, envelope(case.shelf.prints(test, group), whole)) for group in groups if group != test["product"]
        ]
    else:
        every = case.shelf.prints({**test, "reporter": ""})
        own = case.envelope(whole)
        others = sorted({item.reporter for item in every} - {test["reporter"]})
        rivals = [(who, envelope([item for item in every if item.reporter == who], whole)) for who in others]
    largest = max(rivals, key=lambda rival: rival[1].low, default=None)
    mine = own.exact[0] if own.exact else own.least
    if largest and own.high is not None and largest[1].low > own.high:
        rival = largest[1]
        num = rival.exact[0] if rival.exact else rival.least
        assert num
        prints = rival.exact_prints[0] if rival.exact else rival.least_prints
        values = {**num.source("found"), "rival": prints[0].at("reporter")}
        return Result(CONTRADICTED, "{rival} has {found}, which is more.", values, None, "another one is larger")
    if mine is None:
        return missing(case)
    prints = own.exact_prints[0] if own.exact else own.least_prints
    when, spans = listed(prints)
    values = {**mine.source("found"), **spans}
    text = f"in print are {{found}} ({when}), "
    known = [rival for _, rival in rivals if rival.high is not None or rival.low > 0]
    if not known:
        return Result(
            PARTLY,
            text + "and nothing of the others is in print for the span.",
            values,
            None,
            "the others are not in print",
        )
    if all(rival.high is not None and rival.high < own.low for rival in known):
        verdict = REPRODUCED if own.exact and len(known) == len(rivals) else CONSISTENT
        return Result(verdict, text + "more than any other in print.", values, None, "the others in print are smaller")
    return Result(
        PARTLY,
        text + "and the others are in print for a part of the span only.",
        values,
        None,
        "the others are in print in parts",
    )


def record(case: Case, premise: Stated) -> Result:
    """Looks whether the text's own amount exceeds the same months of each year."""
    assert case.period
    windows = [same_months(case.period, year) for year in years(span(case.test["years"]))]
    return highest(case, premise, [window for window in windows if window != case.period], Decimal(1))


def pace(case: Case, premise: Stated) -> Result:
    """Looks whether the text's own amount, carried on for a year, exceeds each whole year."""
    assert case.period and case.period.months
    windows = [year_span(year) for year in years(span(case.test["years"]))]
    return highest(case, premise, windows, Decimal(12) / case.period.months)


def highest(case: Case, premise: Stated, windows: List[Span], factor: Decimal) -> Result:
    """Compares the text's own amount, times the factor, with what prints leave open for each window."""
    assert case.period
    top = None if premise.high is None else premise.high * factor
    every = case.shelf.prints(case.test)
    sound = [(window, envelope([item for item in every if not item.is_doubtful], window)) for window in windows]
    doubtful = [(window, envelope(every, window)) for window in windows]
    months = case.period.months or 0
    values: Dict[str, Json] = {"own": premise.source}
    carried = "{own}"
    if factor != 1:
        values["carried"] = {"calc": f"own * 12 / {months}", "value": float(premise.value * factor)}
        if months not in (1, 2, 4, 10):  # the host knows these as plain constants; another number is said to be ours
            values["months"] = {"value": months, "judgement": "the months of the span that the text speaks of"}
            values["carried"]["calc"] = "own * 12 / months"
        carried = "{own}, or {carried} when carried on for a year,"
    for entries, verdict in ((sound, CONTRADICTED), (doubtful, DEPENDS)):
        window, found = max(entries, key=lambda entry: entry[1].low)
        if top is not None and found.low > top:
            num, prints = (found.exact[0], found.exact_prints[0]) if found.exact else (found.least, found.least_prints)
            assert num
            when, spans = listed(prints)
            why = "an earlier span in print is larger" if verdict == CONTRADICTED else "a print in doubt is larger"
            tail = ", a print that is itself in doubt." if verdict == DEPENDS else "."
            return Result(
                verdict,
                f"its own {carried} is less than the {{found}} in print for {when}{tail}",
                {**values, **num.source("found"), **spans},
                None,
                why,
            )
    known = [found for _, found in sound if found.high is not None]
    if not known:
        return Result(
            NO_DATA,
            "no other source prints the earlier spans, or what could bound them.",
            case.names(),
            None,
            "the earlier spans are in no other print",
        )
    if (
        len(known) == len(windows)
        and premise.low is not None
        and all((found.high or Decimal(0)) < premise.low * factor for found in known)
    ):
        return Result(
            CONSISTENT,
            f"its own {carried} is more than what is in print for each of the earlier spans.",
            values,
            values["own"],
            "the earlier spans in print are smaller",
        )
    return Result(
        PARTLY,
        f"none of the earlier spans in print exceeds its own {carried} and some are not in print.",
        values,
        values["own"],
        "some earlier spans are in no other print",
    )


def pairs(case: Case, base: Span) -> List[Tuple[str, Print, Print]]:
    """Returns for each partner the amounts of both spans, as one source prints them, sorted by partner."""
    assert case.period
    every = [item for item in case.shelf.prints({**case.test, "reporter": ""}) if item.value is not None]
    found: Dict[str, Tuple[Print, Print]] = {}
    for later in every:
        for earlier in every:
            if (
                earlier.reporter == later.reporter
                and later.span == case.period
                and earlier.span == base
                and earlier.value
            ):
                found.setdefault(later.reporter, (earlier, later))
    return [(who, *found[who]) for who in sorted(found)]


def most(case: Case) -> Result:
    """Counts the partners whose amount fell or rose, among those that are in print for both spans."""
    stated, base = meant(case), span(case.test["base"])
    known = [entry for entry in pairs(case, base) if entry[0] not in case.test.get("except", [])]
    if len(known) < 3:
        return Result(
            NO_DATA,
            "fewer than three other partners are in print for both {base} and {period}, too few to " "speak of most.",
            case.names(),
            None,
            "too few partners are in print",
        )
    fits = [entry for entry in known if stated.allows(*against(entry[1].num, entry[2].num)[1:])]
    verdict = CONSISTENT if 2 * len(fits) > len(known) else CONTRADICTED
    who = fits or known
    values = {f"w{index}": entry[2].at("reporter") for index, entry in enumerate(who[:6])}
    names = ", ".join("{" + name + "}" for name in values)
    return Result(
        verdict,
        (
            f"of the partners in print for both spans it holds for {names}."
            if fits
            else f"it holds for none of the partners in print, such as {names}."
        ),
        values,
        None,
        "most partners in print agree" if fits else "partners in print disagree",
    )


def exhaustive(case: Case) -> Result:
    """Looks for partners above the threshold that fell more than the comparison does, named or not named."""
    assert case.limit and case.period
    test, base = case.test, span(case.test["base"])
    named = set(test["reporters"])
    other = {**test, "product": test.get("than-product", test["product"]), "reporter": test.get("than-reporter", "")}
    changes = [
        item for item in case.shelf.prints(other, None, "change") if item.span == case.period and item.value is not None
    ]
    known = [entry for entry in pairs(case, base) if (entry[1].high or Decimal(0)) >= case.limit.value]
    if not known or not changes:
        return Result(
            NO_DATA,
            "no partner above the threshold is in print for both {base} and {period}.",
            case.names(),
            None,
            "the partners are in no other print",
        )
    limit = changes[0]
    fell = [entry for entry in known if (entry[2].num.value / entry[1].num.value - 1) * 100 < (limit.value or 0)]
    extra = [entry for entry in fell if entry[0] not in named]
    values: Dict[str, Json] = limit.num.source("limit", "change")
    if extra:
        values.update({**against(extra[0][1].num, extra[0][2].num)[0], "who": extra[0][2].at("reporter")})
        return Result(
            CONTRADICTED,
            "{who} is not named, and went from {before} to {after}, a change of {found} against " "{limit}.",
            values,
            None,
            "another partner fell as much",
        )
    if {entry[0] for entry in fell} == named:
        return Result(
            CONSISTENT,
            "they are the only partners in print that fell more than {limit}.",
            values,
            values["limit"],
            "no other partner in print fell as much",
        )
    return Result(
        PARTLY,
        "no other partner in print fell more than {limit}; not all of those named are in print.",
        values,
        values["limit"],
        "the partners named are not all in print",
    )

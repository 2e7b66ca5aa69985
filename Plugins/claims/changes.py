"""Tests of two spans or two goods: changes, differences, ratios, shares."""

from decimal import Decimal
from typing import Dict, List, Optional, Tuple

from figures import Case, joined, listed, missing, origin
from prints import Envelope, Num, Print, combined, nearby, total
from spans import Span, span, year_span, years
from verdicts import (
    CONSISTENT,
    CONTRADICTED,
    DEPENDS,
    NOT_COMPARABLE,
    NO_DATA,
    PARTLY,
    REPRODUCED,
    Result,
    Stated,
    combine,
)
from wire import Json

HUNDRED = Decimal(100)


def meant(case: Case) -> Stated:
    """Returns what the text says of a change: its own percent, or any fall or rise."""
    if case.stated:
        return case.stated
    falls = case.test["operator"] == "falls"
    return Stated(
        case.row, Decimal(0), None if falls else Decimal(0), Decimal(0) if falls else None, "lt" if falls else "gt"
    )


def change(case: Case) -> Result:
    """Sets a change against printed changes, and against one computed from both amounts."""
    assert case.period
    base, stated = span(case.test["base"]), meant(case)
    if printed := printed_change(case, base, stated):
        return printed
    if case.breaks(case.period, base):
        return Result(
            NOT_COMPARABLE,
            "the codes of these goods changed between {base} and {period}, so the amounts are "
            "not of the same goods.",
            case.names(),
            None,
            "the codes changed in between",
        )
    after, before = case.envelope(case.period), case.envelope(base)
    if after.exact and before.exact and before.exact[0].value:
        return computed(case, stated, before, after)
    bound = bounded(case, stated, before, after)
    return bound or shifted(case, stated, base) or like_for_like(case, stated, base) or one_sided(case, before, after)


def printed_change(case: Case, base: Span, stated: Stated) -> Optional[Result]:
    """Judges by changes in percent that other sources print against the year before."""
    assert case.period
    months = case.period.months
    if months != base.months or case.period.first.year != base.first.year + 1:
        return None
    prints = [
        item
        for item in case.shelf.prints(case.test, None, "change")
        if item.span == case.period and item.value is not None
    ]
    if not prints:
        return None
    fits = [item for item in prints if stated.allows(item.low, item.high)]
    best = (fits or prints)[0]
    values = {**best.num.source("found", "change"), **origin([best])}
    if fits and len(fits) < len(prints):
        other = next(item for item in prints if item not in fits)
        return Result(
            DEPENDS,
            "{origin} prints {found}, but {origin2} {found2}.",
            {**values, "origin2": other.at("origin"), **other.num.source("found2", "change")},
            None,
            "sources print different changes",
        )
    if fits:
        return Result(REPRODUCED, "{origin} prints a change of {found}.", values, None, "another source prints it")
    return Result(
        CONTRADICTED, "{origin} prints a change of {found}.", values, None, "another source prints another change"
    )


def computed(case: Case, stated: Stated, before: Envelope, after: Envelope) -> Result:
    """Judges by both amounts as other sources print them."""
    first, second = before.exact[0], after.exact[0]
    values, low, high = against(first, second)
    values.update(origin(after.exact_prints[0]))
    text = "by {origin} it went from {before} to {after}, a change of {found}."
    if stated.allows(low, high):
        found = (second.value / first.value - 1) * HUNDRED
        if stated.allows(found, found):
            return Result(REPRODUCED, text, values, None, "both amounts are in print, and give it")
        return Result(CONSISTENT, text, values, None, "both amounts are in print, and leave room for it")
    return Result(CONTRADICTED, text, values, None, "both amounts are in print, and give another change")


def against(first: Num, second: Num) -> Tuple[Dict[str, Json], Optional[Decimal], Optional[Decimal]]:
    """Returns the values of a sentence on a change, and its bounds in percent."""
    ratio = combined(second, "/", first)
    values = {
        **first.source("before"),
        **second.source("after"),
        "found": {"calc": "after / before - 1", "value": float(second.value / first.value - 1), "format": "change"},
    }
    low = None if ratio.low is None else (ratio.low - 1) * HUNDRED
    return values, low, None if ratio.high is None else (ratio.high - 1) * HUNDRED


def bounded(case: Case, stated: Stated, before: Envelope, after: Envelope) -> Optional[Result]:
    """Judges by the least and the most of both amounts, where they show at least the direction."""
    low = (after.low / before.high - 1) * HUNDRED if before.high else None
    if before.high == 0 and after.low > 0:
        low = Decimal("Infinity")
    high = (after.high / before.low - 1) * HUNDRED if after.high is not None and before.low else None
    if low is None and high is None:
        return None
    values, parts = {}, []
    for name, side, words in (("before", before, "{base}"), ("after", after, "{period}")):
        word, num = shown(side, is_low=(name == "after") == (low is not None and (low > 0 or high is None)))
        if num is None:
            return None
        values.update(num.source(name))
        parts.append(f"{word} {{{name}}} in {words}".strip() if num.value else f"none in {words}")
    values.update(case.names())
    text = ", and ".join(parts) + "."
    if not stated.allows(low, high):
        return Result(
            CONTRADICTED, "in print are " + text, values, values["after"], "what is in print goes the other way"
        )
    if stated.implies(low, high):
        return Result(CONSISTENT, "in print are " + text, values, values["after"], "what is in print shows the same")
    return None


def shown(side: Envelope, is_low: bool) -> Tuple[str, Optional[Num]]:
    if side.exact:
        return "", side.exact[0]
    if is_low:
        return "parts that make", side.least
    return "at most", side.most


def shifted(case: Case, stated: Stated, base: Span) -> Optional[Result]:
    """Judges by the nearest spans that another source prints, such as two fiscal years."""
    assert case.period
    prints = case.shelf.prints(case.test)
    for later in nearby(prints, case.period):
        move = later.span.start - case.period.start
        for earlier in nearby(prints, base):
            if earlier.origin == later.origin and abs(earlier.span.start - base.start - move) <= 1 and earlier.value:
                values, low, high = against(earlier.num, later.num)
                values.update(
                    {"origin": later.at("origin"), "span1": earlier.at("period"), "span2": later.at("period")}
                )
                text = "{origin} has {before} for {span1} and {after} for {span2}, the nearest spans in print: a change of {found}"
                if stated.allows(low, high):
                    return Result(CONSISTENT, text + ".", values, None, "the nearest spans in print agree")
                same = (later.num.value < earlier.num.value) == (stated.value < 0)
                return Result(
                    PARTLY,
                    text + (", the same direction." if same else ", another direction."),
                    values,
                    None,
                    (
                        "the nearest spans in print show the direction"
                        if same
                        else "the nearest spans in print show another direction"
                    ),
                )
    return None


def like_for_like(case: Case, stated: Stated, base: Span) -> Optional[Result]:
    """Judges by the same months of both spans, where these are in print alone."""
    assert case.period
    prints = [item for item in case.shelf.prints(case.test) if item.value is not None and not item.is_doubtful]
    move = case.period.first.year - base.first.year
    pairs = [
        (one, other)
        for one in prints
        if base.contains(one.span) and one.value
        for other in prints
        if case.period.contains(other.span)
        and other.origin == one.origin
        and other.span.first == one.span.first.replace(year=one.span.first.year + move)
        and other.span.months == one.span.months
    ]
    if not pairs:
        return None
    earlier, later = max(pairs, key=lambda pair: (pair[0].span.days, pair[0].name))
    values, low, high = against(earlier.num, later.num)
    values.update({"origin": later.at("origin"), "span1": earlier.at("period"), "span2": later.at("period")})
    text = "{origin} prints {before} for {span1} and {after} for {span2}, a change of {found}; the rest is not in print for both."
    if stated.allows(low, high):
        return Result(PARTLY, text, values, None, "only some months are in print, and agree")
    if (later.num.value > earlier.num.value) == (stated.low is not None and stated.low >= 0):
        return Result(PARTLY, text, values, None, "only some months are in print, and go the same way")
    return Result(NO_DATA, text, values, None, "only some months are in print, and go another way")


def one_sided(case: Case, before: Envelope, after: Envelope) -> Result:
    """Says which of the two amounts is not in print."""
    lacks = [name for name, side in (("base", before), ("period", after)) if not side.exact]
    what = "neither {base} nor {period} is" if len(lacks) == 2 else f"{{{lacks[0]}}} is not" if lacks else "no base is"
    return Result(
        NO_DATA,
        (
            f"{what} in print from another source for {{product}} from {{reporter}}."
            if "reporter" in case.test
            else f"{what} in print from another source for {{product}}."
        ),
        case.names(),
        None,
        "one of the two amounts is in no other print",
    )


def difference(case: Case) -> Result:
    """Sets a difference of two spans against the prints, over several reporters where they are named."""
    assert case.period and case.stated
    base = span(case.test["base"])
    if unlike := unlike_spans(case, base):
        return unlike
    reporters = case.test.get("reporters") or [case.test.get("reporter")]
    sides: List[Num] = []
    for whole in (base, case.period):
        nums = [case.envelope(whole, None, who) for who in reporters]
        if any(not found.exact for found in nums):
            return Result(
                NO_DATA,
                "{period} and {base} are not both in print from another source for each of the partners.",
                case.names(),
                None,
                "one of the amounts is in no other print",
            )
        sides.append(added([found.exact[0] for found in nums]))
    found = combined(sides[1], "-", sides[0])
    verdict = REPRODUCED if case.stated.allows(found.low, found.high) else CONTRADICTED
    return Result(
        verdict,
        "the prints of other sources differ by {found}.",
        found.source("found"),
        None,
        "the amounts in print give it" if verdict == REPRODUCED else "the amounts in print give another difference",
    )


def added(nums: List[Num]) -> Num:
    cells: Dict[str, Json] = {}
    for num in nums:
        cells.update(num.cells)
    low = None if any(num.low is None for num in nums) else sum((num.low or Decimal(0) for num in nums), Decimal(0))
    high = None if any(num.high is None for num in nums) else sum((num.high or Decimal(0) for num in nums), Decimal(0))
    return Num(sum((num.value for num in nums), Decimal(0)), low, high, " + ".join(num.formula for num in nums), cells)


def unlike_spans(case: Case, base: Span) -> Optional[Result]:
    """Refuses to set some months against a whole year, or goods against others under a changed code."""
    assert case.period
    if case.period.months != base.months:
        return Result(
            NOT_COMPARABLE,
            "it sets {period} against {base}, spans of different length.",
            case.names(),
            None,
            "a part of a year is set against a whole one",
        )
    if case.breaks(case.period, base):
        return Result(
            NOT_COMPARABLE,
            "the codes of these goods changed between {base} and {period}.",
            case.names(),
            None,
            "the codes changed in between",
        )
    return None


def ratio(case: Case) -> Result:
    """Sets a ratio of two spans against the prints."""
    assert case.period and case.stated
    base = span(case.test["base"])
    if unlike := unlike_spans(case, base):
        return unlike
    after, before = case.envelope(case.period), case.envelope(base)
    if not after.exact or not before.exact or not before.exact[0].value:
        return one_sided(case, before, after)
    return shared(case, after.exact[0], before.exact[0], "{after} against {before} is {found}.", REPRODUCED)


def shared(case: Case, part: Num, whole: Num, text: str, verdict: str, more: Dict[str, Json] = {}) -> Result:
    """Judges by a part and a whole."""
    assert case.stated
    found = combined(part, "/", whole)
    low = None if found.low is None else found.low * HUNDRED
    high = None if found.high is None else found.high * HUNDRED
    values = {
        **part.source("after"),
        **whole.source("before"),
        **more,
        "found": {"calc": "after / before", "value": float(found.value), "format": "percent"},
    }
    fits = case.stated.allows(low, high)
    return Result(
        verdict if fits else CONTRADICTED,
        text,
        values,
        None,
        "what is in print gives it" if fits else "what is in print gives another share",
    )


def share(case: Case) -> Result:
    """Sets a share of goods in goods, or a printed share of a partner, against the prints."""
    test = case.test
    if "of" not in test:
        return printed_share(case)
    reporters = test.get("reporters") or [test.get("reporter")]
    results = [goods_share(case, who) for who in reporters]
    if len(results) == 1:
        return results[0]
    texts, values = [], {}
    for index, result in enumerate(results):
        if result.verdict != NO_DATA:
            texts.append(result.text[:1].upper() + result.text[1:])
            values.update(result.values)
    verdict = combine([result.verdict for result in results])
    if not texts:
        return results[0]
    rest = "" if len(texts) == len(results) else " The other partners that it speaks of are not in print."
    return Result(verdict, " ".join(texts) + rest, values, None, "what is in print is of some partners and months")


def goods_share(case: Case, reporter: Optional[str]) -> Result:
    """Judges by a part and a whole of one partner: of the span, of months inside it, or of the nearest span."""
    assert case.period and case.stated
    test, whole = case.test, case.period
    groups = test.get("parts") or [test["product"]]
    parts = [[item for item in case.shelf.prints(test, group, None, reporter)] for group in groups]
    wholes = case.shelf.prints(test, test["of"], None, reporter)
    if reporter and not parts:
        return missing(case)
    found: List[Tuple[List[Print], Print]] = []
    for item in wholes:
        same = [[one for one in prints if one.span == item.span and one.value is not None] for prints in parts]
        if item.value and all(same):
            found.append(([one[0] for one in same], item))
    direct = [entry for entry in found if entry[1].span == whole]
    inside = [entry for entry in found if whole.contains(entry[1].span) and entry[1].span != whole]
    close = [entry for entry in found if entry[1] in nearby(wholes, whole)]
    for entries, verdict in ((direct, REPRODUCED), (inside, PARTLY), (close[:1], CONSISTENT)):
        if entries:
            name = entries[0][1].name
            pieces = sorted(entries, key=lambda entry: entry[1].span)
            chain = [entry for entry in pieces if entry[1] in heavy(pieces)]
            when, spans = listed([entry[1] for entry in chain], f"{name}s")
            part = total([one for entry in chain for one in entry[0]])
            held = total([entry[1] for entry in chain])
            result = shared(case, part, held, "", verdict)
            values = {
                **part.cells,
                **held.cells,
                **spans,
                "product": case.at("product"),
                f"{name}o": entries[0][1].at("origin"),
                f"{name}p": {
                    "calc": f"({part.formula}) / ({held.formula})",
                    "value": float(part.value / held.value),
                    "format": "percent",
                },
            }
            kind = result.verdict
            if entries is inside and kind == CONTRADICTED:
                kind = PARTLY
            return Result(
                kind,
                f"the share of {{product}} was {{{name}p}} in {when} by {{{name}o}}.",
                values,
                values[f"{name}p"],
                "only some months are in print" if entries is inside else result.why,
            )
    return Result(
        NO_DATA,
        "no other source prints {product} and {of} for {period}.",
        {**case.names(), "of": case.at("of")},
        None,
        "no other source prints part and whole",
    )


def heavy(entries: List[Tuple[List[Print], Print]]) -> List[Print]:
    """Returns wholes that lie side by side."""
    chosen: List[Print] = []
    for entry in sorted(entries, key=lambda entry: (entry[1].span.end, entry[1].name)):
        if not chosen or chosen[-1].span.end <= entry[1].span.start:
            chosen.append(entry[1])
    return chosen


def printed_share(case: Case) -> Result:
    """Judges by shares as other sources print them, year by year where the claim is about each."""
    assert case.period and case.stated
    prints = [item for item in case.shelf.prints(case.test, None, "share") if item.value is not None]
    spans = [year_span(year) for year in years(case.period)] if case.test.get("each-year") else [case.period]
    known = [item for whole in spans for item in prints if item.span == whole]
    if not known:
        return Result(
            NO_DATA,
            "no other source prints such a share for {period}.",
            case.names(),
            None,
            "no other source prints it",
        )
    fits = [item for item in known if case.stated.allows(item.low, item.high)]
    shown = fits + [item for item in known if item not in fits]
    texts, values = [], {"origin": shown[0].at("origin")}
    for item in sorted(known, key=lambda item: item.span):
        values.update({item.name: item.num.cells[item.name], f"{item.name}t": item.at("period")})
        texts.append(f"{{{item.name}}} in {{{item.name}t}}")
    text = "{origin} and others print " if len({item.origin for item in known}) > 1 else "{origin} prints "
    verdict = REPRODUCED if len(fits) == len(known) else PARTLY if fits else CONTRADICTED
    if verdict == PARTLY and len({item.span for item in known}) == 1:
        verdict = DEPENDS
    out = [item for item in known if item not in fits]
    right = (out or known)[0].num.source("found")["found"]
    why = {
        REPRODUCED: "printed shares agree",
        PARTLY: "it holds in some years and not in others",
        DEPENDS: "sources print different shares",
    }.get(verdict, "printed shares are others")
    return Result(verdict, text + joined(texts) + ".", values, right, why)

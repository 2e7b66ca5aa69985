"""Tests of single figures: an amount, a price, a figure from outside."""

from decimal import Decimal
from typing import Dict, List, Optional, Tuple

from prints import Envelope, Num, Print, Shelf, combined, envelope, nearby
from spans import Span, span, year_span
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
    allows,
)
from wire import Json, cell


class Case:
    """One test of a claim with all that its functions need."""

    def __init__(
        self,
        row: int,
        test: Json,
        goods: Json,
        stated: Optional[Stated],
        limit: Optional[Stated],
        shelf: Shelf,
        params: Json,
    ) -> None:
        self.row, self.goods = row, goods
        # An amount is held against prints in its own unit; a change or a share has none.
        own_unit = {"unit": stated.unit} if stated and stated.unit != "percent" and test["is"] != "unit-value" else {}
        self.test = {**test, **own_unit}
        self.stated, self.limit, self.shelf = stated, limit, shelf
        self.part = Decimal(str(params["part_minimum"])) / 100
        self.nearly_none = Decimal(str(params["nearly_none"])) / 100
        self.period = span(test["period"]) if "period" in test else None

    def at(self, column: str) -> Json:
        """Refers to what the claim names, such as its period, so that it is written in words."""
        return cell("texts", self.row, column)

    def related(self, side: str, measure: Optional[str] = None, reporter: Optional[str] = None) -> List[Print]:
        """Returns the prints of wider or narrower goods that stand for an upper or a lower bound."""
        groups = self.goods.get(self.test["product"], {}).get(side, [])
        return [item for group in groups for item in self.shelf.prints(self.test, group, measure, reporter)]

    def envelope(self, whole: Span, measure: Optional[str] = None, reporter: Optional[str] = None) -> Envelope:
        """Returns what sound prints leave open for a span."""
        own, above, below = (
            [item for item in prints if not item.is_doubtful]
            for prints in (
                self.shelf.prints(self.test, None, measure, reporter),
                self.related("above", measure, reporter),
                self.related("below", measure, reporter),
            )
        )
        return envelope(own, whole, above, below)

    def names(self) -> Dict[str, Json]:
        return {
            name: self.at(name) for name in ("product", "reporter", "partner", "period", "base") if name in self.test
        }

    def breaks(self, one: Span, other: Span) -> bool:
        """Whether a change of codes between two spans keeps their goods from being the same."""
        first, last = min(one, other), max(one, other)
        for found in self.goods.get(self.test["product"], {}).get("breaks", []):
            if first.start < year_span(int(found["to"][2:])).start <= last.start and found["kind"] != "1:1":
                return True
        return False


def origin(prints: List[Print]) -> Dict[str, Json]:
    return {"origin": prints[0].at("origin")}


def figure(case: Case) -> Result:
    """Sets a stated amount against prints of the same span, their parts, what contains them, and the nearest span."""
    stated, whole, test = case.stated, case.period, case.test
    assert stated and whole
    prints = case.shelf.prints(test)
    sound = case.envelope(whole)
    if sound.exact:
        return printed(case, sound, stated)
    if "base" in test and case.breaks(whole, span(test["base"])):
        return Result(
            NOT_COMPARABLE,
            "the codes of these goods changed between {base} and {period}, and the later code "
            "holds other goods too, so the two amounts are not of the same goods.",
            case.names(),
            None,
            "the codes changed in between, and hold other goods",
        )
    bound = bounded(case, sound, stated)
    if bound and bound.verdict in (CONTRADICTED, REPRODUCED, CONSISTENT):
        return bound
    if close := nearby(prints, whole):
        return near(close, stated)
    every = envelope(prints, whole)
    if every.low > sound.low and not stated.allows(every.low, None) and every.least:
        return Result(
            DEPENDS,
            "a print that is itself in doubt makes at least {found}.",
            every.least.source("found"),
            None,
            "only a print in doubt speaks against it",
        )
    return bound or missing(case)


def printed(case: Case, sound: Envelope, stated: Stated) -> Result:
    """Judges by prints of the very span, or by parts that fill it."""
    for_it = [index for index, num in enumerate(sound.exact) if allows(stated, num)]
    against = [index for index in range(len(sound.exact)) if index not in for_it]
    if for_it:
        best = min(for_it, key=lambda index: width(sound.exact[index]))
        prints, num = sound.exact_prints[best], sound.exact[best]
        values = {**num.source("found"), **origin(prints)}
        if against:
            other = sound.exact_prints[against[0]]
            return Result(
                DEPENDS,
                "{origin} prints {found}, but {origin2} prints {found2}.",
                {**values, "origin2": other[0].at("origin"), **sound.exact[against[0]].source("found2")},
                num.source("found")["found"],
                "sources print different figures",
            )
        text, more = said(case, prints)
        if is_close(stated, num):
            return Result(REPRODUCED, text, {**values, **more}, None, "another source prints it")
        return Result(CONSISTENT, text, {**values, **more}, None, "it lies within what another source leaves open")
    prints, num = sound.exact_prints[0], sound.exact[0]
    text, more = said(case, prints)
    return Result(
        CONTRADICTED,
        text,
        {**num.source("found"), **origin(prints), **more},
        None,
        "another source prints another figure",
    )


def is_close(stated: Stated, num: Num) -> bool:
    """Whether a print that allows the stated amount is also near to it, and not merely coarse."""
    return stated.allows(num.value, num.value) or width(num) * 50 <= abs(num.value)


def said(case: Case, prints: List[Print]) -> Tuple[str, Dict[str, Json]]:
    """Returns how a source gives an amount, and its bounds where they are wide."""
    if len(prints) > 1:
        return "the parts that {origin} prints make {found}.", {}
    span, bounds = between(prints[0])
    return (
        "the lines of {origin} add up to {found}" if case.test.get("lines") else "{origin} prints {found}"
    ) + span + ".", bounds


def between(item: Print) -> Tuple[str, Dict[str, Json]]:
    """Returns the bounds of a print in words, where they are wider than a hundredth of it."""
    if item.value is None or item.low is None or item.high is None or (item.high - item.low) * 100 <= item.value:
        return "", {}
    return " ({low} to {high})", {
        "low": item.at(item.measure + ".low"),
        "high": item.at(item.measure + ".high"),
    }


def width(num: Num) -> Decimal:
    return num.high - num.low if num.high is not None and num.low is not None else Decimal("Infinity")


def bounded(case: Case, sound: Envelope, stated: Stated) -> Optional[Result]:
    """Judges by the least and the most that prints leave open; None where they leave everything open."""
    least, most = sound.least, sound.most
    when, spans = listed(sound.least_prints) if least else ("", {})
    if least and least.low is not None and not stated.allows(least.low, None):
        return Result(
            CONTRADICTED,
            f"the parts in print alone make {{found}} ({when}), more than is stated for the whole.",
            {**least.source("found"), **spans},
            None,
            "parts in print exceed it",
        )
    if most and most.high is not None and not stated.allows(None, most.high):
        return Result(
            CONTRADICTED,
            roof(sound, "found") + ", and that is less than stated.",
            {**most.source("found"), **around(case, sound)},
            None,
            "the whole in print is less",
        )
    size = abs(stated.value)
    if least and stated.high is not None and stated.implies(least.low, least.high):
        return Result(
            REPRODUCED,
            f"the parts in print make {{found}} ({when}), the stated figure already.",
            {**least.source("found"), **spans},
            None,
            "parts in print make it",
        )
    texts, values, strong = [], {}, False
    if least and least.low is not None:
        strong = strong or least.low >= case.part * size
        texts.append(f"the parts in print make {{found}} ({when})")
        values.update({**least.source("found"), **spans})
    if most and most.high is not None:
        strong = strong or most.high * case.part <= size
        texts.append(roof(sound, "most"))
        values.update({**most.source("most"), **around(case, sound)})
    if not texts:
        return None
    found = values.get("found") or values.get("most")
    if strong:
        return Result(
            CONSISTENT,
            "; ".join(texts) + ", which leaves room for it.",
            values,
            found,
            "what is in print leaves room for it",
        )
    return Result(
        PARTLY,
        "; ".join(texts) + ". That rules nothing out, and settles little.",
        values,
        found,
        "too little is in print to settle it",
    )


def roof(sound: Envelope, name: str) -> str:
    """Says which print leaves no more than so much."""
    if len(sound.most_prints) > 1:
        return f"{{origin}}'s print for {{span}}, less the months outside, leaves {{{name}}}"
    return f"{{origin}} prints {{{name}}} of {{goods}} for {{span}}"


def around(case: Case, sound: Envelope) -> Dict[str, Json]:
    whole = sound.most_prints[0]
    goods: Json = {"value": "all goods"} if case.test.get("lines") else whole.at("product")
    return {"origin": whole.at("origin"), "span": whole.at("period"), "goods": goods}


def listed(prints: List[Print], prefix: str = "span") -> Tuple[str, Dict[str, Json]]:
    """Returns the spans of prints as a text and its values; of many the first four."""
    names = [f"{prefix}{index}" for index in range(1, len(prints[:4]) + 1)]
    values = {name: item.at("period") for name, item in zip(names, prints)}
    held = ["{" + name + "}" for name in names]
    if len(prints) > 4:
        return ", ".join(held) + " and others", values
    return joined(held), values


def joined(texts: List[str]) -> str:
    return ", ".join(texts[:-1]) + " and " + texts[-1] if len(texts) > 1 else texts[0]


def near(close: List[Print], stated: Stated) -> Result:
    """Judges by the span that is nearest, such as a fiscal year, which can never reproduce a calendar year."""
    best = close[0]
    words, bounds = between(best)
    values = {"span": best.at("period"), "origin": best.at("origin"), **best.num.source("found"), **bounds}
    text = f"{{origin}} has {{found}}{words} for {{span}}, the nearest span in print"
    if allows(stated, best.num):
        return Result(
            CONSISTENT,
            text + ". The stated amount lies within these bounds." if bounds else text + ".",
            values,
            None,
            "the nearest span in print agrees",
        )
    if best.value and stated.value and Decimal("0.5") <= best.value / stated.value <= 2:
        return Result(
            PARTLY,
            text + ": the same order, and another cut of the year.",
            values,
            None,
            "the nearest span in print is close",
        )
    return Result(
        PARTLY,
        text + ": another order, over another cut of the year.",
        values,
        None,
        "the nearest span in print is far off",
    )


def missing(case: Case) -> Result:
    who = " from {reporter}" if "reporter" in case.test else ""
    return Result(
        NO_DATA,
        f"no other source in the data prints {{product}}{who} in {{period}}, or what could bound it.",
        case.names(),
        None,
        "no other source prints it",
    )


def unit_value(case: Case, claimed: Stated, is_money: bool) -> Result:
    """Divides a stated amount by the print of another measure, and looks whether the price is in the band."""
    assert case.limit and case.period
    band = case.limit
    found = case.envelope(case.period)
    other = found.exact[0] if found.exact else found.least
    if other is None or not other.value:
        return missing(case)
    own = Num(claimed.value, claimed.low, claimed.high, "c", {"c": claimed.source})
    price = combined(own, "/", other) if is_money else combined(other, "/", own)
    is_part = not found.exact
    if claimed.word == "gt":  # a text that says "more than" means little more
        own = own._replace(high=own.value * Decimal("1.1"))
        price = combined(own, "/", other) if is_money else combined(other, "/", own)
    if is_part:  # more can lie in the rest of the span: the price is a highest one of money, a lowest one of goods
        price = price._replace(low=None) if is_money else price._replace(high=None)
    values = {**price.source("price"), **other.source("other")}
    text = "with {other} in print the price is {price}"
    if band.implies(price.low, price.high):
        return Result(
            CONSISTENT,
            text + ", a usual price.",
            values,
            values["price"],
            "the price that it makes is usual",
        )
    if band.allows(price.low, price.high):
        return Result(
            PARTLY,
            text + "; a price that is open on one side settles little.",
            values,
            values["price"],
            "the price that it makes is open on one side",
        )
    return Result(
        CONTRADICTED,
        text + ", far from what such goods cost.",
        values,
        values["price"],
        "the price that it makes is unusual",
    )


def outside(case: Case) -> Result:
    """Sets a stated figure against one from outside the dataset, which is cited with its address."""
    assert case.stated and case.limit
    source = {"value": float(case.limit.value), "source": {"name": case.test["name"], "url": case.test["address"]}}
    values = {"found": source}
    if case.stated.allows(case.limit.value, case.limit.value):
        return Result(
            REPRODUCED, "the source outside the data has {found}.", values, source, "a source outside the data has it"
        )
    return Result(
        CONTRADICTED,
        "the source outside the data has {found}.",
        values,
        source,
        "a source outside the data has another figure",
    )

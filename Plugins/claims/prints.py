"""Prints of other sources, and what they leave open for an amount: the least and the most that it can be."""

from decimal import Decimal
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Tuple

from spans import Span, span
from wire import Json, Refused, ask, cell

ZERO = Decimal(0)
# Measures that cannot be below zero, and have a unit of their own in each row.
AMOUNTS = ("value", "quantity", "netweight")


class Num(NamedTuple):
    """A number with its bounds, the formula that makes it of cells, and these cells by name."""

    value: Decimal
    low: Optional[Decimal]
    high: Optional[Decimal]
    formula: str
    cells: Dict[str, Json]

    def source(self, name: str, form: Optional[str] = None) -> Dict[str, Json]:
        """Returns the values that a text needs to show the number under the name."""
        if self.formula in self.cells:
            shown = dict(self.cells[self.formula])
            return {name: {**shown, "format": form} if form else shown}
        calc: Json = {"calc": self.formula, "value": float(self.value)}
        return {**self.cells, name: {**calc, "format": form} if form else calc}


class Print(NamedTuple):
    """One print of one figure."""

    name: str
    query: str
    row: int
    measure: str
    reporter: str
    span: Span
    period: str
    origin: str
    value: Optional[Decimal]
    low: Optional[Decimal]
    high: Optional[Decimal]
    unit: str
    is_doubtful: bool

    @property
    def num(self) -> Num:
        value = self.value if self.value is not None else ZERO
        return Num(value, self.low, self.high, self.name, {self.name: cell(self.query, self.row, self.measure)})

    def at(self, column: str) -> Json:
        return cell(self.query, self.row, column)


def total(prints: List[Print]) -> Num:
    """Returns the sum of prints."""
    nums = [item.num for item in prints]
    cells: Dict[str, Json] = {}
    for num in nums:
        cells.update(num.cells)
    lows, highs = [num.low for num in nums], [num.high for num in nums]
    return Num(
        sum((num.value for num in nums), ZERO),
        added(lows),
        added(highs),
        " + ".join(num.formula for num in nums),
        cells,
    )


def added(sides: List[Optional[Decimal]]) -> Optional[Decimal]:
    return None if any(side is None for side in sides) else sum((side for side in sides if side is not None), ZERO)


def combined(left: Num, sign: str, right: Num) -> Num:
    """Returns the difference or the quotient of two numbers that cannot be below zero."""
    cells = {**left.cells, **right.cells}
    formula = f"{grouped(left.formula)} {sign} {grouped(right.formula)}"
    if sign == "-":
        low = left.low - right.high if left.low is not None and right.high is not None else None
        high = left.high - right.low if left.high is not None and right.low is not None else None
        return Num(left.value - right.value, low, high, formula, cells)
    low = left.low / right.high if left.low is not None and right.high else None
    high = left.high / right.low if left.high is not None and right.low else None
    return Num(left.value / right.value, low, high, formula, cells)


def grouped(formula: str) -> str:
    return f"({formula})" if " " in formula else formula


class Shelf:
    """Asks for every series once, and leaves out what the checked text itself printed."""

    def __init__(self, own: str, doubtful: List[Json]) -> None:
        self.own = own
        self.doubtful = doubtful
        self.series: Dict[Tuple[str, ...], List[Print]] = {}
        self.count = 0

    def prints(
        self, test: Json, product: Optional[str] = None, measure: Optional[str] = None, reporter: Optional[str] = None
    ) -> List[Print]:
        """Returns the prints of a test's series in one unit; without a reporter those of all of them."""
        product, measure = product or test["product"], measure or test.get("measure", "value")
        who = reporter or test.get("reporter", "")
        every = self.every(
            (
                test.get("partner", ""),
                test.get("flow", "X"),
                product,
                measure,
                test.get("method", "reported"),
                "lines" if test.get("lines") else "",
            )
        )
        source = test.get("source", "")
        found = [item for item in every if (not who or item.reporter == who) and item.origin.startswith(source)]
        units = [item.unit for item in found]
        asked = test.get("unit") if measure == test.get("measure", "value") else None
        unit = asked or max(sorted(set(units)), key=units.count, default="")
        return [item for item in found if item.unit == unit]

    def every(self, key: Tuple[str, ...]) -> List[Print]:
        if key in self.series:
            return self.series[key]
        partner, flow, product, measure, method, lines = key
        self.count += 1
        query = f"s{self.count}"
        where: Json = {"flow": flow, "product": product, "method": method, **({"partner": partner} if partner else {})}
        units = ["unit"] if measure in AMOUNTS else []
        by = ["reporter", "product", "origin"] + units + ["period"]
        if lines and product == "total":  # every tariff line, added up by the host, instead of a printed total
            del where["product"]
            where["hs"], by = {"under": "TOTAL"}, ["reporter", "origin"] + units + ["period"]
        rows = ask(
            query, measures=[measure, f"{measure}.low", f"{measure}.high", f"{measure}.status"], by=by, where=where
        )
        found = []
        for index, row in enumerate(rows):
            value, low, high = (number(row[measure + side]) for side in ("", ".low", ".high"))
            if row["origin"] == self.own or (value is None and low is None and high is None):
                continue
            if measure in AMOUNTS and low is None:
                low = ZERO
            found.append(
                Print(
                    f"{query}r{index}",
                    query,
                    index,
                    measure,
                    row["reporter"],
                    span(row["period"]),
                    row["period"],
                    row["origin"],
                    value,
                    low,
                    high,
                    row.get("unit", ""),
                    self.is_doubtful(product, row["period"], row["origin"]),
                )
            )
        self.series[key] = found
        return found

    def is_doubtful(self, product: str, period: str, origin: str) -> bool:
        return any(
            entry["product"] == product and entry["period"] == period and entry.get("origin", origin) == origin
            for entry in self.doubtful
        )


def number(text: Any) -> Optional[Decimal]:
    return None if text is None else Decimal(str(text))


class Envelope(NamedTuple):
    """What prints leave open for an amount: the print or the sum itself, else the least and the most with their prints."""

    exact: List[Num]
    exact_prints: List[List[Print]]
    least: Optional[Num]
    least_prints: List[Print]
    most: Optional[Num]
    most_prints: List[Print]

    @property
    def low(self) -> Decimal:
        lows = [num.low for num in self.exact if num.low is not None] + ([self.least.low] if self.least else [])
        return max([low for low in lows if low is not None], default=ZERO)

    @property
    def high(self) -> Optional[Decimal]:
        highs = [num.high for num in self.exact if num.high is not None] + ([self.most.high] if self.most else [])
        return min([high for high in highs if high is not None], default=None)


def envelope(prints: List[Print], whole: Span, parents: List[Print] = [], parts: List[Print] = []) -> Envelope:
    """Returns what the prints of a series leave open for a span; parents are prints of wider goods, parts of narrower."""
    known = [item for item in prints if item.value is not None or item.high is not None]
    direct = [item for item in known if item.span == whole and item.value is not None]
    exact, exact_prints = [item.num for item in direct], [[item] for item in direct]
    inside = [item for item in known if whole.contains(item.span) and item.span != whole]
    least_prints = heaviest(inside, whole)
    tiles = [item for item in least_prints if item.value is not None]
    if not direct and sum(item.span.days for item in tiles) == whole.days:
        exact, exact_prints = [total(tiles)], [tiles]
    narrower = heaviest([item for item in parts if whole.contains(item.span)], whole)
    if weight(narrower) > weight(least_prints):
        least_prints = narrower
    least = total(least_prints) if weight(least_prints) > 0 else None
    most, most_prints = upper(known, parents, whole)
    return Envelope(exact, exact_prints, least, least_prints if least else [], most, most_prints)


def weight(prints: List[Print]) -> Decimal:
    return sum((item.low or ZERO for item in prints), ZERO)


def heaviest(prints: List[Print], whole: Span) -> List[Print]:
    """Returns prints side by side inside the span whose low bounds make the most; of equal ones those of most days."""
    best: List[Tuple[Tuple[Decimal, int], List[Print]]] = []
    ordered = sorted(
        (item for item in prints if whole.contains(item.span)), key=lambda item: (item.span.end, item.name)
    )
    for item in ordered:
        before = [entry for entry in best if entry[1][-1].span.end <= item.span.start]
        score, chain = max(before, key=lambda entry: entry[0], default=((ZERO, 0), []))
        best.append(((score[0] + (item.low or ZERO), score[1] + item.span.days), chain + [item]))
    return max(best, key=lambda entry: entry[0], default=((ZERO, 0), []))[1]


def upper(known: List[Print], parents: List[Print], whole: Span) -> Tuple[Optional[Num], List[Print]]:
    """Returns the lowest upper bound: a print of a longer span less the known parts outside, or one of wider goods."""
    found: List[Tuple[Num, List[Print]]] = []
    for item in known:
        if item.high is None or item.value is None or not item.span.contains(whole) or item.span == whole:
            continue
        outside = heaviest(
            [other for other in known if other.span.end <= whole.start], Span(item.span.start, whole.start)
        )
        outside += heaviest([other for other in known if other.span.start >= whole.end], Span(whole.end, item.span.end))
        rest = combined(item.num, "-", total(outside)) if weight(outside) > 0 else item.num
        found.append((rest, [item] + (outside if weight(outside) > 0 else [])))
    found += [
        (item.num, [item])
        for item in parents
        if item.high is not None and item.value is not None and item.span.contains(whole)
    ]
    found = [entry for entry in found if entry[0].high is not None]
    key: Callable[[Tuple[Num, List[Print]]], Decimal] = lambda entry: entry[0].high or ZERO
    best = min(found, key=key, default=None)
    return best if best else (None, [])


def nearby(prints: List[Print], whole: Span) -> List[Print]:
    """Returns prints of spans of much the same length that share at least half of their days, such as a fiscal year."""
    close = [
        item
        for item in prints
        if item.value is not None
        and item.span != whole
        and not whole.contains(item.span)
        and not item.span.contains(whole)
        and 2 * item.span.overlap(whole) >= whole.days
        and abs(item.span.days - whole.days) * 10 <= whole.days
    ]
    return sorted(close, key=lambda item: (-item.span.overlap(whole), item.name))


__all__ = [
    "Envelope",
    "Num",
    "Print",
    "Refused",
    "Shelf",
    "combined",
    "envelope",
    "heaviest",
    "nearby",
    "number",
    "total",
    "weight",
]

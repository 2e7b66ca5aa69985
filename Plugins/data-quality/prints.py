"""Figures as they were printed, and how they lie to each other."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, List, Optional, Tuple

from waybill import Run, Value, months, where as cell

Json = Dict[str, Any]

BY = ["reporter", "product", "unit", "period", "origin"]


@dataclass(frozen=True)
class Print:
    """One figure as one source printed it, with the way back to its cell."""

    measure: str
    reporter: str
    product: str
    unit: str
    period: str
    origin: str
    value: Decimal
    low: Optional[Decimal]
    high: Optional[Decimal]
    first: int  # months since the year 0
    last: int

    @property
    def series(self) -> Tuple[str, str, str, str]:
        return self.reporter, self.product, self.measure, self.unit

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def slug(self) -> str:
        text = f"{self.measure}-{self.product}-{self.reporter}-{self.period}"
        return text.replace("_", "-").replace("..", "-to-")

    def ref(self, column: str = "") -> Value:
        return cell(self.measure + "_prints", {name: getattr(self, name) for name in BY}, column or self.measure)

    def values(self, suffix: str = "") -> Json:
        """Returns the figure, its span and its source as v, p and o."""
        return {"v" + suffix: self.ref(), "p" + suffix: self.ref("period"), "o" + suffix: self.ref("origin")}

    def holds(self, other: "Print") -> bool:
        return self.first <= other.first and other.last <= self.last


def read(run: Run, measure: str, where: Json, period: Json) -> List[Print]:
    """Returns every print of a measure, each source by itself, zeros among them."""
    prints = []
    for row in run.query(
            measure + "_prints", measures=[measure, measure + ".low", measure + ".high"], by=BY, order=BY, where=where,
            period={**period, "grain": "printed"}):
        span = months(row["period"])
        if span and row[measure] is not None:
            low, high = (None if bound is None else Decimal(bound)
                         for bound in (row[measure + ".low"], row[measure + ".high"]))
            prints.append(Print(measure, *(row[name] or "" for name in BY), Decimal(row[measure]), low, high, *span))
    return prints


def by_series(prints: Iterable[Print]) -> List[List[Print]]:
    """Returns the prints of each series, in order of time."""
    series: Dict[Any, List[Print]] = {}
    for p in sorted(prints, key=lambda p: (p.first, p.last, p.origin)):
        series.setdefault(p.series, []).append(p)
    return list(series.values())


def narrowest(prints: Iterable[Print]) -> List[Print]:
    """Returns one print a cell, the one that leaves least open."""
    best: Dict[Any, Tuple[Decimal, Print]] = {}
    for p in prints:
        width = Decimal("Infinity") if p.low is None or p.high is None else p.high - p.low
        key = (p.series, p.period)
        if key not in best or width < best[key][0]:
            best[key] = (width, p)
    return [p for _, p in best.values()]


def tiling(whole: Print, prints: List[Print]) -> List[Print]:
    """Returns the shorter prints of one series that cover most of the whole without overlap, in few pieces."""
    best: Dict[int, Tuple[int, int, List[Print]]] = {whole.first: (0, 0, [])}
    inside = [p for p in prints if whole.holds(p) and p.length < whole.length and p.low is not None]
    for month in range(whole.first, whole.last + 1):
        options = [best[month]]
        for p in inside:
            if p.last == month:
                covered, pieces, chosen = best[p.first]
                options.append((covered - p.length, pieces + 1, chosen + [p]))
        best[month + 1] = min(options, key=lambda option: option[:2])
    return best[whole.last + 1][2]

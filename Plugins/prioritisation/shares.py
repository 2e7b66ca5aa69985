"""Figures of goods beside all goods of the same partner, months and statistics office."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

from waybill import Run, Value, months, where

Json = Dict[str, Any]


@dataclass(frozen=True)
class Figure:
    """One figure as one source printed it, with the way back to its cell."""

    query: str
    at: Tuple[Tuple[str, str], ...]
    measure: str
    value: Decimal
    low: Decimal
    high: Decimal  # infinity where the print names no highest amount
    first: int  # months since the year 0
    last: int

    def cell(self, name: str) -> str:
        return dict(self.at).get(name, "")

    @property
    def office(self) -> str:
        """The statistics office behind the print, whoever relayed it."""
        return self.cell("origin").split(" via ")[0]

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def ref(self, column: str = "") -> Value:
        return where(self.query, dict(self.at), column or self.measure)


@dataclass(frozen=True)
class Share:
    """Goods and all goods of one partner in the same months, by the same office."""

    part: Figure
    whole: Figure

    @property
    def value(self) -> Decimal:
        return self.part.value / self.whole.value


@dataclass(frozen=True)
class Shift:
    """A share and that of the same months of a later year."""

    before: Share
    after: Share

    @property
    def points(self) -> Tuple[Decimal, Decimal, Decimal]:
        """The change of the share as low, value, high."""
        a, b = self.before, self.after
        return (b.part.low / b.whole.high - a.part.high / a.whole.low, b.value - a.value,
                b.part.high / b.whole.low - a.part.low / a.whole.high)

    @property
    def gap(self) -> Tuple[Decimal, Decimal, Decimal]:
        """The change of the goods less that of all goods, as low, value, high."""
        a, b = self.before, self.after
        return (b.part.low / a.part.high - b.whole.high / a.whole.low,
                b.part.value / a.part.value - b.whole.value / a.whole.value,
                b.part.high / a.part.low - b.whole.low / a.whole.high)


def figures(run: Run, name: str, measure: str, by: List[str], **conditions: Any) -> Iterator[Figure]:
    """Asks for every print of a measure, each source by itself."""
    for row in run.query(
            name, measures=[measure, measure + ".low", measure + ".high"], by=by, order=by,
            where={"partner": run.params["importer"], "flow": "X", **conditions},
            period={"from": run.params["period"], "grain": "printed"}):
        span = months(row["period"])
        if span and row[measure] is not None:
            low, high = row[measure + ".low"], row[measure + ".high"]
            yield Figure(name, tuple((key, row[key]) for key in by), measure, Decimal(row[measure]),
                         Decimal(low or ("-Infinity" if measure == "change" else 0)), Decimal(high or "Infinity"), *span)


def narrowest(prints: Iterable[Figure]) -> Dict[Any, Figure]:
    """Returns the print that leaves least open for each partner, goods, months and office."""
    best: Dict[Any, Figure] = {}
    for p in prints:
        key = p.cell("reporter"), p.cell("product"), p.first, p.last, p.office
        if key not in best or p.high - p.low < best[key].high - best[key].low:
            best[key] = p
    return best


def shares(parts: Iterable[Figure], wholes: Iterable[Figure]) -> List[Share]:
    """Returns each figure of goods with that of all goods beside it, where both are in print."""
    totals = {(w.cell("reporter"), w.first, w.last, w.office): w for w in narrowest(wholes).values() if w.low > 0}
    paired = [(p, totals.get((p.cell("reporter"), p.first, p.last, p.office))) for p in narrowest(parts).values()]
    return [Share(p, w) for p, w in paired if w and w.high.is_finite() and p.low <= w.high]


def shifts(found: List[Share]) -> List[Shift]:
    """Returns each share with that of the same months of the nearest earlier year, in order of time."""
    pairs = []
    for after in found:
        earlier: Optional[Share] = None
        for before in found:
            is_alike = all(before.part.cell(name) == after.part.cell(name) for name in ("reporter", "product"))
            years, rest = divmod(after.part.first - before.part.first, 12)
            if (is_alike and years > 0 and rest == 0 and before.part.length == after.part.length
                    and before.part.office == after.part.office
                    and (earlier is None or before.part.first > earlier.part.first)):
                earlier = before
        if earlier:
            pairs.append(Shift(earlier, after))
    return sorted(pairs, key=lambda pair: (pair.after.part.first, pair.after.part.last))

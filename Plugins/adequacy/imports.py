"""Quantities of goods as partners recorded them, summed over the partners of each span."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Iterable, List, Optional, Tuple

from waybill import Run, Value, where

BY = ["product", "unit", "period"]


def months(period: str) -> Optional[Tuple[int, int]]:
    """Returns the first and last month of a period text, or None where it is not made of whole months."""
    ends: List[Tuple[int, int]] = []
    for part in period.split(".."):
        year, _, rest = part.partition("-")
        if len(rest) > 2:
            return None
        if rest.startswith("Q"):
            ends.append((int(year) * 12 + int(rest[1]) * 3 - 3, int(year) * 12 + int(rest[1]) * 3 - 1))
        else:
            ends.append((int(year) * 12 + int(rest or 1) - 1, int(year) * 12 + int(rest or 12) - 1))
    return ends[0][0], ends[-1][1]


@dataclass(frozen=True)
class Quantity:
    """The quantity of one span, with the way back to its cell."""

    product: str
    unit: str
    period: str
    value: Decimal
    first: int  # months since the year 0
    last: int

    @property
    def days(self) -> int:
        """The days of the span, by the calendar."""
        begin, end = (date(month // 12, month % 12 + 1, 1) for month in (self.first, self.last + 1))
        return (end - begin).days

    def ref(self, column: str = "quantity") -> Value:
        return where("quantities", {name: getattr(self, name) for name in BY}, column)


def read(run: Run, products: List[str]) -> List[Quantity]:
    """Asks for every printed span of the goods."""
    found = []
    for row in run.query("quantities", measures=["quantity"], by=BY, order=BY, where={
            "partner": run.params["importer"], "flow": "X", "product": products},
            period={"from": run.params["period"], "grain": "printed"}):
        span = months(row["period"])
        if span and row["quantity"] is not None and Decimal(row["quantity"]) > 0:
            found.append(Quantity(row["product"], row["unit"] or "", row["period"], Decimal(row["quantity"]), *span))
    return found


def apart(quantities: Iterable[Quantity]) -> List[Quantity]:
    """Returns the longest spans of one product that do not overlap, the latest first among equals, in order of time."""
    chosen: List[Quantity] = []
    for q in sorted(quantities, key=lambda q: (q.first - q.last, -q.last)):
        if all(q.last < other.first or other.last < q.first for other in chosen):
            chosen.append(q)
    return sorted(chosen, key=lambda q: q.first)


"""Quantities of goods as partners recorded them, summed over the partners of each span."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Iterable, List

from waybill import Run, Value, months, where

BY = ["product", "unit", "period"]


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


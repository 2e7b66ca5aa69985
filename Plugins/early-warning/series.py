"""The history of one group of goods from one partner, and the rule that is tried on it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, List, Optional, Tuple

from waybill import Run, Value, months, where


@dataclass(frozen=True)
class Figure:
    """The figure of one period, with the way back to its cell; zero where the records were filed without a row."""

    query: str
    at: Tuple[Tuple[str, str], ...]
    first: int  # months since the year 0
    value: Decimal
    low: Decimal
    high: Decimal  # infinity where no highest amount is known

    def ref(self, column: str = "value") -> Value:
        return where(self.query, dict(self.at), column)


@dataclass(frozen=True)
class Change:
    """A figure and that of the same part of the year before."""

    before: Figure
    after: Figure

    @property
    def ratio(self) -> Decimal:
        return self.after.value / self.before.value

    @property
    def low(self) -> Decimal:
        return self.after.low / self.before.high

    @property
    def high(self) -> Decimal:
        return self.after.high / self.before.low


@dataclass(frozen=True)
class Call:
    """What the rule says of one period: `rise`, `fall`, `new`, `gone`, or `none`, and what it was measured by."""

    kind: str
    change: Optional[Change] = None
    record: Optional[Change] = None


class Series:
    """The figures of one group of goods from one partner, in order of time."""

    def __init__(self, run: Run, figures: List[Figure]) -> None:
        self.figures = {figure.first: figure for figure in figures}
        self.needed = run.params["min_changes"]
        self.margin, self.base = run.decimal("margin"), run.decimal("base_minimum")
        self.least = 1 + run.decimal("min_change") / 100
        self.changes: Dict[int, Change] = {}
        for first, after in self.figures.items():
            before = self.figures.get(first - 12)
            # No change is counted on a base that is too small, or that nobody knows the size of.
            if before and before.low > 0 and before.value >= self.base and before.high.is_finite():
                self.changes[first] = Change(before, after)

    def earlier(self, first: int) -> List[Change]:
        return [change for start, change in sorted(self.changes.items()) if start < first]

    def is_long_enough(self, first: int) -> bool:
        """Whether the rule can be tried on a period: by enough earlier changes, or because the goods are new or gone."""
        has_changes = first in self.changes and len(self.earlier(first)) >= self.needed
        return has_changes or self.is_new(first) or self.is_gone(first)

    def is_new(self, first: int) -> bool:
        now = self.figures.get(first)
        past = [figure for start, figure in self.figures.items() if start < first]
        return bool(now and now.low >= self.base and len(past) > self.needed
                    and all(figure.high <= 0 for figure in past))

    def is_gone(self, first: int) -> bool:
        now = self.figures.get(first)
        past = [figure for start, figure in sorted(self.figures.items()) if start < first]
        return bool(now and now.high <= 0 and len(past) > self.needed and all(
            figure.low >= self.base for figure in past))

    def call(self, first: int) -> Call:
        """Applies the rule to one period, with nothing but what came before it."""
        now, past = self.changes.get(first), self.earlier(first)
        if self.is_new(first):
            return Call("new")
        if self.is_gone(first):
            return Call("gone")
        if now is None or len(past) < self.needed:
            return Call("none", now)
        highest, lowest = max(past, key=lambda c: c.ratio), min(past, key=lambda c: c.ratio)
        if now.ratio >= self.least and now.low > self.margin * max(change.high for change in past):
            return Call("rise", now, highest)
        if now.ratio * self.least <= 1 and now.high * self.margin < min(change.low for change in past):
            return Call("fall", now, lowest)
        return Call("none", now, highest)


def read(run: Run, grain: str, reporters: List[str], **more: Any) -> Dict[Tuple[str, str], Series]:
    """Asks for the figures of every group and partner by periods of one length."""
    name, by = "-".join((grain, *more)), ["product", "reporter", "period"]
    figures: Dict[Tuple[str, str], List[Figure]] = {}
    for row in run.query(
            name, measures=["value", "value.low", "value.high"], by=by, order=by, where={
                "partner": run.params["importer"], "flow": "X", "reporter": reporters, "product": run.params["goods"]},
            period={"from": run.params["period"], "grain": grain}, **more):
        span = months(row["period"])
        if span and row["value"] is not None:
            figures.setdefault((row["product"], row["reporter"]), []).append(Figure(
                name, tuple((key, row[key]) for key in by), span[0], Decimal(row["value"]),
                Decimal(row["value.low"] or 0), Decimal(row["value.high"] or "Infinity")))
    return {key: Series(run, own) for key, own in figures.items()}

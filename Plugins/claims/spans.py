"""Spans of days, read from the period texts of the protocol."""

import calendar
from datetime import date
from typing import List, NamedTuple, Optional, Tuple


class Span(NamedTuple):
    """Days from the first up to but not including the end, as ordinals."""

    start: int
    end: int

    @property
    def days(self) -> int:
        return self.end - self.start

    def contains(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlap(self, other: "Span") -> int:
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    @property
    def first(self) -> date:
        return date.fromordinal(self.start)

    @property
    def last(self) -> date:
        return date.fromordinal(self.end - 1)

    @property
    def months(self) -> Optional[int]:
        """How many whole months it is made of, or None."""
        end = date.fromordinal(self.end)
        if self.first.day != 1 or end.day != 1:
            return None
        return (end.year - self.first.year) * 12 + end.month - self.first.month


def span(text: str) -> Span:
    parts = text.split("..")
    return Span(ends(parts[0])[0], ends(parts[-1])[1])


def ends(text: str) -> Tuple[int, int]:
    parts = text.split("-")
    year = int(parts[0])
    if len(parts) == 3:
        day = date(year, int(parts[1]), int(parts[2])).toordinal()
        return day, day + 1
    if len(parts) == 1:
        first, last = 1, 12
    elif parts[1].startswith("Q"):
        first, last = int(parts[1][1]) * 3 - 2, int(parts[1][1]) * 3
    else:
        first = last = int(parts[1])
    return date(year, first, 1).toordinal(), date(year, last, calendar.monthrange(year, last)[1]).toordinal() + 1


def years(whole: Span) -> List[int]:
    return list(range(whole.first.year, whole.last.year + 1))


def same_months(of: Span, year: int) -> Span:
    """Returns the same months of another year."""
    move = year - of.first.year
    end = date.fromordinal(of.end)
    return Span(of.first.replace(year=year).toordinal(), end.replace(year=end.year + move).toordinal())


def year_span(year: int) -> Span:
    return Span(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())

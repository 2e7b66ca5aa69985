"""Periods as months."""

from typing import List, Optional, Tuple


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

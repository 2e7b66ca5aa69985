"""The text's own figures against each other: evidence of its own kind."""

from decimal import Decimal
from typing import Dict, List, NamedTuple, Optional, Tuple

from verdicts import Stated
from wire import Json

HOLDS, OPEN, BROKEN = "holds", "is open", "does not hold"


class Closure(NamedTuple):
    """What became of one comparison."""

    id: str
    row: int
    outcome: str
    claims: List[str]
    left: Json
    right: Json
    cells: Dict[str, Json]


def closure(
    row: int, entry: Json, definition: Json, stated: Dict[str, Stated], limit: Optional[Stated]
) -> Optional[Closure]:
    """Adds up both sides with what the words leave open; None where a claim on one of them states no figure."""
    fields = definition["closure"]
    cells: Dict[str, Json] = {}
    sides: List[Tuple[str, Decimal, Optional[Decimal], Optional[Decimal]]] = []
    for terms in (fields["left"], fields["right"]):
        if not terms and limit:
            cells["limit"] = {"from": ["claims", row, "limit"]}
            sides.append(("limit", limit.value, limit.value, limit.value))
            continue
        if any(term[1:] not in stated for term in terms):
            return None
        sides.append(added(terms, stated))
        cells.update({term[1:].lower(): stated[term[1:]].source for term in terms})
    (one, value, low, high), (other, value2, low2, high2) = sides
    relation = fields["relation"]
    if relation.startswith(">"):
        outcome = judged(low2, high2, low, high)
    elif relation == "=":
        apart = (low is not None and high2 is not None and low > high2) or (
            low2 is not None and high is not None and low2 > high
        )
        outcome = BROKEN if apart else HOLDS
    else:
        outcome = judged(low, high, low2, high2)
    return Closure(
        entry["claim"], row, outcome, fields["for"], side(one, value, cells), side(other, value2, cells), cells
    )


def added(terms: List[str], stated: Dict[str, Stated]) -> Tuple[str, Decimal, Optional[Decimal], Optional[Decimal]]:
    value, low, high = Decimal(0), Decimal(0), Decimal(0)
    open_low = open_high = False
    for term in terms:
        figure, sign = stated[term[1:]], 1 if term[0] == "+" else -1
        ends = (figure.low, figure.high) if sign > 0 else (figure.high, figure.low)
        value += sign * figure.value
        open_low, open_high = open_low or ends[0] is None, open_high or ends[1] is None
        low, high = low + sign * (ends[0] or 0), high + sign * (ends[1] or 0)
    formula = " ".join(f"{term[0]} {term[1:].lower()}" for term in terms).removeprefix("+ ")
    return formula, value, None if open_low else low, None if open_high else high


def judged(low: Optional[Decimal], high: Optional[Decimal], low2: Optional[Decimal], high2: Optional[Decimal]) -> str:
    """Says whether the first side is the smaller one in all cases, in some, or in none."""
    if high is not None and low2 is not None and high <= low2:
        return HOLDS
    if low is not None and high2 is not None and low > high2:
        return BROKEN
    return OPEN


def side(formula: str, value: Decimal, cells: Dict[str, Json]) -> Json:
    return cells[formula] if formula in cells else {"calc": formula, "value": float(value)}

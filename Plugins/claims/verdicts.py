"""Verdicts, what they rest on, and how those of several tests become that of a claim."""

from decimal import Decimal
from typing import Dict, List, NamedTuple, Optional

from prints import Num
from wire import Json, cell

REPRODUCED, CONSISTENT, PARTLY, CONTRADICTED = "reproduced", "consistent", "partly", "contradicted"
DEPENDS, NOT_COMPARABLE, NOT_TESTABLE = "depends on source", "not comparable", "not testable"
NO_DATA, CONTEXT = "no data", "context"
ORDER = [CONTRADICTED, DEPENDS, PARTLY, NOT_COMPARABLE, REPRODUCED, CONSISTENT, NOT_TESTABLE, NO_DATA, CONTEXT]
MEANING = {
    CONTRADICTED: "A print of another source, or the text's own arithmetic, rules it out.",
    DEPENDS: "One print bears it out and another rules it out, or the one against it is in doubt.",
    PARTLY: "A part of it is borne out, or the data speak for a part of the time or the goods only.",
    NOT_COMPARABLE: "It sets spans or goods against each other that are not alike.",
    REPRODUCED: "Another source prints the figure, or parts that make it, within its printed precision.",
    CONSISTENT: "What other sources print leaves room for it and points to it, or its own arithmetic holds.",
    NOT_TESTABLE: "No trade figure could settle it as it is put.",
    NO_DATA: "No other source in the data prints the figures that it needs.",
    CONTEXT: "It is no statement on trade: background, a definition, or a judgement.",
}


class Result(NamedTuple):
    """What one test found: the sentence goes on after the claim's words, `why` has no figures."""

    verdict: str
    text: str = ""
    values: Dict[str, Json] = {}
    found: Optional[Json] = None
    why: str = ""


class Stated(NamedTuple):
    """What the text states, with what its words leave open; in percent for changes and shares."""

    row: int
    value: Decimal
    low: Optional[Decimal]
    high: Optional[Decimal]
    word: str
    unit: str = ""

    @property
    def source(self) -> Json:
        return cell("claims", self.row, "stated")

    def allows(self, low: Optional[Decimal], high: Optional[Decimal]) -> bool:
        """Whether some amount between the bounds is one that the text can mean."""
        if (
            self.low is not None
            and high is not None
            and (high < self.low or self.word in ("gt", "little-over") and high <= self.low)
        ):
            return False
        return not (
            self.high is not None
            and low is not None
            and (low > self.high or self.word in ("lt", "just-under") and low >= self.high)
        )

    def implies(self, low: Optional[Decimal], high: Optional[Decimal]) -> bool:
        """Whether every amount between the bounds is one that the text can mean."""
        return (self.low is None or low is not None and low >= self.low) and (
            self.high is None or high is not None and high <= self.high
        )


def allows(stated: Stated, num: Num) -> bool:
    return stated.allows(num.low, num.high)


def combine(verdicts: List[str]) -> str:
    """Returns the verdict of a claim with several tests."""
    kinds = set(verdicts)
    if len(kinds) == 1:
        return verdicts[0]
    good = kinds & {REPRODUCED, CONSISTENT}
    if CONTRADICTED in kinds:
        return PARTLY
    if DEPENDS in kinds:
        return DEPENDS
    if kinds <= {REPRODUCED, CONSISTENT}:
        return CONSISTENT
    if good or PARTLY in kinds:
        return PARTLY
    return next(verdict for verdict in (NOT_COMPARABLE, NO_DATA, NOT_TESTABLE, CONTEXT) if verdict in kinds)

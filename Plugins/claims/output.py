"""The section: counts, what is contradicted first, every verdict with its reason, differences from a check by hand."""

import re
from typing import TYPE_CHECKING, Any, Dict, List

from closures import Closure
from verdicts import (
    CONSISTENT,
    CONTEXT,
    CONTRADICTED,
    DEPENDS,
    MEANING,
    NO_DATA,
    NOT_COMPARABLE,
    NOT_TESTABLE,
    ORDER,
    PARTLY,
    REPRODUCED,
)
from wire import Json, ask, cell, send

if TYPE_CHECKING:
    from claims import Claim

HEADINGS = {
    CONTRADICTED: "Contradicted",
    DEPENDS: "Depends on the source",
    PARTLY: "Borne out in part",
    NOT_COMPARABLE: "Not comparable",
    REPRODUCED: "Reproduced",
    CONSISTENT: "Consistent with the data",
    NOT_TESTABLE: "Not testable",
    NO_DATA: "Without data",
}
WEIGHT = {verdict: 1 - index / 10 for index, verdict in enumerate(ORDER)}


def show(rows: List[Json], claims: List["Claim"], closures: List[Closure], is_whole: bool) -> None:
    """Sends the section; a summary has the counts and what is contradicted or depends on the source."""
    counts(claims)
    for verdict in ORDER:
        group = [claim for claim in claims if claim.verdict == verdict]
        if not group or verdict == CONTEXT or not is_whole and verdict not in (CONTRADICTED, DEPENDS):
            continue
        send("heading", level=3, text=HEADINGS[verdict])
        shown = [claim for claim in group if verdict != NO_DATA or is_search(rows, claim)]
        if len(shown) < len(group):
            send(
                "prose",
                text="What these need is in no other print; @verdicts says what is missing for each. Where goods were "
                "searched for and not found, the search stands here.",
            )
        for claim in sorted(shown, key=lambda claim: not any(result.values for result in claim.results)):
            finding(rows, claim)
    if is_whole:
        arithmetic(closures)
        table(claims)
        differences(rows, claims)


def is_search(rows: List[Json], claim: "Claim") -> bool:
    """Whether a claim rests on a search, whose extent a reader must know."""
    return bool(rows[claim.rows[0]]["kind"] == "negative")


def counts(claims: List["Claim"]) -> None:
    """Shows how many claims have each verdict; each number is the sum of the file's own lines."""
    cells = []
    for verdict in ORDER:
        own = [claim for claim in claims if claim.verdict == verdict]
        if own:
            cells.append([verdict, tally(verdict.replace(" ", "_"), own), MEANING[verdict]])
    send(
        "prose",
        key="intro",
        values={"n": tally("every", claims)},
        text="Each of the {n} claims is set against what *other* sources print. The text's "
        "own figures count in its arithmetic alone.",
    )
    send(
        "table",
        key="counts",
        title="Claims by verdict",
        rows=cells,
        columns=[
            {"name": "verdict", "label": "Verdict", "type": "string"},
            {"name": "claims", "label": "Claims", "type": "integer"},
            {"name": "meaning", "label": "Which means", "type": "string"},
        ],
    )


def tally(name: str, claims: List["Claim"]) -> Json:
    return count(name, [claim.id for claim in claims])


def count(name: str, claims: List[str]) -> Json:
    """Counts claims by asking for their lines, so that the number leads back to them."""
    ask(name, dataset="claims", measures=["rows"], by=["claim"], where={"claim": claims})
    return {"calc": f"count({name}.rows)", "value": len(claims)}


def finding(rows: List[Json], claim: "Claim") -> None:
    """Says what became of a claim: its words, then the reason of each test."""
    values: Dict[str, Json] = {"words": cell("texts", claim.rows[0], "words")}
    texts = []
    several = len({rows[row]["product"] for row in claim.rows}) > 1
    for index, result in enumerate(claim.results):
        if not result.text:
            continue
        text, own = renamed(result.text, result.values, f"t{index}" if len(claim.results) > 1 else "")
        if several and rows[claim.rows[index]]["product"]:
            values[f"goods{index}"] = cell("texts", claim.rows[index], "product")
            text = f"{{goods{index}}}: {text}"
        texts.append(text[:1].upper() + text[1:])
        values.update(own)
    text = f"**{claim.id}** *{{words}}* " + " ".join(texts)
    if any(result.values for result in claim.results):
        send("finding", key=claim.id, weight=WEIGHT[claim.verdict], values=values, text=text)
    else:  # without a figure there is nothing that evidence could be shown for
        send("list", key=claim.id, values=values, items=[text])


def renamed(text: str, values: Dict[str, Json], suffix: str) -> Any:
    """Makes the names of one test's values its own, so that several tests can speak in one sentence."""
    if not suffix:
        return text, values
    names = sorted(values, key=len, reverse=True)
    for name in names:
        text = text.replace("{" + name + "}", "{" + name + suffix + "}")
    pattern = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b") if names else None
    own = {}
    for name, source in values.items():
        if "calc" in source and pattern:
            source = {**source, "calc": pattern.sub(lambda found: found.group(1) + suffix, source["calc"])}
        own[name + suffix] = source
    return text, own


def arithmetic(closures: List[Closure]) -> None:
    """Shows the comparisons among the text's own figures."""
    if not closures:
        return
    send("heading", level=3, text="The text's own arithmetic")
    for item in closures:
        values = {**item.cells, "words": cell("texts", item.row, "words"), "left": item.left, "right": item.right}
        text = f"**{item.id}** *{{words}}* {{left}} against {{right}}: it {item.outcome}."
        send("finding", key=item.id, weight=WEIGHT[CONTEXT], values=values, text=text)


def table(claims: List["Claim"]) -> None:
    """Shows all claims in the order of the file."""
    send("heading", level=3, text="All claims")
    send(
        "table",
        key="verdicts",
        title="Verdicts on all claims",
        columns=[
            {"name": "claim", "label": "Claim", "type": "string"},
            {"name": "words", "label": "What is claimed", "type": "string"},
            {"name": "verdict", "label": "Verdict", "type": "string"},
            {"name": "why", "label": "Because", "type": "string"},
        ],
        rows=[[claim.id, cell("texts", claim.rows[0], "words"), claim.verdict, reason(claim)] for claim in claims],
    )


def reason(claim: "Claim") -> str:
    reasons = [result.why for result in claim.results if result.verdict == claim.verdict] or [
        result.why for result in claim.results
    ]
    return "; ".join(dict.fromkeys(text for text in reasons if text))


def differences(rows: List[Json], claims: List["Claim"]) -> None:
    """Shows where the verdict is another than that of a check by hand, with the remark of the claims file."""
    other = [claim for claim in claims if claim.definition.get("known") not in (None, claim.verdict)]
    if not other:
        return
    send("heading", level=3, text="Where a check by hand said something else")
    send(
        "table",
        key="differences",
        title="Differences from the check by hand",
        columns=[
            {"name": "claim", "label": "Claim", "type": "string"},
            {"name": "ours", "label": "Verdict", "type": "string"},
            {"name": "known", "label": "By hand", "type": "string"},
            {"name": "note", "label": "Remark", "type": "string"},
        ],
        rows=[
            [
                claim.id,
                claim.verdict,
                claim.definition["known"],
                cell("texts", claim.rows[0], "note") if rows[claim.rows[0]]["note"] else None,
            ]
            for claim in other
        ],
    )

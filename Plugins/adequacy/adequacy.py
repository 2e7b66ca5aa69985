"""Imported quantities against the needs of staff, beds and people: a plugin for waybill."""

import sys
from decimal import Decimal
from typing import Any, Dict, List, Optional, Tuple

import waybill
from imports import Quantity, apart, read
from waybill import Run, Value, calc, column, param

Json = Dict[str, Any]

NAMES = {"to": param("importer"), "span": param("period")}
STAFF = "staff"

plugin = waybill.Plugin()


def cited(fact: Json, unit: str = "") -> Json:
    """Returns a figure from outside with its source."""
    value = fact["value"] if "value" in fact else fact["amount"]
    return {"value": float(value) if value % 1 else int(value), "source": fact["source"], **({"unit": unit} if unit else {})}


def days(q: Quantity) -> Value:
    return {"value": q.days, "judgement": "days of the span, by the calendar"}


def listed(parts: List[str]) -> str:
    return parts[0] if len(parts) < 2 else ", ".join(parts[:-1]) + " and " + parts[-1]


class Heads:
    """The people, staff and beds of the importer, by topic."""

    def __init__(self, params: Json) -> None:
        self.staff: List[str] = params["staff"]
        self.facts = [fact for fact in params["facts"] if fact["area"] == params["importer"]]

    def of(self, topic: str, year: int) -> Optional[Tuple[Decimal, Json]]:
        """Returns the number of heads and the values behind it, `w` among them; None where a part is unknown."""
        topics = self.staff if topic == STAFF else [topic]
        chosen = [min((fact for fact in self.facts if fact["topic"] == name), default=None,
                      key=lambda fact: abs(fact.get("year", year) - year)) for name in topics]
        if any(fact is None for fact in chosen):
            return None
        values = {f"w{i}": cited(fact) for i, fact in enumerate(chosen)}
        total = sum((Decimal(str(fact["value"])) for fact in chosen), Decimal(0))
        return total, {**values, "w": calc(" + ".join(values), total) if len(values) > 1 else values["w0"]}


def compared(norm: Json, q: Quantity, heads: Heads) -> Optional[Tuple[str, Json, float]]:
    """Returns what one quantity is against the need: text, values and weight; None where the heads are unknown."""
    known = heads.of(norm["per"], q.last // 12)
    values: Json = {"q": q.ref(), "p": q.ref("period"), "goods": q.ref("product")}
    lead = f"Of {{goods}}, partners recorded {{q}} in {{p}}."
    who = listed(heads.staff) if norm["per"] == STAFF else norm["per"]
    if "amount" not in norm:
        if known is None:
            return None
        values.update(known[1], k=calc("round(w / q)", round(known[0] / q.value)))
        return f"{lead} That makes {{k}} people to a piece, of {{w}}.", values, 0.5
    values["n"] = cited(norm, norm["unit"])
    amount = Decimal(str(norm["amount"]))
    if norm["is_daily"]:
        values["days"] = days(q)
        if known is None:
            served = q.value / (amount * q.days)
            values["s"] = calc("round(q / (n * days))", round(served))
            return (f"{lead} At {{n}} a head and day of {norm['words']}, that is the need of {{s}} heads of staff through "
                    "the {days} days.", values, 0.6)
        need = known[0] * amount
        values.update(known[1], d=calc("q / (w * n)", q.value / need),
                      s=calc("q / (w * n * days)", q.value / (need * q.days), format="percent"))
        lasts = "within a day" if q.value < need else "in {d} days"
        return (f"{lead} At {{n}} a head and day of {norm['words']}, the {{w}} {who} would use them up {lasts}: they are "
                "{s} of what that staff needs in the {days} days of the span.", values, 0.8)
    if known is None:
        return None
    values.update(known[1], s=calc("q / (w * n)", q.value / (known[0] * amount), format="percent"))
    return f"{lead} That is {{s}} of what the {{w}} {who} need, at {{n}} each of {norm['words']}.", values, 0.7


def telling(spans: List[Quantity]) -> Quantity:
    """Returns the span to speak of: the latest of three months or more, else the latest."""
    return next((q for q in reversed(spans) if q.last - q.first >= 2), spans[-1])


def used(text: str, values: Json) -> Json:
    """Returns the values that the text names, and those behind them."""
    behind = {"q", "w", "n", "days"} if any("{" + name + "}" in text for name in "dsk") else set()
    return {name: value for name, value in values.items()
            if "{" + name + "}" in text or name in behind or name[0] == "w" and ("{w}" in text or "w" in behind)}


def table(run: Run, rows: List[Tuple[Json, Quantity]]) -> None:
    """Shows every span beside the staff whose need it would have met."""
    daily = [(norm, q) for norm, q in rows if norm["is_daily"] and "amount" in norm]
    if len(daily) > 1:
        run.table("served", title="How many heads of staff the imports would serve through their span", columns=[
            column("product", "Goods", "code", list="product"), column("period", "Period", "period"),
            column("quantity", "Imports", "decimal"), column("amount", "A head and day", "decimal"),
            column("days", "Days", "integer"), column("heads", "Heads served", "decimal")],
            rows=[[q.ref("product"), q.ref("period"), q.ref(), cited(norm, norm["unit"]),
                   days(q),
                   calc("round(quantity / (amount * days))", round(q.value / (Decimal(str(norm["amount"])) * q.days)))]
                  for norm, q in daily[-run.params["max_rows"]:]],
            notes=["Spans that overlap with a longer one are left out."])


def unmeasured(run: Run, norms: List[Json], found: List[Quantity], heads: Heads) -> None:
    """Names what could not be set against a need, and why."""
    missing = [norm for norm in norms if not any(q.product == norm["product"] for q in found)]
    unlike = [norm for norm in norms if norm not in missing
              and not any((q.product, q.unit) == (norm["product"], norm["unit"]) for q in found)]
    unknown = sorted({str(norm["per"]) for norm in norms if norm["per"] != STAFF and heads.of(norm["per"], 0) is None})
    if heads.of(STAFF, 0) is None:
        unknown.insert(0, listed(heads.staff))
    parts = []
    if missing:
        parts.append("No quantity is in print of " + listed([norm["words"] for norm in missing]) + ": a gap, not a zero.")
    if unlike:
        parts.append("In print by another unit alone, and so not comparable: " + listed([n["words"] for n in unlike]) + ".")
    if unknown:
        parts.append("The number of " + listed(unknown) + " of {to} is not among the facts given.")
    if parts:
        run.prose(" ".join(parts), {"to": NAMES["to"]} if unknown else {}, key="unmeasured")


@plugin.analysis
def adequacy(run: Run) -> None:
    run.heading("Imports against needs")
    norms, heads = run.params["norms"], Heads(run.params)
    found = read(run, sorted({norm["product"] for norm in norms})) if norms else []
    if not found:
        run.prose("The data hold no quantity of these goods for {to} in {span}. That is a lack of figures, not a zero, and "
                  "nothing can be set against a need.", NAMES)
        run.diagnostic("warning", "no quantity of these goods for this importer and period", code="data.missing",
                       help="import files with quantities that cover it, or name another period")
        return
    run.prose(
        "Needs are planning figures of the WHO for staff who treat patients in a ward, and here of all staff as if all "
        "did: the need is that of a full wave. What {to} had in stock and what it made itself is unknown. Imports below the "
        "need do not show a lack, and imports above it would not show plenty.", {"to": NAMES["to"]}, key="unknown")
    if not heads.facts:
        run.diagnostic("note", "no facts about people, staff and beds of this importer", code="data.gap",
                       help="give them as the parameter 'facts', each with its source")
    rows: List[Tuple[Json, Quantity]] = []
    items: List[Json] = []
    for norm in norms:
        spans = apart(q for q in found if (q.product, q.unit) == (norm["product"], norm["unit"]))
        rows += [(norm, q) for q in spans]
        said = compared(norm, telling(spans), heads) if spans else None
        if said:
            text, values, weight = said
            if telling(spans).first // 12 <= norm.get("note_until", sys.maxsize):
                text = f"{text} {norm.get('note', '')}".strip()
            items.append({"key": norm["product"].replace("_", "-"), "weight": weight, "text": text,
                          "values": used(text, values)})
    for item in sorted(items, key=lambda item: -item["weight"]):
        run.finding(**item)
    table(run, rows)
    unmeasured(run, norms, found, heads)


plugin.main()

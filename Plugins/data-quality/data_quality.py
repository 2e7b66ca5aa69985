"""What the figures of an importer can bear: coverage, sources, and prints that do not fit: a plugin for waybill."""

import os
import sys
from decimal import Decimal
from typing import Any, Dict, List, Set, Tuple

sys.dont_write_bytecode = True  # the folder stays as it was installed
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from checks import closures, disagreements, hierarchy, peaks, unit_values  # noqa: E402
from prints import Print, read  # noqa: E402
from wire import Json, ask, calc, finish, flags, months, receive, send  # noqa: E402

NAMES = {"to": {"param": "/importer"}, "span": {"param": "/period"}}
MOST_YEARS, MOST_PARTNERS = 8, 25
KINDS = {
    "1:1": "Renumbered, the same goods on both sides",
    "1:n": "Split, so that a code after it holds less than before",
    "n:1": "Merged, so that a code after it holds more than before",
    "n:n": "Goods moved in and out, so that figures before and after are not of the same goods",
}


def coverage(where: Json, period: Json, span: Tuple[int, int]) -> Dict[str, int]:
    """Shows how many prints each partner has in each year, and returns the partners with their prints."""
    first, last = span[0] // 12, span[1] // 12
    years = [str(year) for year in range(max(first, last - MOST_YEARS + 1), last + 1)]
    rows = ask("coverage", measures=["rows"], by=["reporter", "period"], where=where, fill="null",
               period={**period, "grain": "year"})
    totals = ask("partners", measures=["rows"], by=["reporter"], where=where, period=period, order=["-rows"])
    cells = {(row["reporter"], row["period"]): row for row in rows}
    table = []
    for row in totals[:MOST_PARTNERS]:
        who = {"reporter": row["reporter"]}
        table.append([{"from": {"query": "partners", "where": who, "column": "reporter"}}] + [
            {"from": {"query": "coverage", "where": {**who, "period": year}, "column": "rows"}}
            if (row["reporter"], year) in cells else None for year in years
        ] + [{"from": {"query": "partners", "where": who, "column": "rows"}}])
    notes = ["A print that crosses calendar years, such as a fiscal year, counts in the whole period alone.",
             "No print is not zero trade."]
    if len(totals) > MOST_PARTNERS:
        notes.append("Partners with fewer prints are left out.")
    send("heading", level=3, text="What there is")
    send("table", key="coverage", title="Prints by partner and year", rows=table, notes=notes, columns=[
        {"name": "reporter", "label": "Partner", "type": "code", "list": "area"}] + [
        {"name": "y" + year, "label": year, "type": "integer"} for year in years] + [
        {"name": "all", "label": "Whole period", "type": "integer"}])
    return {row["reporter"]: int(row["rows"]) for row in totals}


def sources(where: Json, period: Json, count: int) -> None:
    """Shows who printed how much, and how many prints state a zero, a price basis, or an invalid search."""
    origins = ask("origins", measures=["rows"], by=["origin"], where=where, period=period, order=["-rows"])
    send("table", key="origins", title="Prints by source", columns=[
        {"name": "origin", "label": "Printed by", "type": "string"},
        {"name": "rows", "label": "Prints", "type": "integer"}],
        rows=[[{"from": ["origins", row, column]} for column in ("origin", "rows")]
              for row in range(min(len(origins), MOST_PARTNERS))],
        notes=["Sources with fewer prints are left out."] if len(origins) > MOST_PARTNERS else [])
    known = {row["status"]: int(row["rows"]) for row in ask(
        "statuses", measures=["rows"], by=["status"], where=where, period=period)}
    bases = {row["basis"]: int(row["rows"]) for row in ask(
        "bases", measures=["rows"], by=["basis"], where=where, period=period) if row["basis"]}
    own: Json = {"n": calc("sum(partners.rows)", Decimal(count))}
    text = "Prints in all: {n}"

    def cell(status: str) -> Json:
        return {"from": {"query": "statuses", "where": {"status": status}, "column": "rows"}}

    parts = []
    if "zero" in known:
        parts.append("zeros that a source states: {z}")
        own["z"] = cell("zero")
    if "not-in-edition" in known:
        parts.append("searches for a code that was not in force, which say nothing: {e}")
        own["e"] = cell("not-in-edition")
    own["b"] = calc(" + ".join(f"b{i}" for i in range(len(bases))) or "n - n", Decimal(sum(bases.values())))
    own.update({f"b{i}": {"from": {"query": "bases", "where": {"basis": basis}, "column": "rows"}}
                for i, basis in enumerate(bases)})
    parts.append("prints that name the price basis of the value: {b}")
    send("finding", key="statuses", weight=0.5, values=own,
         text="; ".join([text] + parts) + ".")


def label(words: Any) -> str:
    """Returns the words of a code, which come as a text or by language."""
    return words if isinstance(words, str) else next(iter((words or {}).values()), "")


def absent(params: Json, where: Json, period: Json) -> None:
    """Names expected goods without a print."""
    found = {row["product"] for row in ask("goods", measures=["rows"], by=["product"], where=where, period=period)}
    for number, group in enumerate(params["expected"]):
        # A group may have prints of its parts alone.
        below = {**where, "product": {"under": group}}
        if group not in found and ask(
                f"expected{number}", measures=["rows"], by=["reporter"], where=below, period=period, limit=1):
            found.add(group)
    missing = [number for number, group in enumerate(params["expected"]) if group not in found]
    if missing:
        send("lookup", id="words", list="product", codes=params["expected"])
        answer = receive()
        while answer.get("id") != "words":
            answer = receive()
        words = answer.get("value") or {}
        own = {f"m{number}": {"value": label(words.get(params["expected"][number])) or params["expected"][number]}
               for number in missing}
        send("finding", key="absent", weight=0.8, values={**own, **NAMES},
             text="No source in the data prints a figure for {to} in {span} of: "
             + ", ".join(f"{{m{number}}}" for number in missing) + ". That is a gap, not a zero.")


def editions(prints: List[Print], where: Json, period: Json) -> None:
    """Names the goods with figures on both sides of a change of their codes, by what the change did."""
    kinds: Dict[str, Dict[str, Json]] = {}
    for product, measure in sorted({(p.product, p.measure) for p in prints}):
        own = [p for p in prints if (p.product, p.measure) == (product, measure)]
        if not any(a.last < year * 12 <= b.first for year in (2012, 2017, 2022) for a in own for b in own):
            continue
        name = f"edition_{product}_{measure}"
        ask(name, measures=[measure], by=["product"], where={**where, "product": product}, period=period, partial=True)
        for flag in flags[name]:
            if flag.startswith("edition-break:"):
                kinds.setdefault(flag.split(":", 1)[1], {})[product] = own[0].ref("product")
    if not kinds:
        return
    send("heading", level=3, text="Where codes changed")
    for kind, products in sorted(kinds.items(), reverse=True):
        refs = list(products.values())
        listed = ", ".join(f"{{g{i}}}" for i in range(len(refs)))
        send("finding", key="edition-" + kind.replace(":", "-to-"), weight=0.6,
             values={f"g{i}": ref for i, ref in enumerate(refs)}, text=f"{KINDS.get(kind, 'Changed')}: {listed}.")


def report(params: Json) -> None:
    """Writes the section."""
    span = months(params["period"])
    if span is None:
        return finish("failed", error={
            "kind": "config", "code": "params.invalid", "message": "the period is not of whole months",
            "help": "name months or years, such as 2019-01..2022-12"})
    where = {"partner": params["importer"], "flow": "X", "product": {"under": "total"}}
    period = {"from": params["period"]}
    send("heading", level=2, text="What the figures can bear")
    probe = ask("probe", measures=["rows"], by=["flow"], where=where, period=period)
    if not probe:
        by_code = {"partner": params["importer"], "flow": "X", "hs": {"under": "TOTAL"}}
        if not ask("probe_code", measures=["rows"], by=["flow"], where=by_code, period=period):
            send("prose", values=NAMES, text="The data hold no figure of exports to {to} in {span}. "
                 "Nothing can be said of trade, and nothing of its absence.")
            return send("diagnostic", severity="warning", code="data.missing",
                        message="no figure for this importer and period",
                        help="import files that cover it, or name another period")
        where = by_code
    send("prose", values=NAMES, text="This section looks at the figures themselves: who printed what partners recorded "
         "as exports to {to} in {span}, and what does not fit.")
    partners = coverage(where, period, span)
    sources(where, period, sum(partners.values()))
    absent(params, where, period)
    if sum(partners.values()) > params["max_prints"]:
        return send("diagnostic", severity="note", code="data.gap", help="name a shorter period, or raise max_prints",
                    message="there are too many prints to set each against each other")
    prints = [p for measure in ("value", "quantity", "netweight") for p in read(measure, where, period)]
    doubtful: Set[Print] = set()
    for title, lead, items in (
            ("Prints that disagree", "Of the same goods, partner and span, beyond what rounding explains:",
             disagreements(prints)),
            ("Parts and wholes", "Months against spans, and goods against the group that holds them:",
             [*closures(prints), *hierarchy(prints, where, period)]),
            ("Implausible prints", "Prices and months far from the others of their goods, to be looked "
             "at again before use:", [*unit_values(prints, params, doubtful), *peaks(prints, params, doubtful)])):
        found = sorted(items, key=lambda item: -item["weight"])
        if found:
            send("heading", level=3, text=title)
            send("prose", text=lead)
            for item in found[:int(params["max_findings"])]:
                send("finding", **item)
    editions(prints, where, period)


def main() -> None:
    send("hello", protocol=[1], id="waybill.data-quality", version="1.0.0")
    start = receive()
    # Decimals compare exactly with the figures.
    params = {name: Decimal(str(value)) if isinstance(value, (int, float)) else value
              for name, value in start["params"].items()}
    if start.get("analysis", "data-quality") != "data-quality":
        finish("failed", error={"kind": "config", "code": "plugin.unknown_analysis",
                                "message": "the only analysis here is 'data-quality'"})
    if start["mode"] == "run":
        report(params)
    finish("ok")


if __name__ == "__main__":
    if "WAYBILL_PLUGIN" not in os.environ and sys.stdin.isatty():
        sys.exit("this is a waybill plugin; try `waybill plugin run` with its folder")
    try:
        main()
    except BrokenPipeError:
        os._exit(0)  # the host is gone, and with it everyone who could read an error

"""What the figures of an importer can bear: coverage, sources, and prints that do not fit: a plugin for waybill."""

from decimal import Decimal
from typing import Any, Dict, List, Set

import waybill
from checks import closures, disagreements, hierarchy, peaks, unit_values
from prints import Print, read
from waybill import PluginError, Run, calc, column, months, param, where as cell, words

Json = Dict[str, Any]

NAMES = {"to": param("importer"), "span": param("period")}
MOST_YEARS, MOST_PARTNERS = 8, 25
KINDS = {
    "1:1": "Renumbered, the same goods on both sides",
    "1:n": "Split, so that a code after it holds less than before",
    "n:1": "Merged, so that a code after it holds more than before",
    "n:n": "Goods moved in and out, so that figures before and after are not of the same goods",
}

plugin = waybill.Plugin()


def coverage(run: Run, where: Json, period: Json) -> Dict[str, int]:
    """Shows how many prints each partner has in each year, and returns the partners with their prints."""
    first, last = (month // 12 for month in months(run.params["period"]) or (0, 0))
    years = [str(year) for year in range(max(first, last - MOST_YEARS + 1), last + 1)]
    rows = run.query("coverage", measures=["rows"], by=["reporter", "period"], where=where, fill="null",
                     period={**period, "grain": "year"})
    cells = {(row["reporter"], row["period"]) for row in rows}
    totals = run.query("partners", measures=["rows"], by=["reporter"], where=where, period=period,
                       order=["-rows"]).rows()
    table = []
    for row in totals[:MOST_PARTNERS]:
        who = {"reporter": row["reporter"]}
        table.append([cell("partners", who, "reporter")] + [
            cell("coverage", {**who, "period": year}, "rows") if (row["reporter"], year) in cells else None
            for year in years] + [cell("partners", who, "rows")])
    notes = ["A print that crosses calendar years, such as a fiscal year, counts in the whole period alone.",
             "No print is not zero trade."]
    if len(totals) > MOST_PARTNERS:
        notes.append("Partners with fewer prints are left out.")
    run.heading("What there is", level=3)
    run.table("coverage", title="Prints by partner and year", rows=table, notes=notes, columns=[
        column("reporter", "Partner", "code", list="area"), *(column("y" + year, year, "integer") for year in years),
        column("all", "Whole period", "integer")])
    return {row["reporter"]: int(row["rows"]) for row in totals}


def sources(run: Run, where: Json, period: Json, count: int) -> None:
    """Shows who printed how much, and how many prints state a zero, a price basis, or an invalid search."""
    origins = run.query("origins", measures=["rows"], by=["origin"], where=where, period=period,
                        order=["-rows"]).rows()
    run.table("origins", title="Prints by source", columns=[
        column("origin", "Printed by", "string"), column("rows", "Prints", "integer")],
        rows=[[row.ref("origin"), row.ref("rows")] for row in origins[:MOST_PARTNERS]],
        notes=["Sources with fewer prints are left out."] if len(origins) > MOST_PARTNERS else [])
    known = {row["status"] for row in run.query(
        "statuses", measures=["rows"], by=["status"], where=where, period=period)}
    bases = {row["basis"]: int(row["rows"]) for row in run.query(
        "bases", measures=["rows"], by=["basis"], where=where, period=period) if row["basis"]}
    own: Json = {"n": calc("sum(partners.rows)", Decimal(count))}
    text = "Prints in all: {n}"
    parts = []
    if "zero" in known:
        parts.append("zeros that a source states: {z}")
        own["z"] = cell("statuses", {"status": "zero"}, "rows")
    if "not-in-edition" in known:
        parts.append("searches for a code that was not in force, which say nothing: {e}")
        own["e"] = cell("statuses", {"status": "not-in-edition"}, "rows")
    own["b"] = calc(" + ".join(f"b{i}" for i in range(len(bases))) or "n - n", Decimal(sum(bases.values())))
    own.update({f"b{i}": cell("bases", {"basis": basis}, "rows") for i, basis in enumerate(bases)})
    parts.append("prints that name the price basis of the value: {b}")
    run.finding("statuses", "; ".join([text] + parts) + ".", own, weight=0.5)


def absent(run: Run, where: Json, period: Json) -> None:
    """Names expected goods without a print."""
    expected = run.params["expected"]
    found = {row["product"] for row in run.query(
        "goods", measures=["rows"], by=["product"], where=where, period=period)}
    for number, group in enumerate(expected):
        # A group may have prints of its parts alone.
        below = {**where, "product": {"under": group}}
        if group not in found and run.query(
                f"expected{number}", measures=["rows"], by=["reporter"], where=below, period=period, limit=1).rows():
            found.add(group)
    missing = [number for number, group in enumerate(expected) if group not in found]
    if missing:
        known = run.lookup("product", expected)
        own = {f"m{number}": words(known.get(expected[number], expected[number])) for number in missing}
        run.finding("absent", "No source in the data prints a figure for {to} in {span} of: "
                    + ", ".join(f"{{m{number}}}" for number in missing) + ". That is a gap, not a zero.",
                    {**own, **NAMES}, weight=0.8)


def editions(run: Run, prints: List[Print], where: Json, period: Json) -> None:
    """Names the goods with figures on both sides of a change of their codes, by what the change did."""
    kinds: Dict[str, Dict[str, Json]] = {}
    for product, measure in sorted({(p.product, p.measure) for p in prints}):
        own = [p for p in prints if (p.product, p.measure) == (product, measure)]
        if not any(a.last < year * 12 <= b.first for year in (2012, 2017, 2022) for a in own for b in own):
            continue
        name = f"edition_{product}_{measure}"
        answer = run.query(name, measures=[measure], by=["product"], where={**where, "product": product},
                           period=period, partial=True)
        answer.rows()
        for flag in (answer.evidence or {}).get("flags", []):
            if flag.startswith("edition-break:"):
                kinds.setdefault(flag.split(":", 1)[1], {})[product] = own[0].ref("product")
    if not kinds:
        return
    run.heading("Where codes changed", level=3)
    for kind, products in sorted(kinds.items(), reverse=True):
        refs = list(products.values())
        listed = ", ".join(f"{{g{i}}}" for i in range(len(refs)))
        run.finding("edition-" + kind.replace(":", "-to-"), f"{KINDS.get(kind, 'Changed')}: {listed}.",
                    {f"g{i}": goods for i, goods in enumerate(refs)}, weight=0.6)


@plugin.check
def check(run: Run) -> None:
    """Refuses a period that the coverage by years cannot show."""
    if months(run.params["period"]) is None:
        raise PluginError("the period is not of whole months", code="params.invalid", kind="config",
                          help="name months or years, such as 2019-01..2022-12")


@plugin.analysis
def data_quality(run: Run) -> None:
    where = {"partner": run.params["importer"], "flow": "X", "product": {"under": "total"}}
    period = {"from": run.params["period"]}
    run.heading("What the figures can bear")
    if not run.query("probe", measures=["rows"], by=["flow"], where=where, period=period).rows():
        where = {"partner": run.params["importer"], "flow": "X", "hs": {"under": "TOTAL"}}
        if not run.query("probe_code", measures=["rows"], by=["flow"], where=where, period=period).rows():
            run.prose("The data hold no figure of exports to {to} in {span}. "
                      "Nothing can be said of trade, and nothing of its absence.", NAMES)
            run.diagnostic("warning", "no figure for this importer and period", code="data.missing",
                           help="import files that cover it, or name another period")
            return
    run.prose("This section looks at the figures themselves: who printed what partners recorded as exports to {to} in "
              "{span}, and what does not fit.", NAMES)
    count = sum(coverage(run, where, period).values())
    sources(run, where, period, count)
    absent(run, where, period)
    if count > run.params["max_prints"]:
        run.diagnostic("note", "there are too many prints to set each against each other", code="data.gap",
                       help="name a shorter period, or raise max_prints")
        return
    prints = [p for measure in ("value", "quantity", "netweight") for p in read(run, measure, where, period)]
    doubtful: Set[Print] = set()
    for title, lead, items in (
            ("Prints that disagree", "Of the same goods, partner and span, beyond what rounding explains:",
             disagreements(prints)),
            ("Parts and wholes", "Months against spans, and goods against the group that holds them:",
             [*closures(prints), *hierarchy(run, prints, where, period)]),
            ("Implausible prints", "Prices and months far from the others of their goods, to be looked "
             "at again before use:", [*unit_values(run, prints, doubtful), *peaks(run, prints, doubtful)])):
        found = sorted(items, key=lambda item: -item["weight"])
        if found:
            run.heading(title, level=3)
            run.prose(lead)
            for item in found[:run.params["max_findings"]]:
                run.finding(**item)
    editions(run, prints, where, period)


plugin.main()

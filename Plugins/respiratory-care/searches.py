"""What was searched, what was not found, and what that is worth."""

from decimal import Decimal
from typing import Any, Dict, List

from waybill import Run, calc, column, judgement, months, param, where as at

Json = Dict[str, Any]

SEARCHES = [  # name, group, codes, the goods in words, what the codes hold
    ("oxygen", "oxygen", ["280440"], "oxygen", "medical and industrial oxygen, without cylinders"),
    ("cylinders", "cyl", ["731100", "761300"], "gas cylinders", "containers for any gas"),
    ("oximeters", "oxim_monitor", ["901819"], "pulse oximeters", "monitors and other apparatus besides"),
    ("masks", "respirator_gasmask", ["902000"], "oxygen masks", "gas masks besides, and not all oxygen masks"),
]
EXACT = ["oxygen"]  # a row under the code is one of the goods
EDITIONS = {"HS2012": (2012, 2016), "HS2017": (2017, 2021), "HS2022": (2022, 2027)}
COLUMNS = [("goods", "Looked for", "string"), ("codes", "Codes", "string"), ("holds", "The code holds", "string"),
           ("prints", "Prints of the group", "integer"), ("coded", "Prints under the code", "integer"),
           ("known", "Partner-years known", "integer"), ("asked", "Searched", "integer")]


def search(run: Run) -> None:
    """Looks for goods of which a reader expects to hear, and says what was searched and what the answer is worth."""
    run.heading("What was searched", level=3)
    names = {"to": param("importer"), "span": param("period")}
    common, whole = {"partner": run.params["importer"], "flow": "X"}, {"from": run.params["period"]}
    partners: Dict[str, Json] = {}
    for query, where in (("partners", {"product": {"under": "total"}}),
                         ("partners_by_code", {"hs": {"under": "TOTAL"}})):
        for row in run.query(query, measures=["rows"], by=["reporter"], where={**common, **where}, period=whole):
            partners.setdefault(row["reporter"], at(query, {"reporter": row["reporter"]}, "reporter"))
    if not partners:
        run.prose("The data hold no figure of any goods from any partner to {to} in {span}. "
                  "There is nothing to search, so nothing is shown to be absent.", names)
        return
    cells, findings, claimed = [], [], 0
    for name, group, codes, noun, holds in SEARCHES:
        rows, years, found, known = [], [], [], []
        for query, where in [(name, {"product": {"under": group}})] + [
                (f"{name}_{code}", {"hs": {"under": code}}) for code in codes]:
            where = {**common, **where, "reporter": sorted(partners)}
            rows.append(run.query(query, measures=["rows"], by=["reporter"], where=where, period=whole).rows())
            # A year that a partner filed without a row comes as zero; one that nobody claims to hold stays empty.
            years.append(run.query(query + "_years", measures=["rows", "value"], by=["reporter", "period"], fill="zero",
                                   where=where, period={**whole, "grain": "year"}).rows())
            found.append(sum(int(row["rows"]) for row in rows[-1]))
            known.append(sum(row["value"] is not None for row in years[-1]))
        by_code = " + ".join(f"sum({name}_{code}.rows)" for code in codes)
        assigned = judgement(written(codes, ", ").replace("`", ""),
                             "the codes that hold these goods, as the nomenclature is read here")
        cells.append([noun.capitalize(), assigned, holds, calc(f"sum({name}.rows)", Decimal(found[0])),
                      calc(by_code, Decimal(sum(found[1:]))), calc(f"count({name}_years.value)", Decimal(known[0])),
                      calc(f"count({name}_years.rows)", Decimal(len(years[0])))])
        item = verdict(name, noun, holds, codes, sum(found), min(known) == len(years[0]))
        findings.append({**item, "values": {"n": calc(f"sum({name}.rows)", Decimal(found[0])),
                                            "m": calc(by_code, Decimal(sum(found[1:])))}})
        claimed += min(known)
    shown = list(partners.values())
    own = {**names, **{f"w{i}": ref for i, ref in enumerate(shown[:12])}}
    listed = ", ".join(f"{{w{i}}}" for i in range(len(shown[:12]))) + (" and others" if len(shown) > 12 else "")
    text = (f"Searched were the exports to {{to}} in {{span}} of every partner with any figure in the data: {listed}. "
            f"The codes are {editions(run.params['period'])}.")
    if not claimed:
        text += (" No source in the data claims to hold all trade of a partner. So where nothing was found, that is a "
                 "gap and not a zero.")
    run.prose(text, own)
    for item in sorted(findings, key=lambda item: -item["weight"]):
        run.finding(**item)
    run.table("searches", title="Searches: goods, codes and what they found", rows=cells, notes=[
        "Partner-years known: a value of the whole year is in print, or records claimed to be whole have no row.",
        "A print with both a group and a code counts in both columns."],
        columns=[column(name, label, kind) for name, label, kind in COLUMNS])


def written(codes: List[str], between: str) -> str:
    return between.join(f"`{code[:4]}.{code[4:]}`" for code in codes)


def editions(period: str) -> str:
    """Returns the editions of the Harmonized System that the period touches, in words."""
    first, last = months(period) or (0, 0)
    touched = [name for name, years in EDITIONS.items() if years[0] * 12 <= last and first < years[1] * 12 + 12]
    named = " and ".join(touched) or "the Harmonized System"
    return f"those of {named}" + (", the same in each" if len(touched) > 1 else "")


def verdict(name: str, noun: str, holds: str, codes: List[str], found: int, is_whole: bool) -> Json:
    """Says what the search shows; only whole records without a row show that there was none."""
    text = f"Prints of {noun}: {{n}} by name, {{m}} under {written(codes, ' and ')}. "
    if found:
        text += "They are of the goods themselves." if name in EXACT else (
            f"The code holds {holds}: a print under it neither shows {noun} nor rules them out.")
        return {"key": f"search-{name}", "weight": 0.7, "text": text}
    if is_whole:
        text += "The whole records of every partner were searched: there was none."
        return {"key": f"search-{name}", "weight": 0.8, "text": text, "signal": "flat"}
    text += "Whole records would settle it." if name in EXACT else (
        f"The code holds {holds}: only whole records without any row would settle it.")
    return {"key": f"search-{name}", "weight": 0.6, "text": text}

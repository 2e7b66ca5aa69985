"""Ventilators, oxygen and monitoring sent to an importer, and what a search for them can show: a waybill plugin."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

import waybill
from searches import search
from waybill import Run, calc, column, months, param

Json = Dict[str, Any]

plugin = waybill.Plugin()

PARTS = {  # the goods of each part of the section, with the words for them
    "apparatus": {"vent": "respiration apparatus", "vent_invasive": "invasive ventilators",
                  "vent_noninvasive": "non-invasive ventilators", "oxygen_therapy": "oxygen therapy apparatus"},
    "catheters": {"catheter": "catheters and nasal prongs", "needles_and_catheters": "needles and catheters together"},
    "monitors": {"oxim_monitor": "electro-diagnostic apparatus", "patient_monitor": "patient monitors"},
    "oxygen": {"oxygen": "oxygen", "cyl": "gas containers", "respirator_gasmask": "breathing appliances and gas masks"},
}
NOUN = {product: noun for nouns in PARTS.values() for product, noun in nouns.items()}
TITLES = {"apparatus": "Ventilators and oxygen therapy", "catheters": "Catheters and nasal prongs",
          "monitors": "Monitors", "oxygen": "Oxygen and what it is given with"}
REMARKS = {
    "apparatus": "The subheading `9019.20` holds ventilators, oxygen therapy and other respiration apparatus, and does "
    "not tell them apart. Only national lines do, and those of one tariff mean nothing in another.",
    "catheters": "The subheading `9018.39` holds catheters, cannulas and the like of them.",
    "monitors": "The subheading `9018.19` holds monitors and oximeters among other apparatus: a figure under it is an "
    "upper bound for either.",
}
WITHIN = {"catheter": "needles_and_catheters"}  # prints of the first are a part of the second
MOST_ROWS = 60  # of a table
MOST_PRINTS = 400  # more than a reader can take in one by one


@dataclass(frozen=True)
class Print:
    """One figure as one source printed it, with the way back to its cell."""

    query: str
    measure: str
    reporter: str
    product: str
    period: str
    origin: str
    value: Decimal
    low: Optional[Decimal]
    high: Optional[Decimal]
    first: int  # months since the year 0
    last: int

    @property
    def series(self) -> Tuple[str, str, str]:
        return self.reporter, self.product, self.measure

    @property
    def is_zero(self) -> bool:
        """Whether there was none; a print of zero in millions may also be a small amount."""
        return self.value == 0 and self.high == 0

    @property
    def slug(self) -> str:
        return f"{self.measure}-{self.product}-{self.reporter}-{self.period}".replace("_", "-").replace("..", "-to-")

    def ref(self, column: str = "") -> Json:
        at = {"reporter": self.reporter, "product": self.product, "period": self.period, "origin": self.origin}
        return waybill.where(self.query, at, column or self.measure)

    def values(self, suffix: str = "") -> Json:
        """Returns the figure, its span and its source as v, p and o."""
        return {"v" + suffix: self.ref(), "p" + suffix: self.ref("period"), "o" + suffix: self.ref("origin")}


def read(run: Run, name: str, measure: str, unit: str) -> List[Print]:
    """Returns every print of a measure, each source by itself; where there are many, the sums of calendar years."""
    prints: List[Print] = []
    by = ["reporter", "product", "period", "origin"]
    query: Json = {"measures": [measure, measure + ".low", measure + ".high"], "by": by, "order": by,
                   "where": {"partner": run.params["importer"], "flow": "X", "unit": unit, "product": list(NOUN)}}
    rows = run.query(name, **query, limit=MOST_PRINTS + 1,
                     period={"from": run.params["period"], "grain": "printed"}).rows()
    if len(rows) > MOST_PRINTS:
        name += "_years"
        rows = run.query(name, **query, period={"from": run.params["period"], "grain": "year"}).rows()
    for row in rows:
        span = months(row["period"])
        if span and row[measure] is not None:
            low, high = (None if bound is None else Decimal(bound)
                         for bound in (row[measure + ".low"], row[measure + ".high"]))
            prints.append(Print(name, measure, row["reporter"], row["product"], row["period"], row["origin"],
                                Decimal(row[measure]), low, high, *span))
    largest = dict.fromkeys(p.reporter for p in sorted(prints, key=lambda p: -p.value))
    shown = list(largest)[:run.params["partners"]]
    return [p for p in prints if p.reporter in shown]


def narrowest(prints: Iterable[Print]) -> List[Print]:
    """Returns one print a cell, the one that leaves least open, in order of time."""
    best: Dict[Any, Print] = {}
    for p in prints:
        width = Decimal("Infinity") if p.low is None or p.high is None else p.high - p.low
        key = (p.series, p.period)
        if key not in best or width < best[key][0]:
            best[key] = (width, p)
    return sorted((p for _, p in best.values()), key=lambda p: (p.first, p.last))


def finding(key: str, weight: float, text: str, values: Json, **more: str) -> Json:
    return {"key": key, "weight": weight, "text": text, "values": values, **more}


def strongest(findings: Iterable[Json]) -> List[Json]:
    return sorted(findings, key=lambda item: -item["weight"])


def shipments(run: Run, prints: List[Print]) -> Iterator[Json]:
    """Says for each series its latest print, with the price of a piece where value and pieces are both in print."""
    for series in dict.fromkeys(p.series for p in prints if p.value):
        p = max((p for p in prints if p.series == series and p.value), key=lambda p: (p.last, p.first))
        count = next((q for q in prints if q.measure == "quantity" and q.value and p.measure == "value"
                      and (q.reporter, q.product, q.period) == (p.reporter, p.product, p.period)), None)
        if p.low is None and any((v.reporter, v.measure, v.period) == (p.reporter, p.measure, p.period)
                                 and v.low and v.value <= p.value + (v.high or v.value) - v.low for v in prints):
            continue  # an upper bound, no lower than what is printed of all these goods together
        own = {"who": p.ref("reporter"), **p.values()}
        text = f"{NOUN[p.product].capitalize()} from {{who}} came to {{v}} in {{p}} ({{o}})"
        if p.measure == "quantity" and any(
                v.measure == "value" and (v.reporter, v.product, v.period) == (p.reporter, p.product, p.period)
                for v in prints):
            continue
        if count:
            own["q"] = count.ref()
            text += ", for {q}"
            if count.origin != p.origin:
                own["oq"] = count.ref("origin")
                text += " ({oq})"
        if count and p.low and p.high is not None and count.low and count.high is not None:
            own["u"] = calc("v / q", p.value / count.value, unit="USD")
            text += ". That makes {u} a piece"
            if p.product.startswith("vent") and p.high / count.low < run.decimal("intensive_price"):
                own.update(given=param("intensive_price"),
                           least=calc("given", run.decimal("intensive_price"), unit="USD"))
                text += ", below the {least} that is assumed for intensive care: breathing aids, more likely"
        yield finding(f"latest-{p.slug}", 0.8 if count and p.low else 0.6, text + ".", own)


def zeros(prints: List[Print]) -> Iterator[Json]:
    """Names the zeros that sources state, and what followed them."""
    for series, period in dict.fromkeys((p.series, p.period) for p in prints if p.is_zero):
        same = [p for p in prints if (p.series, p.period) == (series, period) and p.is_zero]
        own = {"who": same[0].ref("reporter"), "p": same[0].ref("period")}
        own.update({f"o{i}": p.ref("origin") for i, p in enumerate(same)})
        states = "state" if len(same) > 1 else "states"
        text = (f"For {NOUN[series[1]]} from {{who}} in {{p}}, " + " and ".join(f"{{o{i}}}" for i in range(len(same)))
                + f" {states} none. That is a zero in the records, not a gap")
        goods = PARTS["apparatus"] if series[1] == "vent" else [series[1]]
        later = [p for p in prints if p.value and p.product in goods and p.first > same[0].last
                 and (p.reporter, p.measure) == (series[0], series[2])]
        if later:
            text += ": what came after it came from nothing, and no percentage is stated"
        yield finding(f"zero-{same[0].slug}", 0.75, text + ".", own, signal="new" if later else "flat")


def comparisons(run: Run, prints: List[Print]) -> Iterator[Json]:
    """Sets equal months of two years against each other; a part of a year alone is compared with none. A change has
    its row in the table of changes as `row`."""
    values = [p for p in narrowest(prints) if p.measure == "value" and p.low is not None and p.high is not None]
    for b in values:
        equal = [a for a in values if a.series == b.series and a.last - a.first == b.last - b.first
                 and a.first < b.first and (b.first - a.first) % 12 == 0]
        own = {"who": b.ref("reporter"), **b.values("1")}
        if equal and equal[-1].value >= run.decimal("base_minimum"):
            a = equal[-1]
            ratio = b.value / a.value
            own.update(a.values("0"), c=calc("v1 / v0 - 1", ratio - 1, format="change"))
            text = (f"{NOUN[b.product].capitalize()} from {{who}} went from {{v0}} in {{p0}} ({{o0}}) "
                    "to {v1} in {p1} ({o1}), a change of {c}.")
            # A fall to a fourth weighs as much as a rise to four times as much; ten times is as strong as it gets.
            strength = min(abs(math.log10(ratio)), 1.0) if ratio else 1.0
            yield {**finding(f"change-{b.slug}", round(0.45 + 0.2 * strength, 3), text, own,
                             signal="up" if ratio > 1 else "down"),
                   "row": [b.ref("product"), b.ref("reporter"), a.ref("period"), a.ref(), b.ref("period"), b.ref(),
                           calc("after / before - 1", ratio - 1, format="change")]}
        elif b.product in WITHIN:
            yield from inside(b, values)
            if b.last - b.first < 11:
                text = (f"For {NOUN[b.product]}, no source in the data prints the months of {{p1}} in another year. "
                        "A part of a year is not set against a whole one, so no comparison is made.")
                yield finding(f"alone-{b.slug}", 0.5, text, {"p1": b.ref("period")})


def inside(part: Print, prints: List[Print]) -> Iterator[Json]:
    """Sets a part against the print of a wider group over a longer span: how much it leaves for the rest."""
    for whole in prints:
        if whole.product != WITHIN[part.product] or whole.reporter != part.reporter or not (
                whole.first <= part.first and part.last <= whole.last) or not whole.value:
            continue
        own = {**part.values(), **whole.values("1"), "who": part.ref("reporter"),
               "s": calc("v / v1", part.value / whole.value, format="percent")}
        text = (f"{{o1}} prints {{v1}} of {NOUN[whole.product]} from {{who}} in {{p1}}. "
                f"{NOUN[part.product].capitalize()} alone had {{v}} in {{p}} ({{o}}), {{s}} of that")
        if part.value <= whole.value:
            own["r"] = calc("v1 - v", whole.value - part.value, unit="USD")
            text += ", which leaves {r} for everything else in {p1}"
        else:
            text += ": one of the two prints is wrong"
        yield finding(f"inside-{part.slug}", 0.7, text + ".", own)


def closures(prints: List[Print]) -> Iterator[Json]:
    """Says where a month makes up the whole of a longer span, or exceeds it."""
    known = [p for p in narrowest(prints) if p.value and p.low is not None and p.high is not None]
    for whole, part in ((w, p) for w in known for p in known if w.series == p.series and w != p):
        if whole.first <= part.first and part.last <= whole.last:
            own = {"who": part.ref("reporter"), **part.values(), **whole.values("1")}
            text = f"Of {NOUN[part.product]} from {{who}}, {{o}} prints {{v}} in {{p}}, and {{o1}} {{v1}} in {{p1}}"
            if part.low > whole.high:
                yield finding(f"closure-{whole.slug}-{part.period}", 0.9, text + ": the part exceeds the whole.", own)
            elif part.high >= whole.low:
                yield finding(f"closure-{whole.slug}-{part.period}", 0.55,
                              text + ". But for rounding, nothing is left for the other months.", own)


def disagreements(prints: List[Print]) -> Iterator[Json]:
    """Names two prints of one cell that exclude each other."""
    known = [p for p in prints if p.low is not None and p.high is not None]
    for i, b in enumerate(known):
        for a in known[:i]:
            if (a.series, a.period) == (b.series, b.period) and (a.high < b.low or b.high < a.low):
                text = (f"For {NOUN[a.product]} from {{who}} in {{p}}, {{o}} prints {{v}} and {{o1}} prints {{v1}}: "
                        "rounding does not explain the difference.")
                yield finding(f"disagree-{a.slug}-{i}", 0.7, text,
                              {"who": a.ref("reporter"), **a.values(), "v1": b.ref(), "o1": b.ref("origin")})


def table(run: Run, key: str, prints: List[Print]) -> None:
    """Sends the latest prints with pieces and value side by side."""
    rows: Dict[Tuple[Any, ...], Dict[str, Print]] = {}
    for p in prints:
        rows.setdefault((p.reporter, list(NOUN).index(p.product), p.first, p.last, p.origin), {})[p.measure] = p
    latest = sorted(sorted(rows, key=lambda row: row[3])[-MOST_ROWS:])
    cells = [[next(iter(rows[row].values())).ref(column) for column in ("reporter", "product", "period", "origin")]
             + [rows[row][measure].ref() if measure in rows[row] else None for measure in ("quantity", "value")]
             for row in latest]
    notes = ["An empty cell: not in that print."] + (["Older prints are left out."] if len(rows) > MOST_ROWS else [])
    run.table(key, title=TITLES[key] + ": figures and their sources", rows=cells, notes=notes, columns=[
        column("reporter", "Partner", "code", list="area"), column("product", "Goods", "code", list="product"),
        column("period", "Period", "period"), column("origin", "Printed by", "string"),
        column("quantity", "Pieces", "decimal", unit="u"), column("value", "Value", "decimal", unit="USD")])


def tell_rest(run: Run, left: List[Json]) -> None:
    """Says how many findings were left out, and shows the changes among them."""
    if not left:
        return
    run.heading("What is not told above", level=3)
    count = {"n": {"value": len(left), "judgement": "counted: the findings beyond the strongest ones"}}
    rows = [item["row"] for item in strongest(left) if "row" in item]
    run.prose("Findings of less weight that are not told: {n}." + (
        " The changes among them stand in the table." if rows else ""), count, key="rest")
    if rows:
        run.table("changes", title="Further changes", rows=rows[:MOST_ROWS], columns=[
            column("product", "Goods", "code", list="product"), column("reporter", "Partner", "code", list="area"),
            column("from", "Period", "period"), column("before", "Value", "decimal", unit="USD"),
            column("to", "Period", "period"), column("after", "Value", "decimal", unit="USD"),
            column("change", "Change", "decimal", format="change")],
            notes=["Smaller changes are left out."] if len(rows) > MOST_ROWS else [])


@plugin.analysis
def respiratory_care(run: Run) -> None:
    prints = read(run, "values", "value", "USD") + read(run, "pieces", "quantity", "u")
    names = {"to": param("importer"), "span": param("period")}
    run.heading("Ventilators, oxygen and monitoring")
    if prints:
        run.prose("Figures are mirror data: what partners recorded as exports to {to}. "
                  "A month without a print is unknown, not zero.", names)
    else:
        run.prose("The data hold no figure of respiratory care for {to} in {span}. "
                  "That is a lack of figures, not a zero.", names)
        run.diagnostic("warning", "no figure of respiratory care for this importer and period", code="data.gap",
                       help="import files that cover it, or name another period")
    parts: Dict[str, List[Json]] = {}
    for key in PARTS:
        own = [p for p in prints if p.product in PARTS[key]]
        best = narrowest(own)
        compared = list(comparisons(run, own))
        # A figure that stands in the comparison with its wider group is not said twice.
        is_nested = any(item["key"].startswith("inside-") for item in compared)
        nested = {*WITHIN, *WITHIN.values()} if is_nested else set()
        parts[key] = [*shipments(run, [p for p in best if p.product not in nested]), *zeros(own), *compared,
                      *closures(own), *disagreements(own)]
    most = run.params["max_findings"]
    changes = strongest(item for items in parts.values() for item in items if "row" in item)
    told = {item["key"] for item in changes[:most]}  # of the whole section
    left: List[Json] = []
    for key, items in parts.items():
        own = [p for p in prints if p.product in PARTS[key]]
        if own:
            run.heading(TITLES[key], level=3)
            fitting = strongest(item for item in items if "row" not in item or item["key"] in told)
            for item in fitting[:most]:
                run.finding(**{name: value for name, value in item.items() if name != "row"})
            left += fitting[most:] + [item for item in items if "row" in item and item["key"] not in told]
            if len(own) > 1:
                table(run, key, own)
            if key in REMARKS:
                run.prose(REMARKS[key], key=key + "-codes")
    tell_rest(run, left)
    search(run)


plugin.main()

"""What partners' records show of protective equipment sent to an importer: a plugin for waybill."""

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

import waybill
from waybill import PluginError, Run, calc, column, param

Json = Dict[str, Any]

BASKET = "covid_five"  # reports name these goods as one; none of the basket is none of its parts
IN_BASKET = ["mask_textile", "gloves_surgical", "gloves_other", "gloves_rubber"]
NOUNS = {  # the goods of each part of the section, in order
    "masks": {"mask_textile": "textile face masks", "textile_other": "made-up textile articles of `6307.90`"},
    "gloves": {"gloves_surgical": "surgical gloves", "gloves_other": "other rubber gloves",
               "gloves_rubber": "rubber gloves of all kinds"},
    "garments": {"goggles": "goggles", "garment_nonwoven": "garments of felt or nonwovens",
                 "garment_laminated": "garments of coated fabrics", "garment_unident": "garments that may be medical"},
    "basket": {BASKET: "masks, gloves, thermometers, ventilators and vaccines together"},
}
NOUN = {product: noun for nouns in NOUNS.values() for product, noun in nouns.items()}
SCOPES = {
    "textile_other": "Masks are a part of them: an upper bound for masks.",
    "gloves_rubber": "Surgical gloves are a part of them.",
    "goggles": "The code `9004.90` also holds reading glasses: an upper bound for goggles.",
    "garment_nonwoven": "The code `6210.10` holds protective suits among other garments.",
    "garment_unident": "Such codes hold garments of every use: an upper bound.",
}
EARLY_MASKS = "Figures before 2022 count all goods of `6307.90`: upper bounds, between which no change is stated."
BREAK = 2022 * 12  # January 2022, when the 2022 edition of the Harmonized System came into force
BREAKS = {
    "gloves_surgical": "In 2022 `4015.11` became `4015.12`, which took in the medical gloves of `4015.19`: "
    "the figures before and after do not count the same goods, and no change is stated.",
    "gloves_other": "In 2022 `4015.19` lost its medical gloves to `4015.12`: "
    "the figures before and after do not count the same goods, and no change is stated.",
}
MOST_PRINTS = 1000  # of one question: more cannot be set against each other one by one, nor read
MOST_ROWS = 60  # of a table
MONTHS = "January February March April May June July August September October November December".split()

plugin = waybill.Plugin()


@dataclass(frozen=True)
class Print:
    """One figure as one source printed it, with the way back to its cell."""

    query: str
    measure: str
    unit: str
    cell: Tuple[str, str, str]  # reporter, product, period
    origin: str
    status: str
    value: Optional[Decimal]
    low: Decimal  # minus infinity where the print names no lowest amount
    high: Decimal  # infinity where it names no highest
    first: int  # months since the year 0
    last: int

    @property
    def product(self) -> str:
        return self.cell[1]

    @property
    def series(self) -> Tuple[str, str, str]:
        return self.cell[0], self.cell[1], self.measure

    @property
    def is_zero(self) -> bool:
        """Whether there was none; a print of zero in millions may also be a small amount."""
        return self.value == 0 and self.high == 0

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def slug(self) -> str:
        return "-".join((self.product, self.cell[0], self.cell[2])).replace("_", "-").replace("..", "-to-")

    def ref(self, column: str = "") -> Json:
        at = dict(zip(("reporter", "product", "period"), self.cell), origin=self.origin)
        return waybill.where(self.query, at, column or self.measure)


def month_span(period: str) -> Optional[Tuple[int, int]]:
    """Returns the first and last month of a period text, or None where it is not made of whole months."""
    ends: List[Tuple[int, int]] = []
    for part in period.split(".."):
        year, _, rest = part.partition("-")
        if rest.startswith("Q"):
            ends.append((int(year) * 12 + int(rest[1]) * 3 - 3, int(year) * 12 + int(rest[1]) * 3 - 1))
        elif len(rest) > 2:
            return None
        else:
            ends.append((int(year) * 12 + int(rest or 1) - 1, int(year) * 12 + int(rest or 12) - 1))
    return ends[0][0], ends[-1][1]


def read(run: Run, name: str, measure: str, unit: str, parts: Iterable[str], **where: str) -> List[Print]:
    """Asks for every print of a measure, each source a row of its own; where there are too many, for those of the
    largest partners alone, by calendar years if it must be."""
    by = ["reporter", "product", "period", "origin"]
    question: Json = {"measures": [measure, measure + ".low", measure + ".high", measure + ".status"], "by": by,
                      "order": ["product", "reporter", "period", "origin"], "limit": MOST_PRINTS + 1}
    among: Json = {"partner": run.params["importer"], "flow": "X", "unit": unit,
                   "product": [product for part in parts for product in NOUNS[part]], **where}
    span = run.params["period"]
    rows = run.query(name, **question, where=among, period={"from": span, "grain": "printed"}).rows()
    if len(rows) > MOST_PRINTS:
        run.diagnostic("note", f"there are more prints of {name} than can be told: only those of the partners with the "
                       "most are kept, by years where they are still too many", code="data.gap",
                       help="name a shorter period")
        largest = run.query(name + "_partners", measures=["rows"], by=["reporter"], order=["-rows"],
                            limit=run.params["partners"], where=among, period=span)
        among["reporter"] = [row["reporter"] for row in largest]
        for grain in ("printed", "year"):
            if len(rows) > MOST_PRINTS:
                rows = [row for row in run.query(f"{name}_{grain}", **question, where=among, period={
                    "from": span, "grain": grain}) if row[measure] is not None]
    prints = []
    for row in rows[:MOST_PRINTS]:
        months = month_span(row["period"])
        if months:
            value, low, high = (row.get(measure + end) for end in ("", ".low", ".high"))
            prints.append(Print(
                row.answer.id, measure, unit, (row["reporter"], row["product"], row["period"]), row["origin"],
                row.get(measure + ".status") or "", None if value is None else Decimal(value),
                Decimal(low or "-Infinity"), Decimal(high or "Infinity"), *months))
    return prints


def narrowest(prints: Iterable[Print]) -> List[Print]:
    """Returns one print a cell, the most exact, in order of time."""
    best: Dict[Tuple[str, ...], Print] = {}
    for p in sorted(prints, key=lambda p: (p.high - p.low, p.origin)):
        if p.value is not None:
            best.setdefault((p.measure, *p.cell), p)
    return sorted(best.values(), key=lambda p: (p.first, p.last, p.cell))


def listed(parts: List[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def month_words(months: Iterable[int]) -> str:
    return listed([f"{MONTHS[month % 12]} {month // 12}" for month in months])


def in_words(prints: List[Print]) -> Tuple[str, Json]:
    """Returns "{q0} in {p0} ({o0}) and {q1} in {p1} ({o1})" with its values; one source is named once."""
    is_one = len({p.origin for p in prints}) == 1
    values = {name + str(i): p.ref(column) for i, p in enumerate(prints)
              for name, column in (("q", ""), ("p", "period"), ("o", "origin")) if name != "o" or i == 0 or not is_one}
    parts = [f"{{q{i}}} in {{p{i}}}" + ("" if is_one else f" ({{o{i}}})") for i in range(len(prints))]
    return listed(parts) + (" ({o0})" if is_one else ""), values


def finding(key: str, weight: float, text: str, values: Json, **more: str) -> Json:
    return {"key": key, "weight": weight, "text": text, "values": values, **more}


def strongest(findings: Iterable[Json]) -> List[Json]:
    return sorted(findings, key=lambda item: -item["weight"])


def summaries(prints: List[Print], weight: float) -> Iterator[Json]:
    """Says for each product the latest figures that do not overlap, and what its code holds beside the goods."""
    for reporter, product in dict.fromkeys(p.cell[:2] for p in prints if p.value):
        chosen: List[Print] = []
        own = [p for p in prints if p.cell[:2] == (reporter, product) and p.value]
        for p in sorted(own, key=lambda p: (p.last, p.length, p.measure == "quantity"), reverse=True):
            if len(chosen) < 3 and all(p.last < other.first or other.last < p.first for other in chosen):
                chosen.insert(0, p)
        words, values = in_words(chosen)
        remark = SCOPES.get(product, "")
        if product in BREAKS and chosen[0].first < BREAK <= chosen[-1].last:
            remark = BREAKS[product]
        elif product == "mask_textile" and chosen[0].first < BREAK:
            remark = EARLY_MASKS
        text = f"Of {NOUN[product]}, {{who}} recorded {words}. {remark}".strip()
        values["who"] = chosen[0].ref("reporter")
        yield finding(f"{product}-{reporter}".replace("_", "-"), weight, text, values)


def dollars(run: Run, name: str) -> Json:
    """Returns the values for a parameter that is an amount of US dollars, by the parameter's name."""
    return {name + "_given": param(name), name: calc(name + "_given", run.decimal(name), unit="USD")}


def prices(run: Run, values: List[Print], pieces: List[Print]) -> Iterator[Json]:
    """Sets value against pieces where both were printed for the same masks and months."""
    band = {**dollars(run, "mask_low"), **dollars(run, "mask_high")}
    counts = {p.cell: p for p in pieces if p.product == "mask_textile" and p.low > 0 and p.high.is_finite()}
    pairs = [(v, counts[v.cell]) for v in values if v.cell in counts and v.value and v.high.is_finite()]
    for v, q in pairs:
        own = {"who": v.ref("reporter"), "q": q.ref(), "p": v.ref("period"), "v": v.ref(),
               "ov": v.ref("origin"), "u": calc("v / q", v.value / q.value, unit="USD"), **band}
        text = "{who} recorded {q} of textile face masks in {p}, worth {v} ({ov}). That makes {u} a piece, "
        if v.origin != q.origin:
            own["oq"] = q.ref("origin")
            text = text.replace(" in {p},", " in {p} ({oq}),")
        is_longest = (v.length, v.last) == max((o.length, o.last) for o, _ in pairs if o.cell[0] == v.cell[0])
        key, weight = (f"masks-{v.cell[0]}", 0.9) if is_longest else (f"price-{v.slug}", 0.35)
        if v.high / q.low < run.decimal("mask_low") or v.low / q.high > run.decimal("mask_high"):
            weight = max(weight, 0.85)
            text += "outside the plausible band of {mask_low} to {mask_high}: a piece may not be one mask."
        else:
            text += "inside the plausible band of {mask_low} to {mask_high}."
        yield finding(key, weight, text, own)


def estimates(run: Run, compiled: List[Print], best: List[Print]) -> Iterator[Json]:
    """Sets an estimate beside the count of the same goods and months, and beside what it would make a piece cost."""
    for e in compiled:
        found = {p.measure: p for p in best if p.cell == e.cell and p.value}
        q, v = found.get("quantity"), found.get("value")
        if q is None or e.low <= q.high and q.low <= e.high:
            continue
        text = f"For {NOUN[e.product]} in {{p}}, {{oe}} estimates {{e}}. The customs count that {{oq}} prints is {{q}}."
        own = {"p": e.ref("period"), "oe": e.ref("origin"), "e": e.ref(), "oq": q.ref("origin"), "q": q.ref()}
        if v and e.product == "mask_textile" and e.low > 0 and v.high / e.low < run.decimal("mask_low"):
            text += (" Spread over the printed {v}, the estimate leaves {u} a piece, below the plausible {mask_low}:"
                     " the count fits the value, the estimate does not.")
            own.update(dollars(run, "mask_low"), v=v.ref(), u=calc("v / e", v.value / e.value, unit="USD"))
        yield finding(f"estimate-{e.slug}", 0.8, text, own)


def disagreements(prints: List[Print]) -> Iterator[Json]:
    """Names two prints of one cell that exclude each other."""
    cells: Dict[Any, List[Print]] = {}
    for i, a in enumerate(prints):
        same = cells.setdefault((a.measure, a.cell), [])
        for b in same:
            if a.high < b.low or b.high < a.low:
                yield finding(
                    f"disagree-{a.measure}-{a.slug}-{i}", 0.7, f"For {NOUN[a.product]} in {{p}}, {{oa}} prints {{a}} "
                    "and {ob} prints {b}: rounding does not explain the difference.",
                    {"p": a.ref("period"), "oa": a.ref("origin"), "a": a.ref(), "ob": b.ref("origin"), "b": b.ref()})
        same.append(a)


def tiling(whole: Print, prints: List[Print]) -> List[Print]:
    """Returns the shorter prints of the series that cover most of the whole without overlap, of equal covers the most
    exact."""
    best: Dict[int, Tuple[int, Decimal, List[Print]]] = {whole.first: (0, Decimal(0), [])}
    for month in range(whole.first, whole.last + 1):
        options = [best[month]]
        for p in prints:
            if p.last == month and p.first in best and p.length < whole.length:
                left, width, chosen = best[p.first]
                options.append((left - p.length, width + p.high - p.low, chosen + [p]))
        best[month + 1] = min(options, key=lambda option: option[:2])
    return best[whole.last + 1][2]


def closures(prints: List[Print], none: List[Print]) -> Iterator[Json]:
    """Checks whether shorter prints make up the longer ones, or what these leave for the other months."""
    series: Dict[Any, List[Print]] = {}
    for p in prints:
        if p.high.is_finite() and p.low.is_finite():
            series.setdefault(p.series, []).append(p)
    for whole in prints:
        parts = tiling(whole, series.get(whole.series, [])) if whole.value and whole.length > 1 else []
        if len(parts) < 2:
            continue
        left = set(range(whole.first, whole.last + 1)).difference(*(range(p.first, p.last + 1) for p in parts))
        zeros = [z for z in none if z.cell[0] == whole.cell[0] and whole.product in IN_BASKET
                 and left.issuperset(range(z.first, z.last + 1))]
        left.difference_update(*(range(z.first, z.last + 1) for z in zeros))
        words, own = in_words(parts)
        total, low, high = (sum(getattr(p, side) for p in parts) for side in ("value", "low", "high"))
        names = " + ".join(f"q{i}" for i in range(len(parts)))
        own.update(s=calc(names, total, unit=whole.unit), w=whole.ref(), p=whole.ref("period"), o=whole.ref("origin"))
        text = f"Of {NOUN[whole.product]}, {words} make {{s}}. For {{p}}, {{o}} prints {{w}}."
        for i, zero in enumerate(zeros):
            own.update({f"z{i}": zero.ref("period"), f"oz{i}": zero.ref("origin")})
            text += f" For {{z{i}}}, {{oz{i}}} states none."
        weight = 0.75 if low > whole.high or not left and high < whole.low else 0.3
        if low > whole.high and not left and total - whole.value < whole.high - whole.low:
            text += " The sum is larger than rounding allows: the print was cut off, not rounded."
        elif weight > 0.5:
            text += " The two exclude each other: a figure is wrong, or they do not count the same goods."
        elif not left:
            text += " The two agree."
        elif whole.low >= high and whole.high.is_finite():
            own["r"] = calc(f"w - ({names})", whole.value - total, unit=whole.unit)
            text += f" That leaves {{r}} for {month_words(sorted(left))}, which no source prints alone."
        yield finding(f"closure-{whole.measure}-{whole.slug}", weight, text, own)


@dataclass(frozen=True)
class Change:
    """The same months of two years in a row."""

    before: Print
    after: Print

    @property
    def ratio(self) -> Optional[Decimal]:
        """The later figure by the earlier; None where one of them is zero, in print at least."""
        return self.after.value / self.before.value if self.before.value and self.after.value else None

    @property
    def key(self) -> str:
        return f"same-months-{self.after.measure}-{self.after.slug}"

    def is_on_base(self, run: Run) -> bool:
        """Whether the earlier figure is large enough for a percentage."""
        least = run.decimal("min_value" if self.before.measure == "value" else "min_count")
        return self.ratio is not None and self.before.value >= least

    def calc(self, expression: str) -> Json:
        return calc(expression, self.ratio - 1, format="change")

    def finding(self, run: Run) -> Json:
        a, b = self.before, self.after
        words, own = in_words([a, b])
        own["who"] = a.ref("reporter")
        text, signal = f"Of {NOUN[a.product]}, {{who}} recorded {words}", "down"
        weight = 0.6
        if a.is_zero:
            text, signal = text + (": from nothing." if b.value else "."), "new" if b.value else "flat"
        elif b.is_zero:
            text, signal = text + ": they ceased.", "gone"
        elif not self.is_on_base(run):
            text, signal = text + "; the base is too small for a percentage.", "up" if b.value > a.value else "down"
            weight = 0.25
        else:
            text, signal = text + ", a change of {c}.", "up" if self.ratio > 1 else "down"
            own["c"] = self.calc("q1 / q0 - 1")
            # A fall to a fourth weighs as much as a rise to four times as much; ten times is as strong as it gets.
            weight = 0.3 + 0.3 * min(abs(math.log10(self.ratio)), 1.0)
        return finding(self.key, round(weight, 3), text, own, signal=signal)


def same_months(prints: List[Print]) -> Iterator[Change]:
    """Sets the same months of two years in a row against each other; `summaries` speaks where codes change between."""
    exact = {(p.series, p.first, p.last): p for p in prints if p.low.is_finite() and p.high.is_finite()}
    for (series, first, last), a in exact.items():
        b = exact.get((series, first + 12, last + 12))
        if b is not None and not (a.product in BREAKS and a.first < BREAK <= b.last):
            yield Change(a, b)


def stated(prints: List[Print]) -> Iterator[Json]:
    """Names the zeros that a source states, and the changes that it prints."""
    for p in prints:
        own = {"p": p.ref("period"), "o": p.ref("origin"), "x": p.ref()}
        if p.measure == "change":
            own["x"]["format"] = "change"
            yield finding(f"change-{p.slug}", 0.4, f"For {NOUN[p.product]} in {{p}}, {{o}} prints a change of {{x}}. "
                          "It is the source's own and is not recomputed here.", own)
        elif p.status == "zero" and p.is_zero:
            yield finding(f"zero-{p.measure}-{p.slug}", 0.5, f"For {NOUN[p.product]} in {{p}}, {{o}} states {{x}}. "
                          "That is a zero in the records, not a gap.", own)


def table(run: Run, key: str, title: str, pieces: str, unit: str, prints: List[Print]) -> None:
    """Sends the prints with their sources, quantity and value side by side."""
    rows: Dict[Tuple[Any, ...], Dict[str, Print]] = {}
    for p in prints:
        if p.product in NOUNS[key]:
            row = rows.setdefault((list(NOUNS[key]).index(p.product), p.first, p.last, p.cell, p.origin), {})
            row[p.measure] = p
    # Of too many, the latest.
    kept = sorted(sorted(rows, key=lambda place: place[2])[-MOST_ROWS:])
    cells = []
    for row in (rows[place] for place in kept):
        head = [next(iter(row.values())).ref(column) for column in ("reporter", "product", "period", "origin")]
        cells.append(head + [row[measure].ref() if measure in row else None for measure in ("quantity", "value")])
    if cells:
        is_cut = len(rows) > MOST_ROWS
        notes = ["An empty cell: not in this print."] + (["Older prints are left out."] if is_cut else [])
        title += ": the latest prints and their sources" if is_cut else ": every print and its source"
        run.table(key, title=title, rows=cells, notes=notes, columns=[
            column("reporter", "Exporter", "code", list="area"), column("product", "Goods", "code", list="product"),
            column("period", "Period", "period"), column("origin", "Printed by", "string"),
            column("quantity", pieces, "decimal", unit=unit), column("value", "Value", "decimal", unit="USD")])


def monthly_chart(run: Run, pieces: List[Print]) -> None:
    """Draws the masks of single months; a month without a print stays empty."""
    months = {p.first for p in pieces if p.product == "mask_textile" and p.length == 1}
    if len(months) < 2:
        return
    ends = [f"{month // 12:04}-{month % 12 + 1:02}" for month in (min(months), max(months))]
    answer = run.query(
        "months", measures=["quantity"], by=["reporter", "period"], order=["reporter", "period"], fill="null",
        where={"partner": run.params["importer"], "flow": "X", "product": "mask_textile", "unit": "u"},
        period={"from": "..".join(ends), "grain": "month"})
    answer.rows()  # its evidence comes with the end; the host keeps the rows, and the table cites them
    run.table("mask-months", source=answer, title="Masks by month", columns=[
        column("reporter", "Exporter"), column("period", "Month"), column("quantity", "Pieces")])
    run.chart("mask-months-chart", "bar", data="mask-months", x="period", y="quantity", series="reporter",
              title="Masks by month", alt="Pieces of textile face masks in each month that a source prints.")
    if set(range(min(months), max(months))) - months:
        run.diagnostic("note", "no source prints the pieces of masks alone for "
                       + month_words(sorted(set(range(min(months), max(months))) - months)), code="data.gap",
                       help="import the exporters' monthly records to fill these months")


def tell_rest(run: Run, left: int, changes: List[Change]) -> None:
    """Says how many findings were left out, and shows the changes among them, the newest and largest first. On a small
    base there is no percentage."""
    if not left:
        return
    run.heading("What is not told above", level=3)
    count = {"n": {"value": left, "judgement": "counted: the findings beyond the strongest ones"}}
    run.prose("Findings of less weight that are not told: {n}." + (
        " The changes among them stand in the table." if changes else ""), count, key="rest")
    shown = sorted(changes, key=lambda c: (-c.after.last, -c.after.value, c.key))
    rows = [[c.after.ref("product"), c.after.ref("reporter"), c.before.ref("period"), c.before.ref(),
             c.after.ref("period"), c.after.ref(), c.calc("after / before - 1") if c.is_on_base(run) else None]
            for c in shown[:MOST_ROWS]]
    if rows:
        run.table("changes", title="Further changes", rows=rows, columns=[
            column("product", "Goods", "code", list="product"), column("reporter", "Exporter", "code", list="area"),
            column("from", "Period", "period"), column("before", "Figure", "decimal"), column("to", "Period", "period"),
            column("after", "Figure", "decimal"), column("change", "Change", "decimal", format="change")],
            notes=["Older changes are left out."] if len(shown) > MOST_ROWS else [])


@plugin.check
def check(run: Run) -> None:
    if run.decimal("mask_low") > run.decimal("mask_high"):
        raise PluginError("mask_low is above mask_high", code="params.invalid", kind="config",
                          help="give the lower price as mask_low")


@plugin.analysis
def ppe(run: Run) -> None:
    values = read(run, "values", "value", "USD", NOUNS)
    pieces = read(run, "pieces", "quantity", "u", ["masks", "garments"])
    pairs = read(run, "pairs", "quantity", "2u", ["gloves"])
    changes = read(run, "changes", "change", "percent", ["masks", "gloves", "garments"])
    compiled = read(run, "estimates", "quantity", "u", ["masks"], method="compiled")
    names = {"to": param("importer"), "span": param("period")}
    run.heading("Masks, gloves, goggles and garments")
    prints = values + pieces + pairs
    if not prints + changes:
        run.prose("The data hold no figure of protective equipment for {to} in {span}. "
                  "That is a lack of figures, not a zero.", names)
        run.diagnostic("warning", "no figure of protective equipment for this importer and period", code="data.gap",
                       help="import files that cover it, or name another period")
        return
    run.prose("These are mirror figures: what partners recorded as exports to {to}, not what {to} recorded. "
              "A month without a row is unknown, not zero.", names)
    best = narrowest(prints)
    none = [p for p in best if p.product == BASKET and p.status == "zero" and p.is_zero]
    parts = {}
    changed: List[Change] = []
    for key, weight in (("masks", 0.65), ("gloves", 0.62), ("garments", 0.62)):
        own = [p for p in best if p.product in NOUNS[key]]
        pairs_of_years = list(same_months(own))
        findings = [*(pair.finding(run) for pair in pairs_of_years),
                    *stated(own + [p for p in changes if p.product in NOUNS[key]])]
        changed += pairs_of_years
        if key == "masks":
            priced = list(prices(run, narrowest(values), narrowest(pieces)))
            findings += priced + list(estimates(run, compiled, best))
            if priced:  # they name the masks of 2022
                own = [p for p in own if p.first < BREAK or p.product != "mask_textile"]
        parts[key] = findings, list(summaries(own, weight))
    most = run.params["max_findings"]
    # Each part tells its latest figures; of everything else the section tells what is strongest in it.
    told = {item["key"] for item in strongest(item for findings, _ in parts.values() for item in findings)[:most]}
    left = 0
    for key, title, label, unit in (("masks", "Masks", "Pieces", "u"), ("gloves", "Gloves", "Pairs", "2u"),
                                    ("garments", "Goggles and garments", "Pieces", "u")):
        findings, latest = parts[key]
        shown = strongest([item for item in findings if item["key"] in told] + latest[:most])
        left += len(findings) + len(latest) - len(shown)
        if findings or latest:
            run.heading(title, level=3)
            for item in shown:
                run.finding(**item)
            table(run, key, title, label, unit, prints)
        if key == "masks":
            monthly_chart(run, pieces)
    checks = strongest([*disagreements(prints), *closures(best, none), *stated(none)])
    if checks:
        run.heading("Do the prints agree?", level=3)
        for item in checks[:most]:
            run.finding(**item)
    tell_rest(run, left + len(checks[most:]), [pair for pair in changed if pair.key not in told])


plugin.main()

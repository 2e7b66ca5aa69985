"""Protective equipment: what partners' records show of masks, gloves, goggles and garments sent to an importer.

A duplex plugin for waybill, protocol version 1. It needs Python 3.9 and nothing else.
"""

import json
import os
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

Json = Dict[str, Any]

MASKS = ["mask_textile", "textile_other"]
GLOVES = ["gloves_surgical", "gloves_other", "gloves_rubber"]
OTHERS = ["goggles", "garment_nonwoven", "garment_laminated", "garment_unident"]
BASKET = "covid_five"  # reports name it as one; none of the basket is none of its parts
IN_BASKET = ["mask_textile", "gloves_surgical", "gloves_other", "gloves_rubber"]
NOUNS = {
    "mask_textile": "textile face masks",
    "textile_other": "all made-up textile articles of `6307.90`",
    "gloves_surgical": "surgical gloves",
    "gloves_other": "other rubber gloves",
    "gloves_rubber": "rubber gloves of all kinds",
    "goggles": "goggles",
    "garment_nonwoven": "garments of felt or nonwovens",
    "garment_laminated": "garments of coated fabrics",
    "garment_unident": "other garments that may be medical",
    BASKET: "masks, gloves, thermometers, ventilators and vaccines together",
}
SCOPES = {
    "textile_other": "Masks are a part of them, so that this is an upper bound for masks.",
    "gloves_rubber": "Surgical gloves are a part of them.",
    "goggles": "The code `9004.90` also holds reading glasses, so that this is an upper bound for goggles.",
    "garment_nonwoven": "The code `6210.10` holds protective suits among other garments.",
    "garment_unident": "Such codes hold garments of every use, so that this is an upper bound.",
}
BREAK_MONTH = 2022 * 12  # January 2022, when the 2022 edition of the Harmonized System came into force
BREAKS = {
    "gloves_surgical": "The code `4015.11` became `4015.12` in 2022 and took in the medical gloves of `4015.19`: "
    "the two figures do not count the same goods, and no change is stated.",
    "gloves_other": "The code `4015.19` lost its medical gloves to `4015.12` in 2022: "
    "the two figures do not count the same goods, and no change is stated.",
}
MONTHS = "January February March April May June July August September October November December".split()

# ---- The wire: standard output carries messages only; a stray print becomes a line of the log.

wire = os.fdopen(os.dup(1), "wb")
os.dup2(2, 1)


def send(kind: str, **fields: Any) -> None:
    wire.write(json.dumps({"type": kind, **fields}, ensure_ascii=False).encode() + b"\n")
    wire.flush()


def receive() -> Json:
    """Returns the host's next message; the end of the input means that the host is gone."""
    line = sys.stdin.buffer.readline()
    if not line:
        sys.exit(0)
    message: Json = json.loads(line)
    if message["type"] == "cancel":
        finish("cancelled")
    return message


def finish(status: str, error: Optional[Json] = None) -> None:
    send("done", status=status, **({"error": error} if error else {}))
    sys.exit(0)


def ask(name: str, **query: Any) -> Iterator[Json]:
    """Asks the host and yields each row of the answer by column name."""
    send("query", id=name, credit=4, **query)
    columns: List[str] = []
    while True:
        message = receive()
        if message.get("id") != name:
            continue
        if message["type"] == "stream":
            columns = [column["name"] for column in message["columns"]]
        elif message["type"] == "batch":
            yield from (dict(zip(columns, row)) for row in message["rows"])
            send("credit", id=name, n=1)
        elif message["type"] == "end":
            return
        elif message["type"] == "error":
            finish("failed", message["error"])


# ---- Printed figures.


@dataclass(frozen=True)
class Print:
    """One figure as one source printed it, with the way back to its cell."""

    query: str
    measure: str
    reporter: str
    product: str
    period: str
    origin: str
    status: str
    value: Optional[Decimal]
    low: Optional[Decimal]
    high: Optional[Decimal]
    first: int  # months since year 0
    last: int

    def ref(self, column: str = "") -> Json:
        place = {"reporter": self.reporter, "product": self.product, "period": self.period, "origin": self.origin}
        return {"from": {"query": self.query, "where": place, "column": column or self.measure}}

    @property
    def is_two_sided(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Decimal:
        return self.high - self.low if self.low is not None and self.high is not None else Decimal("Infinity")

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    @property
    def slug(self) -> str:
        return f"{self.product}-{self.reporter}-{self.period}".replace("_", "-").replace("..", "-to-")


def month_span(period: str) -> Optional[Tuple[int, int]]:
    """Returns the first and last month of a period text, or None where it is not made of whole months."""
    ends: List[Tuple[int, int]] = []
    for part in period.split(".."):
        year, _, rest = part.partition("-")
        if not rest:
            ends.append((int(year) * 12, int(year) * 12 + 11))
        elif rest.startswith("Q"):
            start = int(year) * 12 + int(rest[1]) * 3 - 3
            ends.append((start, start + 2))
        elif len(rest) == 2:
            ends.append((int(year) * 12 + int(rest) - 1,) * 2)
        else:
            return None
    return ends[0][0], ends[-1][1]


def read_prints(name: str, measure: str, importer: str, period: str, products: List[str], **where: str) -> List[Print]:
    rows = ask(
        name, measures=[measure, measure + ".low", measure + ".high", measure + ".status"],
        by=["reporter", "product", "period", "origin"],
        where={"partner": importer, "flow": "X", "product": products, **where},
        period={"from": period, "grain": "printed"}, order=["product", "reporter", "period", "origin"],
    )
    prints = []
    for row in rows:
        span = month_span(row["period"])
        if span:
            value, low, high = (
                None if row.get(column) is None else Decimal(row[column])
                for column in (measure, measure + ".low", measure + ".high"))
            prints.append(Print(
                name, measure, row["reporter"], row["product"], row["period"], row["origin"],
                row.get(measure + ".status") or "", value, low, high, *span))
    return prints


def best_prints(prints: Iterable[Print]) -> List[Print]:
    """Returns one print a cell, the narrowest, in order of time."""
    best: Dict[Tuple[str, ...], Print] = {}
    for figure in prints:
        cell = (figure.measure, figure.reporter, figure.product, figure.period)
        if figure.value is not None and (cell not in best or figure.width < best[cell].width):
            best[cell] = figure
    return sorted(best.values(), key=lambda p: (p.first, p.last, p.reporter, p.product))


def calc(expression: str, value: Decimal, **more: str) -> Json:
    return {"calc": expression, "value": float(value), **more}


def listed(parts: List[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def month_words(months: List[int]) -> str:
    return listed([f"{MONTHS[month % 12]} {month // 12}" for month in months])


# ---- Findings. Each function returns findings as messages; `emit` sends them, the weightiest first.


def finding(key: str, weight: float, text: str, values: Json, signal: str = "") -> Json:
    return {"key": key, "weight": weight, "text": text, "values": values, **({"signal": signal} if signal else {})}


def emit(findings: List[Json]) -> None:
    for item in sorted(findings, key=lambda item: -item["weight"]):
        send("finding", **item)


def in_words(prints: List[Print]) -> Tuple[str, Json]:
    """Returns "{q0} in {p0}, {q1} in {p1}" with its values."""
    values: Json = {}
    for index, figure in enumerate(prints):
        values[f"q{index}"], values[f"p{index}"] = figure.ref(), figure.ref("period")
    return listed([f"{{q{index}}} in {{p{index}}}" for index in range(len(prints))]), values


def summaries(prints: List[Print], products: List[str], weight: float) -> List[Json]:
    """Says for each product the latest figures that do not overlap, and what the code holds beside the goods."""
    findings = []
    groups = {(p.reporter, p.product): None for p in prints if p.product in products and p.value}
    for reporter, product in groups:
        chosen: List[Print] = []
        own = [p for p in prints if (p.reporter, p.product) == (reporter, product) and p.value]
        for figure in sorted(own, key=lambda p: (p.last, p.length, p.measure == "quantity"), reverse=True):
            if len(chosen) < 3 and all(figure.last < p.first or p.last < figure.first for p in chosen):
                chosen.insert(0, figure)
        words, values = in_words(chosen)
        crosses = product in BREAKS and chosen[0].first < BREAK_MONTH <= chosen[-1].last
        remark = BREAKS[product] if crosses else SCOPES.get(product, "")
        if product == "mask_textile" and any(p.low is None for p in chosen):
            remark = "These count all goods of `6307.90`: upper bounds, between which no change can be stated."
        values["who"] = chosen[0].ref("reporter")
        text = f"{{who}} recorded {words} of {NOUNS[product]}. {remark}".strip()
        findings.append(finding(f"{product}-{reporter}".replace("_", "-"), weight, text, values))
    return findings


def unit_values(values: List[Print], counts: List[Print], params: Json) -> Tuple[List[Json], List[str], Json]:
    """Sets value against pieces where both were printed for the same masks and months."""
    low, high = Decimal(str(params["mask_low"])), Decimal(str(params["mask_high"]))
    band = {"low_param": {"param": "/mask_low"}, "high_param": {"param": "/mask_high"},
            "low": calc("low_param", low, unit="USD"), "high": calc("high_param", high, unit="USD")}
    by_cell = {(p.reporter, p.period): p for p in counts if p.product == "mask_textile" and p.value and p.is_two_sided}
    pairs = [(v, by_cell[v.reporter, v.period]) for v in values
             if v.product == "mask_textile" and v.value and v.is_two_sided and (v.reporter, v.period) in by_cell]
    findings: List[Json] = []
    items: List[str] = []
    sources: Json = {}
    for index, (v, q) in enumerate(pairs):
        price = v.value / q.value
        is_out = v.high / q.low < low or v.low / q.high > high
        is_longest = (v, q) == max((pair for pair in pairs if pair[0].reporter == v.reporter),
                                   key=lambda pair: (pair[0].length, pair[0].last))
        own = {"who": v.ref("reporter"), "v": v.ref(), "q": q.ref(), "p": v.ref("period"),
               "u": calc("v / q", price, unit="USD"), **band}
        sentence = "{who} recorded {q} of textile face masks in {p}, worth {v}. "
        if is_out:
            findings.append(finding(
                f"price-{v.slug}", 0.85, sentence + "That makes {u} a piece, outside the plausible band from {low} to "
                "{high}: the pieces may not be single masks, or one of the figures is wrong.", own))
        elif is_longest:
            findings.append(finding(
                f"masks-{v.reporter}", 0.9, sentence + "That makes {u} a piece, inside the plausible band from {low} to "
                "{high}.", own))
        else:
            for name, source in (("v", v.ref()), ("q", q.ref()), ("p", v.ref("period")), ("ov", v.ref("origin")),
                                 ("oq", q.ref("origin")), ("u", calc(f"v{index} / q{index}", price, unit="USD"))):
                sources[f"{name}{index}"] = source
            second = "" if v.origin == q.origin else f" and {{oq{index}}}"
            items.append(f"{{p{index}}}: {{u{index}}} a piece, {{v{index}}} for {{q{index}}} ({{ov{index}}}{second})")
    return findings, items, sources


def estimates(compiled: List[Print], counts: List[Print], values: List[Print], params: Json) -> List[Json]:
    """Sets an estimate beside the count of the same goods and months, and beside what a piece would cost."""
    findings = []
    low = Decimal(str(params["mask_low"]))
    for e in compiled:
        cell = (e.reporter, e.product, e.period)
        q = next((p for p in counts if (p.reporter, p.product, p.period) == cell and p.value), None)
        v = next((p for p in values if (p.reporter, p.product, p.period) == cell and p.high is not None), None)
        if q is None or not e.value or (e.low is not None and e.high is not None and e.low <= q.value <= e.high):
            continue
        text = "For {p}, {oe} puts {noun} at {e}, an estimate; {oq} prints {q} from the customs records, {k} times less."
        sources = {"p": e.ref("period"), "oe": e.ref("origin"), "noun": {"value": NOUNS[e.product]}, "e": e.ref(),
                   "oq": q.ref("origin"), "q": q.ref(), "k": calc("e / q", e.value / q.value)}
        if e.value < q.value:
            text = text.replace(", {k} times less", "")
            del sources["k"]
        if v is not None and v.value and e.low and e.product == "mask_textile" and v.high / e.low < low:
            text += (" Spread over the printed value of {v}, the estimate leaves {u} a piece, which is below the "
                     "plausible band from {low} up: the count fits the value, the estimate does not.")
            sources.update(v=v.ref(), u=calc("v / e", v.value / e.value, unit="USD"),
                           low_param={"param": "/mask_low"}, low=calc("low_param", low, unit="USD"))
        findings.append(finding(f"estimate-{e.slug}", 0.8, text, sources))
    return findings


def disagreements(prints: List[Print]) -> List[Json]:
    """Names two prints of one cell that exclude each other."""
    findings = []
    for index, a in enumerate(prints):
        for b in prints[index + 1:]:
            if (a.measure, a.reporter, a.product, a.period) == (b.measure, b.reporter, b.product, b.period) and (
                    (a.high is not None and b.low is not None and a.high < b.low)
                    or (b.high is not None and a.low is not None and b.high < a.low)):
                findings.append(finding(
                    f"disagree-{a.measure}-{a.slug}-{index}", 0.7,
                    f"For {NOUNS[a.product]} in {{p}}, {{oa}} prints {{a}} and {{ob}} prints {{b}}: "
                    "rounding does not explain the difference.",
                    {"p": a.ref("period"), "oa": a.ref("origin"), "a": a.ref(), "ob": b.ref("origin"), "b": b.ref()}))
    return findings


def tiling(whole: Print, prints: List[Print]) -> List[Print]:
    """Returns the shorter prints that cover most of the whole without overlap, of equal covers the most exact."""
    parts = [p for p in prints if p is not whole and p.is_two_sided and whole.first <= p.first and p.last <= whole.last
             and p.length < whole.length]
    best: Dict[int, Tuple[int, Decimal, List[Print]]] = {whole.first: (0, Decimal(0), [])}
    for month in range(whole.first, whole.last + 1):
        options = [best[month]]
        for part in parts:
            if part.last == month:
                uncovered, width, chosen = best[part.first]
                options.append((uncovered - part.length, width + part.width, chosen + [part]))
        best[month + 1] = min(options, key=lambda option: option[:2])
    return best[whole.last + 1][2]


def closures(prints: List[Print], zeros: List[Print]) -> List[Json]:
    """Checks whether shorter prints make up the longer ones, or what they leave."""
    findings = []
    for whole in prints:
        same = [p for p in prints if (p.reporter, p.product, p.measure) == (whole.reporter, whole.product, whole.measure)]
        parts = tiling(whole, same) if whole.length > 1 and whole.value else []
        if len(parts) < 2:
            continue
        covered = {month for part in parts for month in range(part.first, part.last + 1)}
        left = [month for month in range(whole.first, whole.last + 1) if month not in covered]
        none = [z for z in zeros if z.reporter == whole.reporter and whole.product in IN_BASKET
                and left and all(month in left for month in range(z.first, z.last + 1))]
        left = [month for month in left if not any(z.first <= month <= z.last for z in none)]
        words, values = in_words(parts)
        total, low, high = (sum(getattr(p, side) for p in parts) for side in ("value", "low", "high"))
        names = " + ".join(f"q{index}" for index in range(len(parts)))
        values.update(s=calc(names, total), w=whole.ref(), p=whole.ref("period"), o=whole.ref("origin"))
        text = f"Of {NOUNS[whole.product]}, {words} make {{s}}; {{o}} prints {{w}} for {{p}}."
        for index, zero in enumerate(none):
            values.update({f"z{index}": zero.ref("period"), f"zo{index}": zero.ref("origin")})
            text += f" Nothing is missing for {{z{index}}}: {{zo{index}}} states none."
        weight = 0.3
        if whole.high is not None and low > whole.high:
            weight = 0.75
            unit = whole.width
            is_cut = not left and whole.value <= total < whole.value + unit
            text += (" The sum is larger than a rounded print allows, so that the print was cut off." if is_cut else
                     " The parts exceed the whole: one of the figures is wrong, or they do not count the same goods.")
        elif not left and whole.low is not None and high < whole.low:
            weight = 0.75
            text += " The parts fall short of the whole: one of the figures is wrong, or goods are missing in them."
        elif not left:
            text += " The sum agrees with the print."
        elif whole.is_two_sided and whole.low >= high:
            values["r"] = calc(f"w - ({names})", whole.value - total)
            text += f" That leaves {{r}} for {month_words(left)}, which no source prints alone."
        else:
            text += f" For {month_words(left)} no source prints a figure; the parts do not exceed the whole."
        findings.append(finding(f"closure-{whole.measure}-{whole.slug}", weight, text, values))
    return findings


def like_for_like(prints: List[Print], params: Json) -> List[Json]:
    """Sets the same months of two years in a row against each other."""
    findings = []
    for a in prints:
        for b in prints:
            if ((a.reporter, a.product, a.measure) != (b.reporter, b.product, b.measure) or b.first != a.first + 12
                    or b.last != a.last + 12 or not (a.is_two_sided and b.is_two_sided)):
                continue
            if a.product in BREAKS and a.first < BREAK_MONTH <= b.last:
                continue  # `summaries` says why
            values = {"who": a.ref("reporter"), "a": a.ref(), "pa": a.ref("period"), "b": b.ref(), "pb": b.ref("period")}
            text = f"Of {NOUNS[a.product]}, {{who}} recorded {{a}} in {{pa}} and {{b}} in {{pb}}"
            signal = "up" if b.value > a.value else "down" if b.value < a.value else "flat"
            if a.value == 0 and b.value == 0:
                text += "."
            elif a.value == 0:
                text, signal = text + ": new goods in the later months, from nothing before.", "new"
            elif b.value == 0:
                text, signal = text + ": they ceased.", "gone"
            elif a.value < Decimal(str(params["min_value" if a.measure == "value" else "min_count"])):
                text += "; the base is too small for a percentage."
            else:
                text += ", a change of {c}."
                values["c"] = calc("b / a - 1", b.value / a.value - 1, format="change")
            findings.append(finding(f"same-months-{b.measure}-{b.slug}", 0.6, text, values, signal))
    return findings


def stated_zeros(prints: List[Print]) -> List[Json]:
    return [finding(
        f"zero-{z.measure}-{z.slug}", 0.5,
        f"For {{p}}, {{o}} states {{z}} of {NOUNS[z.product]}. That is a zero in the records, not a gap.",
        {"p": z.ref("period"), "o": z.ref("origin"), "z": z.ref()}, "gone") for z in prints if z.status == "zero"]


def printed_changes(changes: List[Print], counted: List[Print]) -> List[Json]:
    findings = []
    for c in changes:
        if any(p.product == c.product and p.reporter == c.reporter and p.first == c.first - 12
               and p.last == c.last - 12 and p.is_two_sided for p in counted):
            continue  # `like_for_like` computes it
        findings.append(finding(
            f"change-{c.slug}", 0.4, f"{{o}} prints a change of {{c}} for {NOUNS[c.product]} in {{p}}. "
            "The base is not in the data, so that the change cannot be recomputed.",
            {"o": c.ref("origin"), "c": c.ref(), "p": c.ref("period")},
            "up" if (c.value or 0) > 0 else "down"))
    return findings


# ---- The section.


def table(key: str, title: str, unit: str, label: str, prints: List[Print], products: List[str]) -> None:
    """Sends every print with its source, quantity and value side by side."""
    rows: Dict[Tuple[int, int, int, str, str], Dict[str, Print]] = {}
    for p in prints:
        if p.product in products:
            rows.setdefault((products.index(p.product), p.first, p.last, p.origin, p.reporter), {})[p.measure] = p
    if not rows:
        return
    cells = []
    for _, figures in sorted(rows.items(), key=lambda row: row[0]):
        one = next(iter(figures.values()))
        cells.append([one.ref("reporter"), one.ref("product"), one.ref("period")]
                     + [figures[m].ref() if m in figures else None for m in ("quantity", "value")] + [one.ref("origin")])
    send("table", key=key, title=title, rows=cells, columns=[
        {"name": "reporter", "label": "Exporter", "type": "code", "list": "area"},
        {"name": "product", "label": "Goods", "type": "code", "list": "product"},
        {"name": "period", "label": "Period", "type": "period"},
        {"name": "quantity", "label": label, "type": "decimal", "unit": unit},
        {"name": "value", "label": "Value", "type": "decimal", "unit": "USD"},
        {"name": "origin", "label": "Printed by", "type": "string"},
    ], notes=["An empty cell: this source prints no such figure."])


def monthly_chart(counts: List[Print], importer: str) -> None:
    """Draws the masks of single months; a month without a print stays empty."""
    months = [p for p in counts if p.product == "mask_textile" and p.length == 1]
    if len({p.first for p in months}) < 2:
        return
    reporters = sorted({p.reporter for p in months})
    span = range(min(p.first for p in months), max(p.last for p in months) + 1)
    first, last = (f"{month // 12:04}-{month % 12 + 1:02}" for month in (span[0], span[-1]))
    for _ in ask("months", measures=["quantity", "quantity.status"], by=["reporter", "period"],
                 where={"partner": importer, "flow": "X", "product": "mask_textile", "reporter": reporters, "unit": "u"},
                 period={"from": f"{first}..{last}", "grain": "month"}, order=["reporter", "period"], fill="null"):
        pass  # the host has the rows: the table cites them
    send("table", key="mask-months", title="Masks by month", **{"from": "months"}, columns=[
        {"name": "reporter", "label": "Exporter"}, {"name": "period", "label": "Month"},
        {"name": "quantity", "label": "Masks"}])
    send("chart", key="mask-months-chart", mark="bar", data="mask-months", x="period", y="quantity",
         title="Masks by month, where a month was printed", **({"series": "reporter"} if len(reporters) > 1 else {}),
         alt="Bars of the pieces of textile face masks in each month that a source prints; other months are empty.")
    empty = [month for month in span if all(month != p.first for p in months)]
    if empty:
        send("diagnostic", severity="note", code="data.gap",
             message=f"no source prints the pieces of masks for {month_words(empty)} alone",
             help="import the exporter's monthly records to fill these months")


def report(params: Json) -> None:
    importer, period = params["importer"], params["period"]
    values = read_prints("values", "value", importer, period, MASKS + GLOVES + OTHERS + [BASKET], unit="USD")
    pieces = read_prints("pieces", "quantity", importer, period, MASKS + OTHERS, unit="u")
    pairs = read_prints("pairs", "quantity", importer, period, GLOVES, unit="2u")
    changes = read_prints("changes", "change", importer, period, MASKS + GLOVES + OTHERS, unit="percent")
    compiled = read_prints("estimates", "quantity", importer, period, MASKS, unit="u", method="compiled")
    send("heading", level=2, text="Masks, gloves, goggles and garments")
    prints = values + pieces + pairs
    if not prints and not changes:
        send("prose", text="No partner's records in the data show protective equipment for {to} in {span}. "
             "That is a lack of figures, not a zero.", values={"to": {"param": "/importer"}, "span": {"param": "/period"}})
        send("diagnostic", severity="warning", code="data.gap",
             message="no figure of protective equipment for this importer and period",
             help="import files that cover it, or name another period")
        return
    send("prose", text="These are mirror figures: what partners recorded as exports to {to}, not what {to} recorded. "
         "Every print stands in a table with its source. A month without a row is unknown, not zero.",
         values={"to": {"param": "/importer"}})
    best = best_prints(prints)
    basket_zeros = [p for p in best if p.product == BASKET and p.status == "zero"]
    clashes = disagreements(prints)
    for heading, key, unit, label, products in (
            ("Masks", "masks", "u", "Pieces", MASKS), ("Gloves", "gloves", "2u", "Pairs", GLOVES),
            ("Goggles and garments", "garments", "u", "Pieces", OTHERS)):
        own = [p for p in best if p.product in products]
        if not own and not any(c.product in products for c in changes):
            continue
        send("heading", level=3, text=heading)
        items: List[str] = []
        sources: Json = {}
        if key == "masks":
            priced, items, sources = unit_values(best_prints(values), best_prints(pieces), params)
            early = [p for p in own if p.first < BREAK_MONTH or p.product == "textile_other"] if priced else own
            findings = priced + estimates(compiled, best_prints(pieces), best_prints(values), params)
            findings += summaries(early, products, 0.65)
        else:
            findings = summaries(own, products, 0.6 if key == "gloves" else 0.3)
        findings += like_for_like(own, params) + stated_zeros(own)
        findings += printed_changes([c for c in changes if c.product in products], best)
        emit(findings)
        if items:
            send("prose", text="Other prints that give value and pieces for the same months:")
            send("list", items=items, values=sources)
        table(key, f"{heading}: every print and its source", unit, label, prints, products)
        if key == "masks":
            monthly_chart(pieces, importer)
    checks = clashes + closures(best, basket_zeros) + stated_zeros(basket_zeros)
    if checks:
        send("heading", level=3, text="Do the prints agree?")
        emit(checks)


def main() -> None:
    send("hello", protocol=[1], id="waybill.ppe", version="1.0.0", features=["duplex"])
    start = receive()
    params = start["params"]
    if start.get("analysis") != "ppe":
        finish("failed", {"kind": "config", "code": "params.invalid", "message": "this plugin has one analysis, 'ppe'"})
    if params["mask_low"] > params["mask_high"]:
        finish("failed", {"kind": "config", "code": "params.invalid", "message": "mask_low is above mask_high",
                          "help": "give the lower price as mask_low", "labels": [{"at": "/mask_low", "text": "too high"}]})
    if start["mode"] == "run":
        report(params)
    finish("ok")


if __name__ == "__main__":
    if "WAYBILL_PLUGIN" not in os.environ and sys.stdin.isatty():
        sys.exit("this is a waybill plugin; try `waybill plugin run` with its folder")
    try:
        main()
    except BrokenPipeError:
        os._exit(0)  # the host is gone, and so is everyone who could read an error

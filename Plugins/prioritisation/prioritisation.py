"""Whether goods were put before others: their change against that of all goods. a plugin for waybill."""

from decimal import Decimal
from typing import Any, Dict, Iterator, List, Set, Tuple

import waybill
from shares import Figure, Json, Share, Shift, figures, shares, shifts
from waybill import Run, Value, calc, column, judgement, param

MOST_ROWS = 40
NEW_EDITIONS = [year * 12 for year in (2007, 2012, 2017, 2022)]
NAMES = {"to": param("importer"), "span": param("period")}
RULE = {"min_share": param("min_share"), "min_gap": param("min_gap")}
VERDICTS = {  # the verdict in words, and the signal
    "first": ("put before other goods", "up"),
    "perhaps": ("perhaps put before other goods: the bounds of the prints leave it open", "up"),
    "behind": ("put behind other goods", "down"),
    "open": ("not clearly put before or behind other goods", "flat"),
}

plugin = waybill.Plugin()


def direction(run: Run, points: Tuple[Decimal, ...], gap: Tuple[Decimal, ...]) -> str:
    """Applies the rule to the change of the share and the difference of the changes, each as low, value, high."""
    share, least = run.decimal("min_share") / 100, run.decimal("min_gap") / 100
    if points[0] >= share and gap[0] >= least:
        return "first"
    if points[1] >= share and gap[1] >= least:
        return "perhaps"
    return "behind" if points[2] <= -share and gap[2] <= -least else "open"


def verdict(name: str) -> Value:
    return judgement(VERDICTS[name][0], "by the rule of this section, on printed figures and their bounds")


class Breaks:
    """Says what happened to the codes of goods between two spans."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.known: Dict[Tuple[str, int], bool] = {}

    def note(self, pair: Shift) -> str:
        """Returns a sentence where the codes of the goods changed between the two spans, else nothing."""
        a, b = pair.before.part, pair.after.part
        for day in NEW_EDITIONS:
            if a.first < day <= b.last and self.is_mixed(b.cell("product"), day):
                return " The codes of the goods changed in between, so they are not wholly the same goods."
        return ""

    def is_mixed(self, product: str, day: int) -> bool:
        if (product, day) not in self.known:
            answer = self.run.query(
                measures=["value"], by=["product"], partial=True, period=f"{day // 12 - 1}..{day // 12}",
                where={"partner": self.run.params["importer"], "flow": "X", "product": product})
            answer.rows()
            self.known[product, day] = any(
                flag.startswith("edition-break:") and not flag.endswith(":1:1") for flag in (answer.evidence or {})["flags"])
        return self.known[product, day]


def totals(run: Run, reporters: Set[str]) -> Tuple[List[Figure], Set[str]]:
    """Returns the prints of all goods, and the partners whose lines were added up because they print no total."""
    by = ["reporter", "period", "origin"]
    wholes = [w for w in figures(run, "all-goods", "value", by, product="total") if w.cell("reporter") in reporters]
    missing = reporters - {w.cell("reporter") for w in wholes}
    if not missing:
        return wholes, set()
    chapters: Dict[str, Set[str]] = {}
    for row in run.query("chapters", measures=["rows"], by=["reporter", "hs:2"], period=run.params["period"], where={
            "partner": run.params["importer"], "flow": "X", "reporter": sorted(missing), "hs": {"under": "TOTAL"}}):
        chapters.setdefault(row["reporter"], set()).add(str(row["hs:2"]))
    whole = {who for who, codes in chapters.items() if len(codes) >= run.decimal("min_chapters")}
    if whole:
        wholes += figures(run, "lines", "value", by, reporter=sorted(whole), hs={"under": "TOTAL"})
    return wholes, whole


def amounts(pair: Shift) -> Json:
    a, b = pair.before, pair.after
    return {"p0": a.part.ref(), "t0": a.whole.ref(), "p1": b.part.ref(), "t1": b.whole.ref(),
            "s0": calc("p0 / t0", a.value, format="percent"), "s1": calc("p1 / t1", b.value, format="percent"),
            "who": b.part.ref("reporter"), "goods": b.part.ref("product"), "y0": a.part.ref("period"),
            "y1": b.part.ref("period"), "o0": a.part.ref("origin"), "o1": a.whole.ref("origin")}


def judged(run: Run, pair: Shift, breaks: Breaks, key: str) -> Json:
    """Says what the shares of one partner show of one group of goods."""
    a, b = pair.before, pair.after
    own = amounts(pair)
    source = "{o0}" if a.part.cell("origin") == a.whole.cell("origin") else "{o0}; all goods: {o1}"
    lead = f"{{goods}} from {{who}} made {{s1}} of all goods in {{y1}}, against {{s0}} in {{y0}} ({source})."
    if a.part.high <= 0:
        text, weight, name = lead + " They came from nothing, which is no change in percent.", 0.5, "open"
    elif a.part.low < run.decimal("base_minimum"):
        own["m"] = param("base_minimum")
        text, weight, name = lead + " The base is below {m}, too small for a judgement.", 0.3, "open"
    else:
        name = direction(run, pair.points, pair.gap)
        own.update(
            c=calc("p1 / p0 - 1", b.part.value / a.part.value - 1, format="change"),
            d=calc("t1 / t0 - 1", b.whole.value / a.whole.value - 1, format="change"),
            g=calc("(p1 / p0 - t1 / t0) * 100", pair.gap[1] * 100), verdict=verdict(name))
        text = (lead + " The goods changed by {c}, all goods by {d}: a difference of {g} percentage points. "
                "They were {verdict}.")
        weight = min(0.95, (0.6 if name in ("first", "behind") else 0.4) + float(min(abs(pair.gap[1]), Decimal(2))) / 8)
    text += breaks.note(pair)
    return {"key": key, "text": text, "weight": round(weight, 3), "signal": VERDICTS[name][1],
            "values": {name: value for name, value in own.items()
                       if "{" + name + "}" in text or name in ("p0", "p1", "t0", "t1")}}


def chosen(pairs: List[Shift]) -> Dict[str, Shift]:
    """Returns the newest pair of the longest spans, and the one that differs most where it is another."""
    longest = max(pair.after.part.length for pair in pairs)
    alike = [pair for pair in pairs if pair.after.part.length == longest]
    newest = alike[-1]
    strongest = max((pair for pair in alike if pair.before.part.low > 0), default=newest, key=lambda pair: abs(pair.gap[1]))
    return {"newest": newest, "strongest": strongest} if strongest is not newest else {"newest": newest}


def by_partner(run: Run, found: List[Shift]) -> Dict[Tuple[str, str], List[Shift]]:
    """Returns the pairs of each group and partner, the partners with most goods first."""
    series: Dict[Tuple[str, str], List[Shift]] = {}
    for pair in found:
        series.setdefault((pair.after.part.cell("product"), pair.after.part.cell("reporter")), []).append(pair)
    size: Dict[str, Decimal] = {}
    for (_, who), pairs in series.items():
        size[who] = max([size.get(who, Decimal(0))] + [pair.after.part.value for pair in pairs])
    largest = sorted(size, key=lambda who: (-size[who], who))[:run.params["partners"]]
    order = sorted(series, key=lambda key: (run.params["basket"].index(key[0]), -size[key[1]], key))
    return {key: series[key] for key in order if key[1] in largest}


def spread(run: Run, series: Dict[Tuple[str, str], List[Shift]]) -> Iterator[Json]:
    """Says how far the partners differ, for the goods and months that several of them have."""
    for product in run.params["basket"]:
        newest = [chosen(pairs)["newest"] for (goods, _), pairs in series.items() if goods == product]
        same: Dict[Tuple[int, int], List[Shift]] = {}
        for pair in newest:
            if pair.before.part.low >= run.decimal("base_minimum"):
                same.setdefault((pair.after.part.first, pair.after.part.last), []).append(pair)
        for pairs in same.values():
            if len(pairs) < 2:
                continue
            low, high = (pick(pairs, key=lambda pair: pair.gap[1]) for pick in (min, max))
            values = {"goods": high.after.part.ref("product"), "y": high.after.part.ref("period"),
                      "high": high.after.part.ref("reporter"), "low": low.after.part.ref("reporter")}
            for end, pair in (("l", low), ("h", high)):
                own = amounts(pair)
                values.update({end + name: own[name] for name in ("p0", "t0", "p1", "t1")})
                values["g" + end] = calc(f"({end}p1 / {end}p0 - {end}t1 / {end}t0) * 100", pair.gap[1] * 100)
            yield {"key": f"spread-{product}-{high.after.part.cell('period')}".replace("_", "-").replace("..", "-to-"),
                   "weight": 0.9, "values": values, "text":
                   "The partners differ: for {goods} in {y}, the difference to all goods runs from {gl} percentage "
                   "points ({low}) to {gh} ({high})."}


def printed_changes(run: Run) -> Iterator[Json]:
    """Sets changes that a source printed itself side by side, where it prints one of the goods and one of all goods."""
    by = ["reporter", "product", "period", "origin"]
    prints = list(figures(run, "changes", "change", by, product=[*run.params["basket"], "total"]))
    for part in prints:
        whole = next((w for w in prints if w.cell("product") == "total" and part.cell("product") != "total" and all(
            w.cell(name) == part.cell(name) for name in ("reporter", "period", "origin"))), None)
        if whole is None or whole.value <= -100 or not (whole.low.is_finite() and whole.high.is_finite()):
            continue
        gap = (part.low - whole.high) / 100, (part.value - whole.value) / 100, (part.high - whole.low) / 100
        # The share itself is not in print; that it grew follows from the two changes.
        name = direction(run, tuple(side * Decimal("Infinity") if side else side for side in gap), gap)
        yield {"key": f"printed-{part.cell('product')}-{part.cell('reporter')}-{part.cell('period')}".replace("_", "-"),
               "weight": 0.85, "signal": VERDICTS[name][1], "values": {
                   "goods": part.ref("product"), "who": part.ref("reporter"), "y": part.ref("period"),
                   "o": part.ref("origin"), "c": part.ref(), "d": whole.ref(),
                   "g": calc("c - d", part.value - whole.value),
                   "k": calc("(100 + c) / (100 + d)", (100 + part.value) / (100 + whole.value)), "verdict": verdict(name)},
               "text": "For {y}, {o} prints a change of {c} for {goods} from {who}, and of {d} for all goods: a difference "
                       "of {g} percentage points. Their share of all goods was {k} times that of the year before, "
                       "whatever it was. They were {verdict}."}


def table(run: Run, found: List[Share]) -> None:
    """Shows the shares, the newest where there are too many."""
    rows = sorted(found, key=lambda s: (s.part.last, s.part.first, s.part.cell("reporter")))[-MOST_ROWS:]
    rows.sort(key=lambda s: (s.part.cell("product"), s.part.cell("reporter"), s.part.first, s.part.last))
    run.table("shares", title="Shares of all goods, by the same office and months", columns=[
        column("reporter", "Partner", "code", list="area"), column("product", "Goods", "code", list="product"),
        column("period", "Period", "period"), column("part", "Value", "decimal", unit="USD"),
        column("whole", "All goods", "decimal", unit="USD"), column("share", "Share", "decimal", format="percent"),
        column("origin", "Printed by", "string")],
        rows=[[s.part.ref("reporter"), s.part.ref("product"), s.part.ref("period"), s.part.ref(), s.whole.ref(),
               calc("part / whole", s.value, format="percent"), s.part.ref("origin")] for s in rows],
        notes=["Spans overlap; they are not to be added up."] + (
            ["Older shares are left out."] if len(found) > MOST_ROWS else []))


def say_rule(run: Run, added: List[Figure]) -> None:
    """Says what counts as put first, and what stands for all goods."""
    run.prose(
        "The rule: goods were put before others where their share of all goods rose by {min_share} percentage points or "
        "more, and their own change lies {min_gap} percentage points or more above that of all goods. Both come from the "
        "same partner, the same months of two years and the same statistics office. "
        "What the importer could not get looks the same as what it did not want.", RULE, key="rule")
    if added:
        names = list({w.cell("reporter"): w.ref("reporter") for w in added}.values())[:5]
        run.prose("No source prints a total of all goods from " + ", ".join(f"{{w{i}}}" for i in range(len(names)))
                  + ": the lines of the records are added up instead. If the records hold some goods only, "
                  "the shares are too large.", {f"w{i}": name for i, name in enumerate(names)}, key="lines")


@plugin.analysis
def prioritisation(run: Run) -> None:
    run.heading("Were these goods put before others?")
    parts = list(figures(run, "goods", "value", ["reporter", "product", "period", "origin"], product=run.params["basket"]))
    wholes, added = totals(run, {p.cell("reporter") for p in parts}) if parts else ([], set())
    found = shares(parts, wholes)
    pairs = shifts(found)
    changes = list(printed_changes(run))
    if not parts and not changes:
        run.prose("The data hold no figure of these goods for {to} in {span}. That is a lack of figures, not a zero.", NAMES)
        run.diagnostic("warning", "no figure of the basket for this importer and period", code="data.missing",
                       help="import files that cover it, or name another period or basket")
        return
    say_rule(run, [w for w in wholes if w.cell("reporter") in added])
    series = by_partner(run, pairs)
    breaks = Breaks(run)
    items = [judged(run, pair, breaks, f"{label}-{product}-{who}".replace("_", "-"))
             for (product, who), own in series.items() for label, pair in chosen(own).items()]
    for item in sorted([*items, *spread(run, series), *changes], key=lambda item: -item["weight"]):
        run.finding(**item)
    if not pairs:
        run.prose("No partner has both these goods and all goods of the same months in two years in print from one office"
                  + (", beyond the printed changes above." if changes else ". Nothing can be judged."), key="few")
        run.diagnostic("note", "no share of two years to compare", code="data.gap",
                       help="import monthly or yearly records that hold these goods and all goods")
    if found:
        table(run, found)


plugin.main()

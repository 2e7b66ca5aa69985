"""Checks of printed figures against each other; each gives findings, with a weight from 0 to 1."""

from decimal import Decimal
from typing import Any, Dict, Iterator, List, Set, Tuple

from prints import Print, by_series, narrowest, tiling
from waybill import Run, calc

Json = Dict[str, Any]

UNITS = {"u": "a piece", "2u": "a pair", "kg": "a kilogram", "l": "a liter", "m3": "a cubic meter"}


def finding(key: str, weight: float, text: str, values: Json) -> Json:
    return {"key": key, "weight": round(min(weight, 1.0), 3), "text": text, "values": values}


def named(p: Print) -> Json:
    return {"goods": p.ref("product"), "who": p.ref("reporter")}


def gap(larger: Decimal, smaller: Decimal) -> float:
    """Returns how far two amounts are apart, from 0 to 1."""
    return float(1 - smaller / larger) if larger > 0 else 0.0


def disagreements(prints: List[Print]) -> Iterator[Json]:
    """Names prints of one cell that exclude each other."""
    for series in by_series(prints):
        for i, b in enumerate(series):
            for a in series[:i]:
                if a.period != b.period:
                    continue
                if (a.high is not None and b.low is not None and a.high < b.low) or (
                        b.high is not None and a.low is not None and b.high < a.low):
                    large, small = max(a.value, b.value), min(a.value, b.value)
                    text = "{goods} from {who} in {p}: {v} ({o}) and {v1} ({o1})"
                    own = {**named(a), **a.values(), "v1": b.ref(), "o1": b.ref("origin")}
                    if small > 0:
                        own["d"] = calc("v1 / v - 1" if b.value == large else "v / v1 - 1", large / small - 1,
                                        format="percent")
                        text += ", {d} apart"
                    yield finding(f"disagree-{a.slug}-{i}", 0.5 + gap(large, small) / 2, text + ".", own)


def closures(prints: List[Print]) -> Iterator[Json]:
    """Names spans whose parts, side by side, are larger than they, or fill them and are smaller."""
    for series in by_series(prints):
        known = narrowest(series)
        for whole in known:
            parts = tiling(whole, known) if whole.value and whole.length > 1 else []
            if not parts:
                continue
            low = sum((p.low or Decimal(0) for p in parts), Decimal(0))
            is_larger = whole.high is not None and low > whole.high
            is_smaller = (sum(p.length for p in parts) == whole.length and whole.low is not None
                          and all(p.high is not None for p in parts)
                          and sum((p.high or Decimal(0) for p in parts), Decimal(0)) < whole.low)
            if not (is_larger or is_smaller):
                continue
            total = sum((p.value for p in parts), Decimal(0))
            names = [f"x{i}" for i in range(len(parts))]
            own = {**named(whole), **whole.values(), **{name: p.ref() for name, p in zip(names, parts)},
                   "s": calc(" + ".join(names), total, unit=whole.unit), "a": parts[0].ref("period"),
                   "b": parts[-1].ref("period"), "oa": parts[0].ref("origin")}
            spoken = "{a}" if len(parts) == 1 else "the prints from {a} to {b}"
            origins = " ({oa})" if len({p.origin for p in parts}) == 1 else ""
            text = f"{{goods}} from {{who}}: {spoken} make {{s}}{origins}, {'more' if is_larger else 'less'} than the "
            text += "{v} of {p} as a whole ({o})."
            if is_larger and total - whole.value < (whole.high or total) - (whole.low or Decimal(0)):
                text += " The difference is that of a print cut off instead of rounded."
            apart = gap(max(total, whole.value), min(total, whole.value))
            yield finding(f"closure-{whole.slug}", 0.5 + apart / 2, text, own)


def hierarchy(run: Run, prints: List[Print], where: Json, period: Json) -> Iterator[Json]:
    """Names goods that are larger than the group of goods that holds them, in the same span or a longer one."""
    values = [p for p in narrowest(prints) if p.measure == "value"]
    groups: Dict[Tuple[str, str], List[Print]] = {}
    for p in values:
        groups.setdefault((p.reporter, p.product), []).append(p)
    for number, group in enumerate(sorted({p.product for p in values})):
        below = {row["product"] for row in run.query(
            f"under{number}", measures=["rows"], by=["product"], where={**where, "product": {"under": group}},
            period=period)} - {group}
        for part in (p for p in values if p.product in below and p.low):
            for whole in groups.get((part.reporter, group), []):
                if whole.unit == part.unit and whole.holds(part) and whole.high is not None and part.low > whole.high:
                    text = ("{goods} from {who} in {p}: {v} ({o}), more than the {v1} of {group} in {p1} ({o1}), "
                            "which hold them.")
                    own = {**named(part), **part.values(), **whole.values("1"), "group": whole.ref("product")}
                    yield finding(f"above-{group}-{part.slug}".replace("_", "-"), 0.95, text, own)


def unit_values(run: Run, prints: List[Print], doubtful: Set[Print]) -> Iterator[Json]:
    """Names values per piece or kilogram far from the middle one of the same goods, and notes their prints."""
    values = {(p.reporter, p.product, p.period): p for p in narrowest(prints) if p.measure == "value" and p.value > 0}
    groups: Dict[Tuple[str, str], List[Tuple[Decimal, Print, Print]]] = {}
    for q in narrowest(prints):
        v = values.get((q.reporter, q.product, q.period))
        if v and q.measure != "value" and q.value > 0:
            groups.setdefault((q.product, q.unit), []).append((v.value / q.value, v, q))
    spread = run.decimal("spread")
    for (_, unit), priced in groups.items():
        priced.sort(key=lambda entry: entry[0])
        middle, v0, q0 = priced[len(priced) // 2]
        for price, v, q in priced:
            low = (v.low or Decimal(0)) / q.high if q.high else Decimal(0)
            high = v.high / q.low if v.high is not None and q.low else None
            if low <= middle * spread and (high is None or high * spread >= middle):
                continue
            doubtful.update((v, q))
            own = {**named(v), **v.values(), **v0.values("0"), "q": q.ref(), "q0": q0.ref(),
                   "u": calc("v / q", price, unit="USD"), "u0": calc("v0 / q0", middle, unit="USD")}
            each = UNITS.get(unit, "each")
            text = (f"{{goods}} from {{who}} in {{p}}: {{v}} for {{q}} ({{o}}), which makes {{u}} {each}, "
                    "against {u0} in {p0}.")
            yield finding(f"price-{v.slug}-{unit}", 0.7 + gap(max(price, middle), min(price, middle)) / 4, text, own)


def peaks(run: Run, prints: List[Print], doubtful: Set[Print]) -> Iterator[Json]:
    """Names months that are large beside the largest other year in print, and beside every other month."""
    for series in by_series(prints):
        known = narrowest(series)
        alone = [p for p in known if p.length == 1 and p.low and p not in doubtful]
        for month in alone:
            # The month's own year is left out: a single shipment makes up all of it and is no wonder.
            years = [p for p in known if p.length == 12 and p.value > 0 and p.high is not None and p.low is not None
                     and not p.holds(month)]
            if not years or any(p.value * 2 > month.value for p in alone if p != month):
                continue
            year = max(years, key=lambda p: p.value)
            if month.low <= year.value * run.decimal("peak"):
                continue
            own = {**named(month), **month.values(), **year.values("1"),
                   "s": calc("v / v1", month.value / year.value, format="percent")}
            text = "{goods} from {who} in {p} alone: {v} ({o}). That is {s} of the largest other year in print, "
            text += "{v1} in {p1} ({o1})."
            apart = gap(max(month.value, year.value), min(month.value, year.value))
            yield finding(f"peak-{month.slug}", 0.6 + apart / 4, text, own)

"""What changed in the newest period as it never did before: a plugin for waybill, protocol 1."""

import os
import sys
from decimal import Decimal
from typing import Dict, List, Tuple

sys.dont_write_bytecode = True  # the folder stays as it was installed
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from series import Call, Change, Series, read  # noqa: E402
from wire import Json, ask, calc, finish, flags, months, receive, send  # noqa: E402

GRAINS = ["month", "quarter", "year", "fiscal-year-april"]
MOST_ROWS = 30
FEW_TRIALS = 20  # a rate from fewer trials would be a guess
NAMES = {"to": {"param": "/importer"}, "span": {"param": "/period"}}
COUNTED = "counted by the rule of this section"
SIGNALS = {"rise": "up", "fall": "down", "new": "new", "gone": "gone"}
Group = Dict[Tuple[str, str], Series]


def newest(group: Group) -> int:
    """Returns the first month of the last period in which any goods have a figure above zero."""
    return max((first for series in group.values() for first, figure in series.figures.items() if figure.value > 0),
               default=0)


def lengths(reporters: List[str], params: Json) -> List[str]:
    """Returns the lengths of period of which the data have prints, the shortest first."""
    found = set()
    for row in ask("spans", measures=["rows"], by=["period"], period={"from": params["period"], "grain": "printed"}, where={
            "partner": params["importer"], "flow": "X", "reporter": reporters, "product": params["goods"]}):
        span = months(row["period"])
        if span:
            first, count = span[0] % 12, span[1] - span[0] + 1
            found.add({(1, 0): "month", (3, 0): "quarter", (12, 0): "year", (12, 3): "fiscal-year-april"}.get(
                (count, first % (3 if count == 3 else 12) if count > 1 else 0), ""))
    return [grain for grain in GRAINS if grain in found]


def chosen(reporters: List[str], params: Json) -> Group:
    """Returns the series by the shortest periods with history enough, else by those with most changes."""
    best: Tuple[int, Group] = (-1, {})
    for grain in lengths(reporters, params) if params["grain"] == "auto" else [params["grain"]]:
        group = read(grain, reporters, params)
        last = newest(group)
        if any(last in series.figures and len(series.earlier(last)) >= params["min_changes"] for series in group.values()):
            # Now it is worth asking where whole records have no row: goods that are new or gone.
            return read(grain, reporters, params, fill="zero")
        most = sum(len(series.changes) for series in group.values())
        if group and most > best[0]:
            best = most, group
    return best[1]


def change(name: str, pair: Change) -> Json:
    """Returns the values of one change: the figures as a and b, their periods as p and q, the change as c."""
    return {"a" + name: pair.before.ref(), "b" + name: pair.after.ref(), "p" + name: pair.before.ref("period"),
            "q" + name: pair.after.ref("period"),
            "c" + name: calc(f"b{name} / a{name} - 1", pair.ratio - 1, format="change")}


def crosses_break(importer: str, product: str, pair: Change) -> bool:
    """Whether the codes of the goods changed between the two figures, so that they are not wholly the same goods."""
    first, last = pair.before.first // 12, pair.after.first // 12
    if not any(first * 12 < year * 12 <= pair.after.first + 11 for year in (2012, 2017, 2022)):
        return False
    name = f"break_{product}_{last}"
    ask(name, measures=["value"], by=["product"], partial=True, period={"from": f"{first}..{last}"},
        where={"partner": importer, "flow": "X", "product": product})
    return any(flag.startswith("edition-break:") and not flag.endswith(":1:1") for flag in flags[name])


def finding(key: Tuple[str, str], series: Series, call: Call, last: int, params: Json) -> Json:
    """Says what the rule found of one group of goods and partner."""
    now = series.figures[last]
    values: Json = {"goods": now.ref("product"), "who": now.ref("reporter")}
    if call.kind == "new":
        text = ("{goods} from {who} came to {v} in {p}. In every earlier period of the records there was none: "
                "new, and no change in percent.")
        values.update(v=now.ref(), p=now.ref("period"))
        weight = 0.9
    elif call.kind == "gone":
        before = series.figures[max(first for first in series.figures if first < last)]
        text = ("{goods} from {who} ended: the records of {p} have none, after {v} in {q} and imports in every earlier "
                "period.")
        values.update(v=before.ref(), q=before.ref("period"), p=now.ref("period"))
        weight = 0.95
    else:
        assert call.change and call.record
        word, extreme = ("rose", "largest rise") if call.kind == "rise" else ("fell", "deepest fall")
        if call.kind == "rise" and call.record.ratio < 1 or call.kind == "fall" and call.record.ratio > 1:
            extreme = "change nearest to it"
        text = (f"{{goods}} from {{who}} {word} from {{a}} in {{p}} to {{b}} in {{q}}, a change of {{c}}. "
                f"The {extreme} before was {{c0}} ({{q0}}).")
        values.update({**change("", call.change), **change("0", call.record)})
        step = call.change.ratio / call.record.ratio
        weight = 0.6 + float(min(max(step, 1 / step) if step else Decimal(10), Decimal(10))) / 30
        if crosses_break(params["importer"], key[0], call.change):
            text += " The codes of the goods changed in between, so they are not wholly the same goods."
    return {"key": "-".join((call.kind, *key)).replace("_", "-"), "text": text, "weight": round(weight, 3),
            "signal": SIGNALS[call.kind], "values": values}


def trials(group: Group, last: int) -> Tuple[int, int]:
    """Tries the rule on every earlier period; returns how often it was tried, and how often it called."""
    calls = [series.call(first).kind != "none" for series in group.values()
             for first in series.figures if first < last and series.is_long_enough(first)]
    return len(calls), sum(calls)


def table(group: Group, calls: Dict[Tuple[str, str], Call]) -> None:
    """Shows the newest change beside the extremes of the history, the largest figures where there are too many."""
    known = sorted(((key, call) for key, call in calls.items() if call.change and group[key].earlier(call.change.after.first)),
                   key=lambda item: -item[1].change.after.value if item[1].change else Decimal(0))
    rows = []
    for key, call in known[:MOST_ROWS]:
        assert call.change
        past = group[key].earlier(call.change.after.first)
        cells: List[Json] = [call.change.after.ref("product"), call.change.after.ref("reporter"), call.change.before.ref(),
                             call.change.after.ref(), calc("after / before - 1", call.change.ratio - 1, format="change")]
        for pick in (min, max):
            extreme = pick(past, key=lambda pair: pair.ratio)
            cells += [extreme.after.ref("period")]
        rows.append(cells)
    if rows:
        send("table", key="newest", title="The newest change, and when the history has its extremes", rows=rows, columns=[
            {"name": "product", "label": "Goods", "type": "code", "list": "product"},
            {"name": "reporter", "label": "Partner", "type": "code", "list": "area"},
            {"name": "before", "label": "Year before", "type": "decimal", "unit": "USD"},
            {"name": "after", "label": "Newest", "type": "decimal", "unit": "USD"},
            {"name": "change", "label": "Change", "type": "decimal", "format": "change"},
            {"name": "lowest", "label": "Deepest fall before", "type": "period"},
            {"name": "highest", "label": "Largest rise before", "type": "period"}],
            notes=["Smaller figures are left out."] if len(known) > MOST_ROWS else [])


def say_nothing(params: Json) -> None:
    send("prose", values=NAMES, text="The data hold no figure of these goods for {to} in {span}. "
         "That is a lack of figures, not a zero: nothing can be warned of.")
    send("diagnostic", severity="warning", code="data.missing", message="no figure of these goods for this importer and "
         "period", help="import files that cover it, or name another period or other goods")


def report(params: Json) -> None:
    """Writes the section."""
    send("heading", level=2, text="What changed as never before?")
    reporters = [row["reporter"] for row in ask(
        "partners", measures=["rows"], by=["reporter"], order=["-rows"], limit=int(params["partners"]),
        where={"partner": params["importer"], "flow": "X", "product": params["goods"]},
        period={"from": params["period"]})]
    group = chosen(reporters, params) if reporters else {}
    if not group:
        return say_nothing(params)
    last = newest(group)
    fitting = {key: series for key, series in group.items() if series.is_long_enough(last)}
    now = next(series.figures[last] for series in group.values() if last in series.figures)
    rule = {name: {"param": "/" + name} for name in ("min_changes", "margin", "min_change", "base_minimum")}
    send("prose", key="rule", values={**rule, "p": now.ref("period")}, text=(
        "The newest period with figures is {p}. The rule: an alarm is raised where the change against the same part of the "
        "year before exceeds every earlier one by a factor of {margin}, starts from {base_minimum} or more, and is a rise of "
        "{min_change} or a fall that only such a rise would undo. At least {min_changes} earlier changes are needed."))
    if not fitting:
        send("prose", key="few", values=NAMES, text="There are too few periods: no goods have a figure of that period, one of "
             "the year before, and earlier changes enough. What is new in the imports of {to} cannot be told from what is only "
             "newly in print.")
        return send("diagnostic", severity="note", code="data.gap", message="too few periods for an early warning",
                    help="import monthly records of several years")
    calls = {key: series.call(last) for key, series in fitting.items()}
    items = [finding(key, fitting[key], call, last, params) for key, call in calls.items() if call.kind != "none"]
    for item in sorted(items, key=lambda item: -item["weight"])[:int(params["max_findings"])]:
        send("finding", **item)
    tried, called = trials(group, last)
    counts = {name: {"value": number, "judgement": COUNTED} for name, number in (
        ("n", len(fitting)), ("k", len(items)), ("tried", tried), ("called", called))}
    text = "Of {n} series with history enough, {k} raise an alarm."
    if not tried:
        text += " No earlier period has history enough to try the rule on, so how often it is wrong is unknown."
    elif tried < FEW_TRIALS:
        text += " Tried on earlier periods, the rule raised {called} in {tried}: too few trials for a rate of false alarms."
    else:
        counts["rate"] = calc("called / tried", Decimal(called) / tried, format="percent")
        text += (" Tried on earlier periods, the rule raised {called} in {tried} trials, or {rate}. If none of those had a "
                 "cause, that is the rate of false alarms.")
    send("prose", key="rate", values={name: value for name, value in counts.items() if "{" + name + "}" in text}, text=text)
    table(fitting, calls)


def main() -> None:
    send("hello", protocol=[1], id="waybill.early-warning", version="1.0.0")
    start = receive()
    # Decimals compare exactly with the figures.
    params = {name: Decimal(str(value)) if isinstance(value, (int, float)) else value
              for name, value in start["params"].items()}
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

"""What changed in the newest period as it never did before: a plugin for waybill."""

from decimal import Decimal
from typing import Any, Dict, List, Tuple

import waybill
from series import Call, Change, Series, read
from waybill import Run, Value, calc, column, months, param

Json = Dict[str, Any]

GRAINS = ["month", "quarter", "year", "fiscal-year-april"]
MOST_ROWS = 30
FEW_TRIALS = 20  # a rate from fewer trials would be a guess
NAMES = {"to": param("importer"), "span": param("period")}
SIGNALS = {"rise": "up", "fall": "down", "new": "new", "gone": "gone"}
Group = Dict[Tuple[str, str], Series]

plugin = waybill.Plugin()


def newest(group: Group) -> int:
    """Returns the first month of the last period in which any goods have a figure above zero."""
    return max((first for series in group.values() for first, figure in series.figures.items() if figure.value > 0),
               default=0)


def lengths(run: Run, reporters: List[str]) -> List[str]:
    """Returns the lengths of period of which the data have prints, the shortest first."""
    found = set()
    for row in run.query("spans", measures=["rows"], by=["period"], period={
            "from": run.params["period"], "grain": "printed"}, where={
            "partner": run.params["importer"], "flow": "X", "reporter": reporters, "product": run.params["goods"]}):
        span = months(row["period"])
        if span:
            first, count = span[0] % 12, span[1] - span[0] + 1
            found.add({(1, 0): "month", (3, 0): "quarter", (12, 0): "year", (12, 3): "fiscal-year-april"}.get(
                (count, first % (3 if count == 3 else 12) if count > 1 else 0), ""))
    return [grain for grain in GRAINS if grain in found]


def chosen(run: Run, reporters: List[str]) -> Group:
    """Returns the series by the shortest periods with history enough, else by those with most changes."""
    best: Tuple[int, Group] = (-1, {})
    for grain in lengths(run, reporters) if run.params["grain"] == "auto" else [run.params["grain"]]:
        group = read(run, grain, reporters)
        last = newest(group)
        if any(last in series.figures and len(series.earlier(last)) >= series.needed for series in group.values()):
            # Now it is worth asking where whole records have no row: goods that are new or gone.
            return read(run, grain, reporters, fill="zero")
        most = sum(len(series.changes) for series in group.values())
        if group and most > best[0]:
            best = most, group
    return best[1]


def change(name: str, pair: Change) -> Json:
    """Returns the values of one change: the figures as a and b, their periods as p and q, the change as c."""
    return {"a" + name: pair.before.ref(), "b" + name: pair.after.ref(), "p" + name: pair.before.ref("period"),
            "q" + name: pair.after.ref("period"),
            "c" + name: calc(f"b{name} / a{name} - 1", pair.ratio - 1, format="change")}


def crosses_break(run: Run, product: str, pair: Change) -> bool:
    """Whether the codes of the goods changed between the two figures, so that they are not wholly the same goods."""
    first, last = pair.before.first // 12, pair.after.first // 12
    if not any(first * 12 < year * 12 <= pair.after.first + 11 for year in (2012, 2017, 2022)):
        return False
    answer = run.query(measures=["value"], by=["product"], partial=True, period=f"{first}..{last}", where={
        "partner": run.params["importer"], "flow": "X", "product": product})
    answer.rows()
    return any(flag.startswith("edition-break:") and not flag.endswith(":1:1")
               for flag in (answer.evidence or {})["flags"])


def finding(run: Run, key: Tuple[str, str], series: Series, call: Call, last: int) -> Json:
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
        if crosses_break(run, key[0], call.change):
            text += " The codes of the goods changed in between, so they are not wholly the same goods."
    return {"key": "-".join((call.kind, *key)).replace("_", "-"), "text": text, "weight": round(weight, 3),
            "signal": SIGNALS[call.kind], "values": values}


def trials(group: Group, last: int) -> Tuple[int, int]:
    """Tries the rule on every earlier period; returns how often it was tried, and how often it called."""
    calls = [series.call(first).kind != "none" for series in group.values()
             for first in series.figures if first < last and series.is_long_enough(first)]
    return len(calls), sum(calls)


def table(run: Run, group: Group, calls: Dict[Tuple[str, str], Call]) -> None:
    """Shows the newest change beside the extremes of the history, the largest figures where there are too many."""
    changes = {key: call.change for key, call in calls.items() if call.change}
    known = sorted((key for key, pair in changes.items() if group[key].earlier(pair.after.first)),
                   key=lambda key: -changes[key].after.value)
    rows = []
    for key in known[:MOST_ROWS]:
        pair, past = changes[key], group[key].earlier(changes[key].after.first)
        extremes = [pick(past, key=lambda earlier: earlier.ratio).after.ref("period") for pick in (min, max)]
        rows.append([pair.after.ref("product"), pair.after.ref("reporter"), pair.before.ref(), pair.after.ref(),
                     calc("after / before - 1", pair.ratio - 1, format="change"), *extremes])
    if rows:
        run.table("newest", title="The newest change, and when the history has its extremes", rows=rows, columns=[
            column("product", "Goods", "code", list="product"), column("reporter", "Partner", "code", list="area"),
            column("before", "Year before", "decimal", unit="USD"), column("after", "Newest", "decimal", unit="USD"),
            column("change", "Change", "decimal", format="change"), column("lowest", "Deepest fall before", "period"),
            column("highest", "Largest rise before", "period")],
            notes=["Smaller figures are left out."] if len(known) > MOST_ROWS else [])


def counted(number: int) -> Value:
    return {"value": number, "judgement": "counted by the rule of this section"}


def say_rate(run: Run, group: Group, last: int, count: int, alarms: int) -> None:
    """Says how many series were looked at, and how often the rule would have called before."""
    tried, called = trials(group, last)
    values = {"n": counted(count), "k": counted(alarms)}
    text = "Of {n} series with history enough, {k} raise an alarm."
    if not tried:
        text += " No earlier period has history enough to try the rule on, so how often it is wrong is unknown."
    else:
        values.update(tried=counted(tried), called=counted(called))
    if tried and tried < FEW_TRIALS:
        text += " Tried on earlier periods, the rule raised {called} in {tried}: too few trials for a rate of false alarms."
    elif tried:
        values["rate"] = calc("called / tried", Decimal(called) / tried, format="percent")
        text += (" Tried on earlier periods, the rule raised {called} in {tried} trials, or {rate}. If none of those had a "
                 "cause, that is the rate of false alarms.")
    run.prose(text, values, key="rate")


@plugin.analysis
def early_warning(run: Run) -> None:
    run.heading("What changed as never before?")
    reporters = [row["reporter"] for row in run.query(
        "partners", measures=["rows"], by=["reporter"], order=["-rows"], limit=run.params["partners"],
        where={"partner": run.params["importer"], "flow": "X", "product": run.params["goods"]},
        period=run.params["period"])]
    group = chosen(run, reporters) if reporters else {}
    if not group:
        run.prose("The data hold no figure of these goods for {to} in {span}. That is a lack of figures, not a zero: "
                  "nothing can be warned of.", NAMES)
        run.diagnostic("warning", "no figure of these goods for this importer and period", code="data.missing",
                       help="import files that cover it, or name another period or other goods")
        return
    last = newest(group)
    now = next(series.figures[last] for series in group.values() if last in series.figures)
    rule = {name: param(name) for name in ("min_changes", "margin", "min_change", "base_minimum")}
    run.prose(
        "The newest period with figures is {p}. The rule: an alarm is raised where the change against the same part of "
        "the year before exceeds every earlier one by a factor of {margin}, starts from {base_minimum} or more, and is a "
        "rise of {min_change} or a fall that only such a rise would undo. At least {min_changes} earlier changes are "
        "needed.",
        {**rule, "p": now.ref("period")}, key="rule")
    fitting = {key: series for key, series in group.items() if series.is_long_enough(last)}
    if not fitting:
        run.prose("There are too few periods: no goods have a figure of that period, one of the year before, and earlier "
                  "changes enough. What is new in the imports of {to} cannot be told from what is only newly in print.",
                  {"to": NAMES["to"]}, key="few")
        run.diagnostic("note", "too few periods for an early warning", code="data.gap",
                       help="import monthly records of several years")
        return
    calls = {key: series.call(last) for key, series in fitting.items()}
    items = [finding(run, key, fitting[key], call, last) for key, call in calls.items() if call.kind != "none"]
    for item in sorted(items, key=lambda item: -item["weight"])[:run.params["max_findings"]]:
        run.finding(**item)
    say_rate(run, group, last, len(fitting), len(items))
    table(run, fitting, calls)


plugin.main()

import PluginKit

/// Prints that cannot be right, or hardly: a part above its whole, or a month that a whole year would not have held.
struct Implausible {
  let run: Run
  let prints: [Figure]
  let changes: [Figure]

  func write() throws {
    var findings = FindingList()
    for reporter in prints.codes("reporter") {
      let own = prints.with("reporter", reporter).withValue
      for pair in own.closureBreaks() { addClosure(pair, to: &findings) }
      try addOutliers(among: own, to: &findings)
    }
    guard !findings.isEmpty else { return }
    try run.heading("Prints that do not fit", level: 3)
    try run.findings(findings)
  }

  private func addClosure(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "closure-\(pair.first.code("reporter"))-\(pair.first.period)-\(pair.second.period)",
      "{o} prints {a} of {product} from {who} for {p}, more than the {b} that {r} prints for {q}, which contains it."
        + " One of them is wrong.",
      [
        "who": pair.first.source("reporter"), "a": pair.first.source, "b": pair.second.source,
        "p": pair.first.source("period"), "q": pair.second.source("period"), "o": pair.first.source("origin"),
        "r": pair.second.source("origin"), "product": .parameter("/product"),
      ], weight: 0.95)
  }

  /// A month of more than half the largest year, and of more than all other prints of its own year together.
  private func addOutliers(among own: [Figure], to findings: inout FindingList) throws {
    let years = own.filter { $0.isAnnual && !$0.isStatedZero }
    guard let largest = years.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let most = largest.value else { return }
    for month in own where month.isMonthly {
      guard let value = month.value, value * 2 > most else { continue }
      let otherMonths = own.filter { $0.isMonthly && $0.period != month.period }
      guard let next = otherMonths.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let second = next.value, second > 0
      else { continue }
      var values: [String: ValueSource] = [
        "who": month.source("reporter"), "o": month.source("origin"), "p": month.source("period"),
        "a": month.source, "m": largest.source, "q": largest.source("period"), "n": next.source,
        "s": next.source("period"), "r": largest.source("origin"), "product": .parameter("/product"),
        "share": .calc("a / m", stated: value / most, format: .percent),
        "times": .calc("a / n", stated: value / second),
      ]
      var text =
        "{o} prints {a} of {product} from {who} for {p} alone. That is {share} of the largest whole year in print"
        + " ({q}: {m}, {r}), and {times} times the next largest month ({s}: {n})."
      text += try ofAllGoods(month, into: &values)
      text += impliedYearBefore(month, value, into: &values)
      text += " The figure is implausible as that of one month."
      findings.add("outlier-\(month.code("reporter"))-\(month.period)", text, values, weight: 0.9)
    }
  }

  /// Sets the month against all goods of the same month, and the largest year against all goods of that year.
  private func ofAllGoods(_ month: Figure, into values: inout [String: ValueSource]) throws -> String {
    var conditions = run.mirror(.equals("total"))
    conditions["reporter"] = .equals(month.code("reporter"))
    let all = try run.figures(by: ["reporter"], where: conditions, during: month.period).narrowest()
    guard let total = all.first(where: { $0.period == month.period }), let part = month.value, let whole = total.value,
      whole > 0
    else { return "" }
    values["t"] = total.source
    values["ofAll"] = .calc("a / t", stated: part / whole, format: .percent)
    return " It would be {ofAll} of all goods in that month ({t})."
  }

  /// Follows the figure through a printed change: the year before would have been at least so large.
  private func impliedYearBefore(
    _ month: Figure, _ value: Decimal, into values: inout [String: ValueSource]
  ) -> String {
    let known = changes.first {
      $0.code("reporter") == month.code("reporter") && $0.period.contains(month.period) && $0.period != month.period
    }
    guard let known, let percent = known.value, percent > -100 else { return "" }
    values["change"] = known.source("change", format: .change)
    values["printer"] = known.source("origin")
    values["year"] = known.source("period")
    values["implied"] = .calc("a / (1 + change / 100)", stated: value / (1 + percent / 100), unit: "USD")
    return " With the change of {change} that {printer} prints for {year},"
      + " the year before would have had at least {implied}."
  }
}

import PluginKit

/// The chief partner's exports month by month, as far as single months were printed.
struct MonthlyExports {
  let run: Run
  let exports: [Figure]

  func write() throws {
    let own = exports.with("reporter", run.parameters.partner)
    let months = own.filter(\.isMonthly).narrowest()
    guard months.count > 1 else {
      try run.diagnostic(
        .note, code: "data.gap", message: "no monthly series of the chief partner's exports",
        help: "import monthly figures on all goods")
      return
    }
    try run.heading("Month by month", level: 3)
    try run.table(
      key: "monthly", title: "Exports by month, single months as printed", of: months,
      columns: ["reporter": "Partner", "period": "Month", "value": "Value", "origin": "Printed by"],
      notes: ["Months without a print are left out."] + shownPrints(of: own.filter(\.isMonthly), shown: months))
    try run.chart(
      key: "monthly-chart", mark: "line", data: "monthly", x: "period", y: "value", series: "reporter",
      title: "Exports by month",
      alt: "Line of monthly exports of all goods; months without a print are missing, not zero.")
    var findings = FindingList()
    for pair in own.closureBreaks() { addClosure(pair, to: &findings) }
    for span in own.narrowest() where span.period.months?.count == 2 { addMerged(span, months, to: &findings) }
    for pair in own.likeForLike() where !pair.second.isAnnual {
      guard pair.hasBase(ofAtLeast: run.parameters.baseMinimum), let change = pair.changeSource(from: "a", to: "b")
      else { continue }
      findings.add(
        "month-\(pair.second.period)",
        "Exports of {who} to {importer} {word} from {a} in {p} ({o}) to {b} in {q} ({r}), a change of {c}.",
        pair.words(change), signal: pair.direction.signal, weight: 0.3)
    }
    try run.findings(findings)
  }

  /// Says for each month with prints that exclude each other which one is shown.
  private func shownPrints(of prints: [Figure], shown: [Figure]) -> [String] {
    prints.disagreements().compactMap { pair in
      guard let figure = shown.first(where: { $0.period == pair.first.period }) else { return nil }
      let other = figure.origin == pair.first.origin ? pair.second : pair.first
      return "\(figure.period.monthWords): the print of \(figure.origin) is shown; that of \(other.origin) excludes it."
    }
  }

  /// Two months that were published as one figure: a figure for one of them alone is derived, and leaves the rest for the other.
  private func addMerged(_ span: Figure, _ months: [Figure], to findings: inout FindingList) {
    let inside = months.filter { span.period.contains($0.period) }
    guard inside.count == 1, let month = inside.first, let all = span.value, let one = month.value else { return }
    findings.add(
      "merged-\(span.period)",
      "{o} prints {a} for {p} as one figure. {r} prints {b} for {q} alone, which leaves {c} for the other month.",
      [
        "a": span.source, "b": month.source, "p": span.source("period"), "q": month.source("period"),
        "o": span.source("origin"), "r": month.source("origin"), "c": .calc("a - b", stated: all - one, unit: "USD"),
      ], weight: 0.35)
  }

  private func addClosure(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "closure-\(pair.first.period)-\(pair.second.period)",
      "{o} prints {a} for {p}, more than the {b} that {r} prints for {q}, which contains it. One of them is wrong.",
      [
        "a": pair.first.source, "b": pair.second.source, "p": pair.first.source("period"),
        "q": pair.second.source("period"), "o": pair.first.source("origin"), "r": pair.second.source("origin"),
      ], weight: 0.9)
  }
}

extension Period {
  /// A month in words, such as `June 2022`; the text form for other spans.
  fileprivate var monthWords: String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    guard let months, months.count == 1, names.indices.contains(months.first - 1) else { return "\(self)" }
    return names[months.first - 1] + " \(months.year)"
  }
}

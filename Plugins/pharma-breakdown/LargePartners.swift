import PluginKit

/// Partners above the threshold in the base year whose exports fell more than their trade as a whole.
struct LargePartners {
  let run: Run
  let prints: [Figure]
  let changes: [Figure]

  func write() throws {
    try run.heading("Large partners against trade as a whole", level: 3)
    try run.prose(
      "A partner counts from {threshold} in {base} on, that figure included; a fiscal year counts as the year in which"
        + " it begins. Its change is set against that of the same partner's exports of all goods from {base} to {year}.",
      values: [
        "threshold": .parameter("/threshold"), "base": .parameter("/base"), "year": .parameter("/year"),
      ], key: "threshold")
    let totals = try totalChanges()
    var findings = FindingList()
    let partners = Set(prints.codes("reporter") + changes.codes("reporter")).sorted()
    for partner in partners { judge(partner, against: totals, in: &findings) }
    try run.findings(findings)
    try run.prose(
      "Only partners with figures on both sides can be judged; those without are named as gaps, not as partners"
        + " that held steady.")
    try writeGaps(partners)
  }

  /// Changes of all goods, printed or computed, by partner.
  private func totalChanges() throws -> [String: TotalChange] {
    let span = try run.figures(by: ["reporter"], where: run.mirror(.equals("total"))).withValue
    let printed = try run.figures(
      "change", by: ["reporter"], where: run.mirror(.equals("total")), during: run.parameters.year
    ).withValue
    var changes: [String: TotalChange] = [:]
    for partner in Set(span.codes("reporter") + printed.codes("reporter")) {
      let own = printed.with("reporter", partner).narrowest()
      if let change = own.first(where: { $0.period == run.parameters.year }) {
        changes[partner] = .printed(change)
      } else if let pair = pair(in: span.with("reporter", partner)), pair.change != nil {
        changes[partner] = .computed(pair)
      }
    }
    return changes
  }

  private func pair(in own: [Figure]) -> FigurePair? {
    let known = own.narrowest()
    for matches in [Period.isSame, Period.isFiscalYear] {
      if let before = known.first(where: { matches($0.period, run.parameters.base) }),
        let after = known.first(where: { matches($0.period, run.parameters.year) })
      {
        return FigurePair(before, after)
      }
    }
    return nil
  }

  private func judge(_ partner: String, against totals: [String: TotalChange], in findings: inout FindingList) {
    let own = prints.with("reporter", partner).withValue
    if let pair = pair(in: own), let before = pair.first.value {
      guard before >= run.parameters.threshold, let change = pair.change else { return }
      var values: [String: ValueSource] = [
        "who": pair.second.source("reporter"), "a": pair.first.source, "b": pair.second.source,
        "p": pair.first.source("period"), "q": pair.second.source("period"),
        "c": .calc("b / a - 1", stated: change, format: .change), "product": .parameter("/product"),
      ]
      let verdict = totals[partner].map { $0.verdict(on: change * 100, into: &values) }
      findings.add(
        "large-\(partner)",
        "{who} is \(before > run.parameters.threshold ? "above" : "at") the threshold: it sent {a} of {product} in {p}, and {b} in {q}, a change of {c}."
          + (verdict ?? " The change of its trade as a whole is not in the dataset."),
        values, signal: pair.direction.signal, weight: 0.6)
    } else if let printed = changes.first(where: {
      $0.code("reporter") == partner && $0.period == run.parameters.year
    }), let percent = printed.value {
      var values: [String: ValueSource] = [
        "who": printed.source("reporter"), "c": printed.source("change", format: .change),
        "o": printed.source("origin"), "q": printed.source("period"), "base": .parameter("/base"),
        "product": .parameter("/product"),
      ]
      let verdict = totals[partner].map { $0.verdict(on: percent, into: &values) }
      findings.add(
        "large-\(partner)",
        "For {product} from {who}, {o} prints a change of {c} in {q}. Its figure for {base} is not in the dataset,"
          + " so whether it is above the threshold is not known."
          + (verdict ?? " The change of its trade as a whole is not in the dataset either."),
        values, signal: percent < 0 ? "down" : "up", weight: 0.5)
    }
  }

  private func writeGaps(_ partners: [String]) throws {
    let base = run.parameters.base
    let year = run.parameters.year
    let candidates = Set(partners + run.parameters.watch).sorted()
    func lacking(_ period: Period) -> [String] {
      candidates.filter { code in
        !prints.with("reporter", code).withValue.contains {
          $0.period == period || Period.isFiscalYear($0.period, of: period)
        }
          && !(period == year && changes.contains { $0.code("reporter") == code && $0.period == year })
      }
    }
    for (period, codes) in [(base, lacking(base)), (year, lacking(year))] where !codes.isEmpty {
      let words = try run.names(of: codes, in: "area").joined(separator: ", ")
      try run.diagnostic(
        .warning, code: "data.gap",
        message: "no figure of the product group for \(period) from: \(words)",
        help: "import the exports of these partners; until then nothing can be said about them")
    }
  }
}

/// The change of a partner's exports of all goods.
enum TotalChange {
  /// As a source printed it.
  case printed(Figure)
  /// From the printed values of both years.
  case computed(FigurePair)

  /// Returns a sentence that sets a change in percent against this one.
  func verdict(on percent: Decimal, into values: inout [String: ValueSource]) -> String {
    switch self {
    case .printed(let total):
      values["t"] = total.source("change", format: .change)
      values["printer"] = total.source("origin")
      return sentence(percent, total.value ?? 0, "{t}, as {printer} prints it")
    case .computed(let pair):
      values["u"] = pair.first.source
      values["v"] = pair.second.source
      values["t"] = pair.changeSource(from: "u", to: "v")
      return sentence(percent, (pair.change ?? 0) * 100, "{t}, from {u} to {v}")
    }
  }

  private func sentence(_ percent: Decimal, _ total: Decimal, _ words: String) -> String {
    if percent >= 0 { return " It did not fall, while all goods of that partner changed by \(words)." }
    let relation = percent < total ? "fell more than" : percent == total ? "fell as much as" : "fell less than"
    return " It \(relation) all goods of that partner: \(words)."
  }
}

extension Period {
  /// Whether the two are the same span.
  fileprivate static func isSame(_ period: Period, as other: Period) -> Bool { period == other }

  /// Whether the period is twelve months that begin inside the calendar year.
  fileprivate static func isFiscalYear(_ period: Period, of year: Period) -> Bool {
    period.months?.count == 12 && year.months?.count == 12 && year.months?.first == 1
      && period.months?.year == year.months?.year
  }
}

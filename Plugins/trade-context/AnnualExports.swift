import PluginKit

/// Exports of the partners to the importer, twelve months at a time, with every print of its own.
struct AnnualExports {
  let run: Run
  let exports: [Figure]

  func write() throws {
    let annual = exports.withValue.filter(\.isAnnual)
    guard !annual.isEmpty else { return }
    try run.heading("Exports to the importer by partner and year", level: 3)
    try run.table(
      key: "annual-exports", title: "Exports of all goods, by partner and year", of: annual,
      columns: [
        "reporter": "Partner", "period": "Period", "value": "Value", "value.low": "At least", "value.high": "At most",
        "origin": "Printed by",
      ],
      notes: [
        "A period that runs from April to March is a fiscal year; it is compared with fiscal years alone.",
        "Each print has a row of its own. An empty bound is open.",
      ])
    try writeOtherSpans()
    var findings = FindingList()
    for reporter in annual.codes("reporter") { addChanges(of: annual.with("reporter", reporter), to: &findings) }
    try addPrintedChanges(annual, to: &findings)
    try run.findings(findings)
  }

  /// Spans that are neither twelve months nor one.
  private func writeOtherSpans() throws {
    try run.table(
      key: "other-spans", title: "Exports of all goods in other spans, as printed",
      of: exports.withValue.filter { !$0.isAnnual && !$0.isMonthly },
      columns: [
        "reporter": "Partner", "period": "Period", "value": "Value", "value.low": "At least", "value.high": "At most",
        "origin": "Printed by",
      ], notes: ["Not compared with whole years."])
  }

  private func addChanges(of figures: [Figure], to findings: inout FindingList) {
    for pair in figures.likeForLike() where pair.hasBase(ofAtLeast: run.parameters.baseMinimum) {
      guard let change = pair.changeSource(from: "a", to: "b") else { continue }
      let later = pair.second
      let isChief = later.code("reporter") == run.parameters.partner
      findings.add(
        "exports-\(later.code("reporter"))-\(later.period)",
        "Exports of {who} to {importer} {word} from {a} in {p} ({o}) to {b} in {q} ({r}), a change of {c}.",
        pair.words(change), signal: pair.direction.signal, weight: isChief ? 0.7 : 0.4)
    }
  }

  /// Changes in percent that a source printed itself, beside what the printed values give.
  private func addPrintedChanges(_ annual: [Figure], to findings: inout FindingList) throws {
    let printed = try run.figures(
      "change", by: ["reporter"], where: run.mirror(flow: "X"), during: run.parameters.period)
    for change in printed.withValue {
      var values: [String: ValueSource] = [
        "who": change.source("reporter"), "p": change.source("period"), "c": change.source,
        "o": change.source("origin"), "importer": .parameter("/importer"),
      ]
      var text = "{o} prints a change of {c} in the exports of {who} to {importer} for {p}, against the year before."
      let own = annual.with("reporter", change.code("reporter"))
      var weight = 0.6
      if let pair = own.likeForLike().first(where: { $0.second.period == change.period }),
        let computed = pair.changeSource(from: "a", to: "b")
      {
        values.merge(["a": pair.first.source, "b": pair.second.source, "d": computed]) { first, _ in first }
        if pair.contradicts(printedChange: change) {
          text +=
            " The printed values, {a} and {b}, give {d}. The bounds do not meet:"
            + " one of the prints is of another flow or another vintage."
          weight = 0.75
        } else {
          text += " The printed values, {a} and {b}, give {d}, which agrees."
        }
      }
      findings.add(
        "printed-change-\(change.code("reporter"))-\(change.period)", text, values,
        signal: change.value.map { $0 < 0 ? "down" : "up" }, weight: weight)
    }
  }
}

extension FigurePair {
  /// The values of a sentence about two years of one partner.
  func words(_ change: ValueSource) -> [String: ValueSource] {
    [
      "who": second.source("reporter"), "importer": .parameter("/importer"), "word": .word(direction.word),
      "a": first.source, "b": second.source, "p": first.source("period"), "q": second.source("period"),
      "o": first.source("origin"), "r": second.source("origin"), "c": change,
    ]
  }
}

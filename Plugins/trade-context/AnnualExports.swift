import PluginKit

/// Exports of the partners to the importer, twelve months at a time, with every print of its own.
struct AnnualExports {
  let run: Run
  let exports: [Figure]

  func write() throws {
    let annual = exports.withValue.filter(\.isAnnual)
    guard !annual.isEmpty else { return }
    let printed = try run.figures(
      "change", by: ["reporter"], where: run.mirror(flow: "X"), during: run.parameters.period
    ).withValue
    try run.heading(
      "Exports to {importer} by partner and year", level: 3, values: ["importer": .parameter("/importer")])
    try run.table(
      key: "annual-exports", title: "Exports of all goods, by partner and year", of: annual, columns: columns,
      notes: [
        "A period that runs from April to March is a fiscal year; it is compared with fiscal years alone.",
        "Each print has a row of its own.",
      ])
    try writeOtherSpans()
    var findings = FindingList()
    for reporter in annual.codes("reporter") {
      let own = annual.with("reporter", reporter).likeForLike()
      addChanges(own, printed: printed.with("reporter", reporter), to: &findings)
    }
    try PrintedChanges(run: run, annual: annual, printed: printed).add(to: &findings)
    try run.findings(findings)
  }

  private let columns: KeyValuePairs = [
    "reporter": "Partner", "period": "Period", "value": "Value", "origin": "Printed by",
  ]

  /// Spans that are neither twelve months nor one.
  private func writeOtherSpans() throws {
    try run.table(
      key: "other-spans", title: "Exports of all goods in other spans, as printed",
      of: exports.withValue.filter { !$0.isAnnual && !$0.isMonthly }, columns: columns,
      notes: ["Not compared with whole years."])
  }

  /// Adds the changes that follow from printed values; one that a printed change contradicts is no finding of its own.
  private func addChanges(_ pairs: [FigurePair], printed: [Figure], to findings: inout FindingList) {
    for pair in pairs where pair.hasBase(ofAtLeast: run.parameters.baseMinimum) {
      let later = pair.second
      let isContradicted = printed.contains { $0.period == later.period && pair.contradicts(printedChange: $0) }
      guard !isContradicted, let change = pair.changeSource(from: "a", to: "b") else { continue }
      let isChief = later.code("reporter") == run.parameters.partner
      findings.add(
        "exports-\(later.code("reporter"))-\(later.period)",
        "Exports of {who} to {importer} {word} from {a} in {p} ({o}) to {b} in {q} ({r}), a change of {c}."
          + (pair.isOfFollowingYears ? "" : " No customs figure of the time between is in the dataset."),
        pair.words(change), signal: pair.direction.signal, weight: isChief ? 0.7 : 0.4)
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

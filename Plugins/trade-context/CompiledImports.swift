import PluginKit

/// What others put together for the importer, and prints of one figure that do not agree, side by side.
struct CompiledImports {
  let run: Run
  let exports: [Figure]

  func write() throws {
    let compiled = try run.figures(
      by: ["partner"], where: run.compiled(flow: "M"), during: run.parameters.period
    ).withValue
    if !compiled.isEmpty {
      try run.heading("Imports as others compile them", level: 3)
      try run.prose(
        "These figures are no customs records of a partner. An agency or a news desk put them together,"
          + " with estimates for what customs do not print.", key: "compiled")
      try run.table(
        key: "compiled-imports", title: "Imports of all goods, compiled", of: compiled,
        columns: [
          "partner": "From", "period": "Period", "value": "Value", "origin": "Compiled by",
        ])
    }
    try writeDisagreements(with: compiled)
  }

  private func writeDisagreements(with compiled: [Figure]) throws {
    let within = exports.codes("reporter").flatMap { exports.with("reporter", $0).disagreements() }
    let across = compiled.flatMap { other in
      exports.with("reporter", other.code("partner")).filter { $0.period == other.period && $0.contradicts(other) }
        .map { FigurePair($0, other) }
    }
    let pairs = within + across
    guard !pairs.isEmpty else { return }
    try run.heading("Prints that do not agree", level: 3)
    try run.table(
      key: "disagreements", title: "One flow, two prints",
      columns: [
        .own("partner", "Partner", type: "code", list: "area"), .own("period", "Period", type: "period"),
        .own("first", "One print", type: "decimal", unit: "USD"), .own("first-origin", "By", type: "string"),
        .own("second", "Another print", type: "decimal", unit: "USD"), .own("second-origin", "By", type: "string"),
      ],
      rows: pairs.map {
        [
          $0.first.source("reporter"), $0.first.source("period"), $0.first.source, $0.first.source("origin"),
          $0.second.source, $0.second.source("origin"),
        ]
      })
    var findings = FindingList()
    for pair in pairs { add(pair, to: &findings) }
    try run.findings(findings)
    if pairs.contains(where: { $0.second.origin.hasPrefix("KOTRA") }) {
      try run.footnote("kotra", "KOTRA adds an estimate of crude oil, which the customs of China do not print.")
    }
  }

  private func add(_ pair: FigurePair, to findings: inout FindingList) {
    guard let first = pair.first.value, let second = pair.second.value, first > 0, second > 0 else { return }
    let (lower, higher) = first < second ? (pair.first, pair.second) : (pair.second, pair.first)
    guard let low = lower.value, let high = higher.value else { return }
    let isKOTRA = pair.second.origin.hasPrefix("KOTRA")
    findings.add(
      "disagreement-\(pair.first.code("reporter"))-\(pair.first.period)-\(higher.origin)",
      "For the exports of {who} to {importer} in {p}, {o} has {a} and {r} has {b}, {c} more."
        + (isKOTRA ? "[^kotra]" : "") + " The bounds of the prints do not meet.",
      [
        "who": pair.first.source("reporter"), "importer": .parameter("/importer"), "p": pair.first.source("period"),
        "a": lower.source, "b": higher.source, "o": lower.source("origin"), "r": higher.source("origin"),
        "c": .calc("b / a - 1", stated: high / low - 1, format: .percent),
      ], weight: isKOTRA ? 0.65 : 0.5)
  }
}

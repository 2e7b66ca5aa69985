import PluginKit

/// Searches that found nothing because the code they used did not exist.
struct Searches {
  let run: Run
  let prints: [Figure]

  func write(_ signs: inout Signs) throws {
    let failed = prints.filter { $0.status == .notInEdition }
    guard !failed.isEmpty else { return }
    let codes = try codes(of: failed)
    var findings = FindingList()
    for search in failed {
      let values: [String: ValueSource] = [
        "o": search.source("origin"), "who": search.source("reporter"), "p": search.source("period"),
        "vaccine": .parameter("/vaccine"),
      ]
      let row = codes.first {
        $0.text("period") == search.code("period") && $0.text("origin") == search.origin
          && $0.text("reporter") == search.code("reporter") && $0.text("hs") != nil
      }
      // The code itself: its label is that of the goods, which the sentence has named.
      let name = row?.text("hs").map { "the code `\($0)`" } ?? "a code"
      findings.add(
        "search-\(search.code("reporter"))-\(search.period)",
        "{o} searched for {vaccine} from {who} in {p} under \(name), which was no longer in force then."
          + " Such a search finds nothing whatever was traded: a false negative by construction, not a zero.",
        values, weight: 0.85)
    }
    try run.findings(findings)
    try run.diagnostic(
      .warning, code: "data.gap", message: "a search for vaccines used a code that was not in force",
      help: "ask for the same months under the code of the edition in force")
  }

  /// The codes under which figures and searches are filed.
  private func codes(of failed: [Figure]) throws -> [AnswerRow] {
    try run.query(
      TradeQuery(
        measures: ["value", "value.status"], by: ["reporter", "period", "origin", "hs"],
        where: QueryConditions(run.mirror(.equals(run.parameters.vaccine))),
        period: QueryPeriod(from: run.parameters.period, grain: .printed),
        order: ["reporter", "period", "origin", "hs"])
    ).rows().filter { $0.status("value.status") == .notInEdition }
  }
}

import PluginKit

/// Exports and imports together, as the partner's customs add them up, and how they changed by year.
struct TotalTrade {
  let run: Run

  func write() throws {
    var conditions = run.mirror(flow: "T")
    conditions["reporter"] = .equals(run.parameters.partner)
    let trade = try run.figures(by: ["reporter"], where: conditions, during: run.parameters.period)
    let annual = trade.withValue.filter(\.isAnnual)
    let values: [String: ValueSource] = ["partner": .parameter("/partner"), "importer": .parameter("/importer")]
    guard !annual.isEmpty else {
      try run.diagnostic(
        .note, code: "data.gap", message: "no total trade of the chief partner by year",
        help: "import figures of flow T, exports and imports together")
      return
    }
    try run.heading("Total trade of {partner} with {importer}", level: 3, values: values)
    try run.table(
      key: "total-trade", title: "Total trade, exports and imports together", of: annual,
      columns: [
        "reporter": "Partner", "period": "Year", "value": "Exports and imports", "origin": "Printed by",
      ], notes: ["Exports and imports as the source adds them up; never added to either."])
    var findings = FindingList()
    for pair in annual.likeForLike() where pair.isOfFollowingYears {
      guard pair.hasBase(ofAtLeast: run.parameters.baseMinimum), let change = pair.changeSource(from: "a", to: "b")
      else { continue }
      findings.add(
        "total-\(pair.second.code("reporter"))-\(pair.second.period)",
        "Total trade of {who} with {importer} {word} from {a} in {p} to {b} in {q}, a change of {c} ({r}).",
        pair.words(change).filter { $0.key != "o" }, signal: pair.direction.signal, weight: 0.8)
    }
    try run.findings(findings)
  }
}

import PluginKit

/// Changes in percent that sources printed themselves, beside what the printed values give.
struct PrintedChanges {
  let run: Run
  let annual: [Figure]
  let printed: [Figure]

  func add(to findings: inout FindingList) throws {
    for reporter in printed.codes("reporter") {
      let own = printed.with("reporter", reporter)
      for period in own.codes("period") {
        try add(own.with("period", period), of: reporter, to: &findings)
      }
    }
  }

  /// Adds one sentence about what several sources print of one change.
  private func add(_ changes: [Figure], of reporter: String, to findings: inout FindingList) throws {
    guard let change = changes.narrowest().first else { return }
    var values: [String: ValueSource] = [
      "who": change.source("reporter"), "p": change.source("period"), "importer": .parameter("/importer"),
    ]
    var prints: [String] = []
    for (index, print) in changes.enumerated() {
      values["c\(index)"] = print.source("change", format: .change)
      values["o\(index)"] = print.source("origin")
      prints.append("{c\(index)} ({o\(index)})")
    }
    var text =
      "The exports of {who} to {importer} changed by " + prints.joined(separator: " and ")
      + " in {p} against the year before, as printed."
    var weight = 0.6
    let pair = annual.with("reporter", reporter).likeForLike().first { $0.second.period == change.period }
    if let pair, pair.isOfFollowingYears, let computed = pair.changeSource(from: "a", to: "b") {
      values.merge(
        [
          "a": pair.first.source, "b": pair.second.source, "d": computed, "q": pair.first.source("period"),
          "r": pair.first.source("origin"), "s": pair.second.source("origin"),
        ]) { first, _ in first }
      if pair.contradicts(printedChange: change) {
        text += " That does not fit the printed values, {a} for {q} ({r}) and {b} for {p} ({s}), which would give {d}."
        text += try baseDoubt(pair, change, into: &values)
        weight = 0.75
      } else {
        text += " The printed values, {a} and {b}, give {d}, which agrees."
      }
    }
    findings.add(
      "printed-change-\(reporter)-\(change.period)", text, values.filter { text.contains("{\($0.key)}") },
      signal: change.value.map { $0 < 0 ? "down" : "up" }, weight: weight)
  }

  /// Says what the value of the base year would have been, and whether its print is nearer total trade.
  private func baseDoubt(
    _ pair: FigurePair, _ change: Figure, into values: inout [String: ValueSource]
  ) throws -> String {
    guard let index = values.first(where: { $0.key.hasPrefix("c") && $0.value == change.source("change", format: .change) }),
      let before = pair.first.value, let after = pair.second.value, let percent = change.value, percent > -100
    else { return "" }
    let implied = after / (1 + percent / 100)
    values["i"] = .calc("b / (1 + \(index.key) / 100)", stated: implied, unit: "USD")
    let text = " With the printed change, {b} implies {i} for {q}."
    var conditions = run.mirror(flow: "T")
    conditions["reporter"] = .equals(change.code("reporter"))
    let trade = try run.figures(by: ["reporter"], where: conditions, during: pair.first.period).narrowest()
    guard let total = trade.first(where: { $0.period == pair.first.period }), let all = total.value,
      (before - all).magnitude < (before - implied).magnitude
    else { return text + " One of the prints is of another flow or another vintage." }
    values["t"] = total.source
    values["u"] = total.source("origin")
    return text + " The print of {a} is nearer to the total trade of that year, {t} ({u}), and probably means that."
  }
}

import PluginKit

/// The same months of two years, where both were printed.
struct LikeForLike {
  let run: Run
  let prints: [Figure]

  func write() throws {
    let parts = prints.withValue.filter { !$0.isAnnual }
    guard !parts.isEmpty else { return }
    try run.heading("The same months of two years", level: 3)
    var findings = FindingList()
    var lonely: [Figure] = []
    for reporter in parts.codes("reporter") {
      let own = parts.with("reporter", reporter)
      let pairs = own.likeForLike()
      for pair in pairs { add(pair, to: &findings) }
      let paired = Set(pairs.flatMap { [$0.first.period, $0.second.period] })
      lonely += own.narrowest().filter { !$0.isMonthly && !$0.isStatedZero && !paired.contains($0.period) }
    }
    try run.findings(findings)
    try writeLonely(lonely)
  }

  private func add(_ pair: FigurePair, to findings: inout FindingList) {
    guard pair.hasBase(ofAtLeast: run.parameters.baseMinimum), let change = pair.changeSource(from: "a", to: "b") else {
      return
    }
    findings.add(
      "same-months-\(pair.second.code("reporter"))-\(pair.second.period)",
      "In {q}, {who} sent {b} of {product} ({r}), against {a} in {p} ({o}): a change of {c}, like for like."
        + pair.editionNote,
      [
        "who": pair.second.source("reporter"), "a": pair.first.source, "b": pair.second.source,
        "p": pair.first.source("period"), "q": pair.second.source("period"), "o": pair.first.source("origin"),
        "r": pair.second.source("origin"), "c": change, "product": .parameter("/product"),
      ], signal: pair.direction.signal, weight: 0.5)
  }

  /// Parts of a year whose months no other year has in print.
  private func writeLonely(_ figures: [Figure]) throws {
    guard !figures.isEmpty else { return }
    var list = SentenceList()
    for figure in figures {
      list.add(
        "{who}, {p}: {v} ({o})",
        [
          "who": figure.source("reporter"), "p": figure.source("period"), "v": figure.source,
          "o": figure.source("origin"),
        ])
    }
    try run.prose("For these spans no other year has the same months in print, so they are compared with nothing.")
    try run.list(list)
    try run.diagnostic(
      .note, code: "data.gap", message: "some parts of years have no counterpart in another year",
      help: "import monthly figures of the years before")
  }
}

import PluginKit

/// What happened from year to year, partner by partner, and how parts of a year agree with the print of the year.
struct YearFindings {
  let run: Run
  let prints: [Figure]
  let changes: [Figure]

  func write() throws {
    var findings = FindingList()
    for reporter in prints.codes("reporter") {
      let own = prints.with("reporter", reporter).withValue
      for pair in own.filter(\.isAnnual).likeForLike() { add(pair, to: &findings) }
      for pair in own.disagreements() { addDisagreement(pair, to: &findings) }
      for year in own where year.isAnnual { addParts(of: year, from: own, to: &findings) }
    }
    for change in changes { addPrinted(change, to: &findings) }
    try run.findings(findings)
  }

  private func add(_ pair: FigurePair, to findings: inout FindingList) {
    var values: [String: ValueSource] = [
      "who": pair.second.source("reporter"), "product": .parameter("/product"), "a": pair.first.source,
      "b": pair.second.source, "p": pair.first.source("period"), "q": pair.second.source("period"),
      "o": pair.first.source("origin"), "r": pair.second.source("origin"), "word": .word(pair.direction.word),
    ]
    var text = "{product} from {who} {word} from {a} in {p} ({o}) to {b} in {q} ({r})"
    if pair.second.isStatedZero {
      text = "{product} from {who} {word}: {a} in {p} ({o}), and none in {q}, as {r} states."
    } else if pair.hasBase(ofAtLeast: run.parameters.baseMinimum),
      let change = pair.changeSource(from: "a", to: "b")
    {
      values["c"] = change
      text += ", a change of {c}."
    } else {
      text += ". The base is too small for a percentage."
    }
    findings.add(
      "year-\(pair.second.code("reporter"))-\(pair.second.period)", text + pair.editionNote,
      values.filter { text.contains("{\($0.key)}") }, signal: pair.direction.signal, weight: 0.7)
  }

  private func addPrinted(_ change: Figure, to findings: inout FindingList) {
    let hasFigures = prints.with("reporter", change.code("reporter")).likeForLike().contains {
      $0.second.period == change.period
    }
    let missing = hasFigures ? "" : " The figures behind it were not printed, so it cannot be computed again."
    findings.add(
      "printed-change-\(change.code("reporter"))-\(change.period)",
      "For {product} from {who}, {o} prints a change of {c} in {p}, against the year before." + missing,
      [
        "who": change.source("reporter"), "c": change.source("change", format: .change), "p": change.source("period"),
        "o": change.source("origin"), "product": .parameter("/product"),
      ], signal: change.value.map { $0 < 0 ? "down" : "up" }, weight: 0.75)
  }

  private func addDisagreement(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "disagreement-\(pair.first.code("reporter"))-\(pair.first.period)",
      "For {product} from {who} in {p}, {o} has {a} and {r} has {b}. The bounds of the two prints do not meet.",
      [
        "who": pair.first.source("reporter"), "p": pair.first.source("period"), "a": pair.first.source,
        "b": pair.second.source, "o": pair.first.source("origin"), "r": pair.second.source("origin"),
        "product": .parameter("/product"),
      ], weight: 0.65)
  }

  /// Sets the print of a year beside what another source printed of its parts.
  private func addParts(of year: Figure, from own: [Figure], to findings: inout FindingList) {
    let others = own.filter { $0.origin != year.origin && !$0.isStatedZero }
    guard let whole = year.value, whole > 0 else { return }
    for origin in others.codes("origin") {
      let parts = others.with("origin", origin).tiles(of: year.period)
      guard parts.count > 1, let first = parts.first else { continue }
      let sum = parts.compactMap(\.value).reduce(0, +)
      let names = parts.indices.map { "part\(letters[$0 % letters.count])" }
      var values: [String: ValueSource] = [
        "who": year.source("reporter"), "product": .parameter("/product"), "p": year.source("period"), "y": year.source,
        "o": year.source("origin"),
        "r": first.source("origin"),
        "together": .calc(names.joined(separator: " + "), stated: sum, unit: "USD"),
        "rest": .calc("y - (" + names.joined(separator: " + ") + ")", stated: whole - sum, unit: "USD"),
      ]
      for (name, part) in zip(names, parts) {
        values[name] = part.source
        values[name + "Period"] = part.source("period")
      }
      let listed = names.map { "{\($0)} for {\($0)Period}" }.joined(separator: ", ")
      let isLarger = year.bounds.high.map { high in sum > Decimal(high) } ?? false
      let verdict =
        isLarger
        ? "The parts are larger than the whole: one of the prints is wrong."
        : "That leaves {rest} for the months that were not printed, so the two agree as far as they go."
      if isLarger { values["rest"] = nil }
      findings.add(
        "parts-\(year.code("reporter"))-\(year.period)-\(origin)",
        "{o} has {y} of {product} from {who} in {p}. {r} prints parts of that year: \(listed), together {together}. "
          + verdict, values, weight: isLarger ? 0.9 : 0.6)
    }
  }
}

private let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"]

import PluginKit

/// One measure of one product group from one partner: what of it may be compared.
struct Series {
  let run: Run
  let prints: [Figure]

  func add(to findings: inout FindingList) throws {
    let pairs = prints.likeForLike().filter { !($0.first.isStatedZero && $0.second.isStatedZero) }
    // The last pair of years, and the last pair of parts of years; the table has the others.
    for pair in [pairs.last(where: \.second.isAnnual), pairs.last(where: { !$0.second.isAnnual })].compactMap({ $0 }) {
      addChange(pair, to: &findings)
    }
    addDecided(to: &findings)
    for pair in prints.disagreements() { addDisagreement(pair, to: &findings) }
    for pair in prints.closureBreaks() { addClosure(pair, to: &findings) }
    let paired = Set(pairs.flatMap { [$0.first.period, $0.second.period] })
    for figure in prints.narrowest() where !figure.isAnnual && !figure.isMonthly && !paired.contains(figure.period) {
      try addLonely(figure, to: &findings)
    }
  }

  private func values(_ pair: FigurePair) -> [String: ValueSource] {
    [
      "who": pair.second.source("reporter"), "goods": pair.second.source("product"), "a": pair.first.source,
      "b": pair.second.source, "p": pair.first.source("period"), "q": pair.second.source("period"),
      "o": pair.first.source("origin"), "r": pair.second.source("origin"),
    ]
  }

  private func key(_ figure: Figure) -> String {
    "\(figure.measure)-\(figure.code("product"))-\(figure.code("reporter"))-\(figure.period)"
  }

  private func addChange(_ pair: FigurePair, to findings: inout FindingList) {
    var values = values(pair)
    var text = "{goods} from {who} came to {b} in {q} ({r}), against {a} in {p} ({o})"
    let least = pair.second.measure == "value" ? run.parameters.baseMinimum : run.parameters.weightMinimum
    if pair.first.isStatedZero {
      text =
        "{goods} from {who} came to {b} in {q} ({r}). For {p}, {o} states none: from nothing, not a rise in percent"
    } else if pair.hasBase(ofAtLeast: least), let change = pair.changeSource(from: "a", to: "b") {
      values["c"] = change
      text += ", a change of {c}"
    } else {
      text += ". The base is too small for a percentage"
    }
    findings.add(
      "change-\(key(pair.second))", text + "." + editionNote(pair), values.filter { text.contains("{\($0.key)}") },
      signal: pair.direction.signal, weight: 0.7)
  }

  /// A part of one year that is larger than all of another: the only comparison of a part with a whole that decides.
  private func addDecided(to findings: inout FindingList) {
    let known = prints.narrowest()
    for year in known where year.isAnnual && !year.isStatedZero {
      let parts = known.filter { part in
        guard let low = part.bounds.low, let high = year.bounds.high else { return false }
        return (part.period.months?.count ?? 12) < 12 && part.period.start >= year.period.end && low > high
      }
      guard let part = parts.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }) else { continue }
      let pair = FigurePair(year, part)
      findings.add(
        "decided-\(key(part))",
        "{goods} from {who} came to {b} in {q} alone ({r}), more than the {a} of all {p} ({o})." + editionNote(pair),
        values(pair), signal: "up", weight: 0.8)
    }
  }

  /// A part of a year whose months stand in no other year: named, compared with nothing, set beside all goods.
  private func addLonely(_ figure: Figure, to findings: inout FindingList) throws {
    var values: [String: ValueSource] = [
      "who": figure.source("reporter"), "goods": figure.source("product"), "a": figure.source,
      "p": figure.source("period"), "o": figure.source("origin"),
    ]
    var text = "{goods} from {who} came to {a} in {p} ({o})"
    if figure.measure == "value", let amount = figure.value,
      let total = try all(figure), let whole = total.value, whole > 0, amount <= whole
    {
      values["t"] = total.source
      values["s"] = .calc("a / t", stated: amount / whole, format: .percent)
      values["r"] = total.source("origin")
      text += ", {s} of all goods that {who} sent in those months ({t}, {r})"
    }
    findings.add(
      "alone-\(key(figure))",
      text + ". No source in the data prints the same months of another year. A part of a year is not set against a"
        + " whole one, so no change is stated.", values, weight: 0.75)
  }

  /// All goods of the same partner and span.
  private func all(_ figure: Figure) throws -> Figure? {
    try run.figures(
      by: ["reporter"],
      where: [
        "partner": .equals(run.parameters.importer), "flow": .equals("X"), "product": .equals("total"),
        "reporter": .equals(figure.code("reporter")),
      ], during: figure.period
    ).narrowest().first { $0.period == figure.period }
  }

  private func addDisagreement(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "disagreement-\(key(pair.first))",
      "For {goods} from {who} in {p}, {o} has {a} and {r} has {b}. Rounding does not explain the difference.",
      values(pair).filter { $0.key != "q" }, weight: 0.65)
  }

  private func addClosure(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "closure-\(key(pair.first))-\(pair.second.period)",
      "{o} prints {a} of {goods} from {who} for {p}, more than the {b} that {r} prints for {q}, which contains it.",
      values(pair), weight: 0.9)
  }

  /// A sentence for a comparison across two editions of which the codes of the goods are not the same.
  private func editionNote(_ pair: FigurePair) -> String {
    let isMoved = ["disinfectant", "sanitizer"].contains(pair.second.code("product"))
    guard isMoved, let day = CalendarDate(year: 2022, month: 1, day: 1), pair.first.period.start < day,
      pair.second.period.end > day
    else { return "" }
    return " Between the two a part of `3808.94` moved to `3808.59`, so they are not wholly of the same goods."
  }
}

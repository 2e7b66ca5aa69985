import PluginKit

/// Syringes, needles and the like: what was printed, and whether the pace of the window is above earlier years.
struct Supplies {
  let run: Run
  let values: [Figure]
  let pieces: [Figure]

  func write(_ signs: inout Signs) throws {
    guard !(values.isEmpty && pieces.isEmpty) else {
      return try run.diagnostic(
        .warning, code: "data.gap", message: "no figure on syringes or needles for this importer and period",
        help: "import figures on them")
    }
    try run.heading("Syringes and needles", level: 3)
    try writeTables()
    var findings = FindingList()
    for product in values.codes("product") {
      let own = values.with("product", product).with("reporter", run.parameters.partner)
      try addPace(own, to: &findings, &signs)
    }
    addUnitValues(to: &findings)
    try run.findings(findings)
  }

  private func writeTables() throws {
    if !values.isEmpty {
      try run.table(
        key: "supplies-value", title: "Syringes and needles by value, as printed", of: values,
        columns: [
          "product": "Goods", "reporter": "Partner", "period": "Period", "value": "Value", "origin": "Printed by",
        ])
    }
    if !pieces.isEmpty {
      try run.table(
        key: "supplies-pieces", title: "Syringes and needles by pieces, as printed", of: pieces,
        columns: [
          "product": "Goods", "reporter": "Partner", "period": "Period", "quantity": "Pieces", "origin": "Printed by",
        ])
    }
  }

  /// Compares the window with the same months of other years, or else with what of earlier years contradicts a high pace.
  private func addPace(_ own: [Figure], to findings: inout FindingList, _ signs: inout Signs) throws {
    guard let window = own.narrowest().first(where: { $0.period == run.parameters.window }) else { return }
    let product = window.code("product")
    if let pair = own.likeForLike().first(where: { $0.second.period == window.period }) {
      addSameMonths(pair, product, to: &findings, &signs)
    } else {
      let name = try run.names(of: [product], in: "product").joined()
      try run.diagnostic(
        .note, code: "data.gap", message: "no figure of the same months of an earlier year: \(name)",
        help: "import monthly figures of the years before; until then the pace cannot be compared like for like")
    }
    addLargerPart(own, window, to: &findings, &signs)
  }

  private func addSameMonths(
    _ pair: FigurePair, _ product: String, to findings: inout FindingList, _ signs: inout Signs
  ) {
    guard pair.hasBase(ofAtLeast: run.parameters.baseMinimum), let change = pair.changeSource(from: "a", to: "b") else {
      return
    }
    let values: [String: ValueSource] = [
      "goods": pair.second.source("product"), "who": pair.second.source("reporter"), "a": pair.first.source,
      "b": pair.second.source, "p": pair.first.source("period"), "q": pair.second.source("period"), "c": change,
    ]
    let text = "{goods} from {who} came to {b} in {q}, against {a} in {p}: a change of {c}, like for like."
    findings.add("pace-\(product)", text, values, signal: pair.direction.signal, weight: 0.75)
    if (pair.change ?? 0) > 0 { signs.addFor(text, values) } else { signs.addAgainst(text, values) }
  }

  /// A shorter span of an earlier year that exceeds the whole window: then the pace is not above that of all earlier years.
  private func addLargerPart(
    _ own: [Figure], _ window: Figure, to findings: inout FindingList, _ signs: inout Signs
  ) {
    let earlier = own.narrowest().filter {
      $0.period.end <= window.period.start && $0.period.dayCount <= window.period.dayCount
    }
    guard let peak = earlier.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let most = peak.value,
      let amount = window.value, amount > 0, most > amount
    else { return }
    let values: [String: ValueSource] = [
      "goods": window.source("product"), "who": window.source("reporter"), "a": window.source,
      "p": window.source("period"), "o": window.source("origin"), "b": peak.source, "q": peak.source("period"),
      "r": peak.source("origin"), "c": .calc("b / a", stated: most / amount),
    ]
    // A print such as "more than" has no high bound; a longer span that contains the window gives one.
    let container = own.withValue.first {
      guard let high = $0.bounds.high, let low = peak.bounds.low else { return false }
      return $0.period != window.period && $0.period.contains(window.period) && high < low
    }
    var stated = values
    if let container {
      stated.merge(["y": container.source, "t": container.source("period"), "s": container.source("origin")]) { $1 }
    }
    findings.add(
      "peak-\(window.code("product"))",
      "{goods} from {who} came to {a} in {p} ({o}). {q} alone had {b} ({r}), {c} times as much."
        + (container == nil ? "" : " Even {t}, which contains {p}, had no more than {y} in all ({s}).")
        + " The pace of {p} is therefore not above that of every earlier year.",
      stated, signal: "down", weight: 0.8)
    signs.addAgainst(
      "{q} alone had {b} of {goods} ({r}), more than all of {p} with {a} ({o}).",
      values.filter { !["c", "who"].contains($0.key) })
  }

  /// The value of a piece, where value and pieces of one span are both in print.
  private func addUnitValues(to findings: inout FindingList) {
    for count in pieces {
      let value = values.with("product", count.code("product")).with("reporter", count.code("reporter"))
        .filter { $0.period == count.period }.narrowest().first
      guard let value, let dollars = value.value, let number = count.value, number > 0, dollars > 0 else { continue }
      findings.add(
        "piece-\(count.code("product"))-\(count.period)",
        "{goods} from {who} in {p}: {a} ({o}) for {n} ({r}), which makes {u}.",
        [
          "goods": count.source("product"), "who": count.source("reporter"), "p": count.source("period"),
          "a": value.source, "n": count.source, "o": value.source("origin"), "r": count.source("origin"),
          "u": .calc("a / n", stated: dollars / number, unit: "USD/u"),
        ], weight: 0.4)
    }
  }
}

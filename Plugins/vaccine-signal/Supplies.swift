import PluginKit

/// More prices of a piece than a reader takes in one by one; of more the latest are told.
private let mostPrices = 6

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
    let chief = chiefPartner
    if !values.with("reporter", chief).contains(where: { $0.period == run.parameters.window }) {
      try run.prose(
        "No figure of {window} is in print from the chief partner; where the same months of earlier years are, its newest"
          + " figure is judged instead.", values: ["window": .parameter("/window")], key: "window")
    }
    for product in values.codes("product") {
      try addPace(values.with("product", product).with("reporter", chief), to: &findings, &signs)
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

  /// The partner of the parameters, or the one with the largest figure where that one has none.
  private var chiefPartner: String {
    let own = values.with("reporter", run.parameters.partner)
    let largest = values.max { ($0.value ?? 0) < ($1.value ?? 0) }
    return own.isEmpty ? largest?.code("reporter") ?? "" : run.parameters.partner
  }

  /// Compares the window, or the newest figure where it is not in print, with the same months of each of the years before.
  private func addPace(_ own: [Figure], to findings: inout FindingList, _ signs: inout Signs) throws {
    let known = own.narrowest()
    let asked = known.first { $0.period == run.parameters.window }
    guard let window = asked ?? known.last else { return }
    let pace = Pace(run: run, window: window, known: known)
    if pace.earlier.isEmpty {
      guard asked != nil else { return }
      let name = try run.names(of: [window.code("product")], in: "product").joined()
      try run.diagnostic(
        .note, code: "data.gap", message: "no figure of the same months of an earlier year: \(name)",
        help: "import monthly figures of the years before; until then the pace cannot be compared like for like")
    } else {
      pace.add(to: &findings, &signs)
    }
    if asked != nil { addLargerPart(own, window, to: &findings, &signs) }
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
    for count in pieces.count > mostPrices ? pieces.latest(of: ["product", "reporter"]) : pieces {
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

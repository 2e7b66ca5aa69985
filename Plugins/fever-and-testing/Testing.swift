import PluginKit

/// Reagents and kits by weight and value, and instruments for tests.
struct Testing {
  let run: Run
  let reagents: Goods
  let instruments: Goods

  func write() throws {
    try writeReagents()
    try writeInstruments()
  }

  private func writeReagents() throws {
    guard !reagents.isEmpty else {
      return try run.diagnostic(
        .note, code: "data.gap", message: "no figure on reagents or test kits for this importer and period",
        help: "import figures on them")
    }
    try run.heading("{goods}", level: 3, values: ["goods": .parameter("/reagents")])
    var findings = FindingList()
    for reporter in reagents.reporters {
      let values = reagents.values.with("reporter", reporter)
      let weights = reagents.weights.with("reporter", reporter)
      for product in (values + weights).codes("product") {
        addPrice(values.with("product", product), weights.with("product", product), to: &findings)
      }
      for prints in [values, weights] { Years(run: run, prints: inOneEdition(prints)).add(to: &findings) }
    }
    try run.findings(findings)
    try reagents.writeTable(run, key: "reagents", title: "Reagents and kits: figures and their sources")
    try writeEdition()
  }

  /// The prints from the edition of 2022 on; earlier ones count other goods and are set against nothing.
  private func inOneEdition(_ prints: [Figure]) -> [Figure] {
    guard let change = Testing.newEdition else { return prints }
    let later = prints.filter { $0.period.start >= change }
    return later.isEmpty ? prints : later
  }

  private static let newEdition = CalendarDate(year: 2022, month: 1, day: 1)

  /// Says what the change of codes does to the figures at hand.
  private func writeEdition() throws {
    guard let change = Testing.newEdition, reagents.all.contains(where: { $0.period.end > change }) else { return }
    let isAcross = reagents.all.contains { $0.period.start < change }
    try run.prose(
      "In 2022 `3822.00` was split into `3822.11` to `3822.90`, which took in malaria kits and other kits from the chapter of medicines."
        + (isAcross
          ? " Figures before and after do not count the same goods, and no change is stated."
          : " No figure before 2022 is in the data, so nothing is said of a rise; a search for earlier years under"
            + " the new codes finds nothing whatever was traded."),
      key: "reagents-codes")
  }

  /// The value of a kilogram: of one span, or of shorter weights inside the span of a value.
  private func addPrice(_ values: [Figure], _ weights: [Figure], to findings: inout FindingList) {
    for value in values.narrowest().suffix(1) {
      guard let dollars = value.value, dollars > 0 else { continue }
      let same = weights.filter { $0.period == value.period }.narrowest()
      let parts = (same.isEmpty ? weights.tiles(of: value.period) : same).sorted { $0.period < $1.period }
      let mass = parts.compactMap(\.value).reduce(0, +)
      guard mass > 0, parts.count <= 12 else { continue }
      let names = parts.indices.map { "w\($0)" }
      var named: [String: ValueSource] = [
        "who": value.source("reporter"), "goods": value.source("product"), "p": value.source("period"),
        "v": value.source, "o": value.source("origin"), "r": parts[0].source("origin"),
        "u": .calc("v / (\(names.joined(separator: " + ")))", stated: dollars / mass, unit: "USD/kg"),
      ]
      for (index, part) in parts.enumerated() {
        named["w\(index)"] = part.source
        named["p\(index)"] = part.source("period")
      }
      var text =
        "{goods} from {who} in {p} came to {v} ({o}). The weight in print is "
        + parts.indices.map { "{w\($0)} in {p\($0)}" }.joined(separator: " and ") + " ({r}), which makes {u}"
      if same.isEmpty { text += " where the other months had none, and less where they had any" }
      findings.add(
        "kilogram-\(value.cell.joined(separator: "-"))", text + ". Neither tells the number of tests.", named,
        weight: 0.7)
    }
  }

  private func writeInstruments() throws {
    guard !instruments.isEmpty else {
      return try run.diagnostic(
        .note, code: "data.gap", message: "no figure on instruments for tests for this importer and period",
        help: "import figures on them")
    }
    try run.heading("{goods}", level: 3, values: ["goods": .parameter("/instruments")])
    var findings = FindingList()
    for figure in instruments.reporters.compactMap({ latest($0) }) {
      findings.add(
        "instruments-\(figure.code("reporter"))",
        "{goods} from {who} came to {v} in {p} ({o}). Those for virus tests are a part of them: an upper bound.",
        [
          "goods": figure.source("product"), "who": figure.source("reporter"), "v": figure.source,
          "p": figure.source("period"), "o": figure.source("origin"),
        ], weight: 0.5)
    }
    for reporter in instruments.reporters {
      // The codes were split in 2022, but their sum is the same goods.
      Years(run: run, prints: instruments.values.with("reporter", reporter)).add(to: &findings)
    }
    try run.findings(findings)
    if instruments.all.count > 1 {
      try instruments.writeTable(run, key: "instruments", title: "Instruments: figures and their sources")
    }
    try run.prose(
      "The code is `9027.80`, from 2022 `9027.81` and `9027.89`. It does not tell instruments for virus tests from"
        + " those of other laboratories.")
  }

  /// The last and longest value of a partner.
  private func latest(_ reporter: String) -> Figure? {
    instruments.values.with("reporter", reporter).filter { !$0.isStatedZero }.narrowest().max {
      ($0.period.end, $0.period.dayCount) < ($1.period.end, $1.period.dayCount)
    }
  }
}

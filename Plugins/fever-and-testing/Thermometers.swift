import PluginKit

/// Thermometers: what a piece cost, whether the prints of parts fit into those of wholes, and which years stand out.
struct Thermometers {
  let run: Run
  let goods: Goods

  func write() throws {
    guard !goods.isEmpty else {
      return try run.diagnostic(
        .note, code: "data.gap", message: "no figure on thermometers for this importer and period",
        help: "import figures on them")
    }
    try run.heading("{goods}", level: 3, values: ["goods": .parameter("/thermometers")])
    var findings = FindingList()
    for reporter in goods.reporters {
      let values = goods.values.with("reporter", reporter)
      let pieces = goods.pieces.with("reporter", reporter)
      for product in (values + pieces).codes("product") {
        let own = (values: values.with("product", product), pieces: pieces.with("product", product))
        let prices = Prices(run: run, values: own.values, pieces: own.pieces)
        prices.add(to: &findings)
        for prints in [own.values, own.pieces] { Closure(run: run, prints: prints).add(to: &findings) }
        Years(run: run, prints: own.values).add(to: &findings)
        Years(run: run, prints: own.values + own.pieces).addOnly(to: &findings)
        // A count that its value contradicts is no base for a comparison.
        let doubtful = Set(prices.outside.map(\.second.period))
        Years(run: run, prints: own.pieces.filter { !doubtful.contains($0.period) }).add(to: &findings)
      }
    }
    try run.findings(findings)
    try goods.writeTable(run, key: "thermometers", title: "Thermometers: figures and their sources")
    try run.prose(
      "The codes `9025.11` and `9025.19` hold thermometers of every use, industrial ones too:"
        + " upper bounds for those that find a fever.")
  }
}

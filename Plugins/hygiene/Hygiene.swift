import PluginKit

/// Soap, alcohol and disinfectants: what was printed, and what may be compared with what.
@main struct Hygiene: Plugin {
  static let id = "waybill.hygiene"
  static let version = "1.0.0"

  struct Parameters: Decodable {
    /// The importer that files little or nothing itself.
    var importer: String
    /// The span of the report.
    var period: Period
    /// The product groups, each by itself.
    var goods: [String]
    /// The smallest base of a percentage, in US dollars and in kilograms.
    var baseMinimum: Decimal
    var weightMinimum: Decimal
    /// How many partners get findings of their own.
    var partners: Int

    enum CodingKeys: String, CodingKey {
      case importer, period, goods, partners
      case baseMinimum = "base_minimum"
      case weightMinimum = "weight_minimum"
    }
  }

  func run(_ run: PluginRun<Parameters>) throws {
    let named: [String: ValueSource] = ["importer": .parameter("/importer"), "period": .parameter("/period")]
    try run.heading("Hygiene")
    let prints = try run.prints("value", unit: "USD") + run.prints("netweight", unit: nil)
    guard !prints.isEmpty else {
      try run.prose(
        "The dataset has no figure on soap or disinfectants for {importer} in {period}."
          + " That is a lack of figures, not a zero.", values: named)
      return try run.diagnostic(
        .warning, code: "data.missing", message: "no figure on hygiene for this importer and period",
        help: "choose another period or importer, or import figures on these goods")
    }
    try run.prose(
      "Figures are mirror data: what partners recorded as exports to {importer}. A month without a print is unknown,"
        + " not zero.", values: ["importer": .parameter("/importer")])
    var findings = FindingList()
    for product in run.parameters.goods {
      for reporter in prints.codes("reporter") {
        let own = prints.with("product", product).with("reporter", reporter)
        for measure in ["value", "netweight"] {
          try Series(run: run, prints: own.filter { $0.measure == measure }).add(to: &findings)
        }
      }
    }
    try run.findings(findings)
    try run.writeTable(prints)
    try sayMissing(run, prints)
  }

  /// Names the groups of which nothing is in print, and what their codes hold.
  private func sayMissing(_ run: Run, _ prints: [Figure]) throws {
    let missing = run.parameters.goods.filter { prints.with("product", $0).isEmpty }
    guard !missing.isEmpty else { return }
    let names = try run.names(of: missing, in: "product").map { $0.lowercased() }
    try run.diagnostic(
      .note, code: "data.gap", message: "no figure on \(names.joined(separator: ", ")) for this importer and period",
      help: "import figures on them; no print of them is not a zero")
  }
}

typealias Run = PluginRun<Hygiene.Parameters>

/// More prints than a reader can take in one by one; beyond them calendar years are shown.
private let mostPrints = 120

extension Run {
  /// Returns every print; where there are many, the sums of calendar years instead, each source by itself.
  func readable(
    _ measure: String, where conditions: [String: QueryFilter], during period: Period
  ) throws -> [Figure] {
    let prints = try figures(measure, by: ["product", "reporter"], where: conditions, during: period).withValue
    guard prints.count > mostPrints else { return prints }
    let by = ["product", "reporter", "period", "origin"]
    let years = try query(
      TradeQuery(
        measures: [measure, measure + ".low", measure + ".high", measure + ".status"], by: by,
        where: QueryConditions(conditions), period: QueryPeriod(from: period, grain: .year), order: by)
    ).rows().compactMap { Figure($0, measure: measure) }.withValue
    return years.isEmpty ? prints : years
  }

  /// The prints of the goods of the largest partners.
  func prints(_ measure: String, unit: String?) throws -> [Figure] {
    var conditions: [String: QueryFilter] = [
      "partner": .equals(parameters.importer), "flow": .equals("X"), "product": .anyOf(parameters.goods),
    ]
    conditions["unit"] = unit.map { .equals($0) }
    let found = try readable(measure, where: conditions, during: parameters.period)
    var largest: [String] = []
    for figure in found.sorted(by: { ($0.value ?? 0) > ($1.value ?? 0) }) where largest.count < parameters.partners {
      if !largest.contains(figure.code("reporter")) { largest.append(figure.code("reporter")) }
    }
    return found.filter { largest.contains($0.code("reporter")) }
  }

  /// Sends every print as a row; values and weights are in columns of their own.
  func writeTable(_ prints: [Figure]) throws {
    let sorted = prints.sorted {
      ($0.code("product"), $0.code("reporter"), $0.period, $0.origin)
        < ($1.code("product"), $1.code("reporter"), $1.period, $1.origin)
    }
    let measures = ["netweight", "value"].filter { name in prints.contains { $0.measure == name } }
    try table(
      key: "hygiene", title: "Soap and disinfectants: figures and their sources",
      columns: [
        .own("product", "Goods", type: "code", list: "product"),
        .own("reporter", "Partner", type: "code", list: "area"),
        .own("period", "Period", type: "period"), .own("origin", "Printed by", type: "string"),
      ]
        + measures.map {
          $0 == "value"
            ? .own($0, "Value", type: "decimal", unit: "USD") : .own($0, "Weight", type: "decimal", unit: "kg")
        },
      rows: sorted.map { print in
        ["product", "reporter", "period", "origin"].map { print.source($0) }
          + measures.map { $0 == print.measure ? print.source : nil }
      },
      notes: ["An empty cell: not in that print."])
  }
}

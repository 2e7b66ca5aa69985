import PluginKit

/// Medicines and other pharmaceutical products: who supplied them, which kinds, and where prints disagree.
@main struct PharmaBreakdown: Plugin {
  static let id = "waybill.pharma-breakdown"
  static let version = "1.0.0"

  struct Parameters: Decodable {
    /// The importer that files little or nothing itself.
    var importer: String
    /// The span of the report.
    var period: Period
    /// The group of products; its parts are the kinds.
    var product: String
    /// Kinds that a reader expects; those without any print are named.
    var kinds: [String]
    /// Groups that overlap with the product but are not wholly inside it.
    var alongside: [String]
    /// The year against which partners are judged, and the year that is judged.
    var base: Period
    var year: Period
    /// The smallest imports of the base year, in US dollars, that make a partner count.
    var threshold: Decimal
    /// Partners of which a figure is expected; those without any are named.
    var watch: [String]
    /// The smallest base, in US dollars, on which a change is given in percent.
    var baseMinimum: Decimal

    enum CodingKeys: String, CodingKey {
      case importer, period, product, kinds, alongside, base, year, threshold, watch
      case baseMinimum = "base_minimum"
    }
  }

  func run(_ run: PluginRun<Parameters>) throws {
    let values: [String: ValueSource] = [
      "product": .parameter("/product"), "importer": .parameter("/importer"), "period": .parameter("/period"),
    ]
    try run.heading("{product}", values: ["product": .parameter("/product")])
    let product = run.parameters.product
    let prints = try run.figures(by: ["reporter"], where: run.mirror(.equals(product)), during: run.parameters.period)
    let changes = try run.figures(
      "change", by: ["reporter"], where: run.mirror(.equals(product)), during: run.parameters.period
    ).withValue
    guard !(prints.isEmpty && changes.isEmpty) else {
      try run.prose("The dataset has no figure on {product} for {importer} in {period}.", values: values)
      try run.diagnostic(
        .warning, code: "data.missing", message: "no figure on the product group for this importer and period",
        help: "choose another period, importer or product group")
      return
    }
    try run.prose(
      "All figures are mirror data: what partners recorded as their exports of {product} to {importer} in {period}."
        + " They are shown as printed, each with the one who printed it.", values: values, key: "pharma-mirror")
    try YearTable(run: run, prints: prints, changes: changes).write()
    try YearFindings(run: run, prints: prints, changes: changes).write()
    try Implausible(run: run, prints: prints, changes: changes).write()
    try LikeForLike(run: run, prints: prints).write()
    try ShareOfAll(run: run, prints: prints).write()
    try Kinds(run: run, whole: prints).write()
    try LargePartners(run: run, prints: prints, changes: changes).write()
  }
}

typealias Run = PluginRun<PharmaBreakdown.Parameters>

extension Run {
  /// The conditions of products, as the partners of the importer record their exports.
  func mirror(_ product: QueryFilter) -> [String: QueryFilter] {
    ["partner": .equals(parameters.importer), "flow": .equals("X"), "product": product]
  }
}

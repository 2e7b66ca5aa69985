import PluginKit

/// All goods: what the partners print of their trade with the importer, against which single goods are seen.
@main struct TradeContext: Plugin {
  static let id = "waybill.trade-context"
  static let version = "1.0.0"

  struct Parameters: Decodable {
    /// The importer that files little or nothing itself.
    var importer: String
    /// The span of the report.
    var period: Period
    /// The partner whose trade is shown month by month.
    var partner: String
    /// How many chapters the lines of a partner must touch to stand for all goods.
    var minimumChapters: Int
    /// The smallest base, in US dollars, on which a change is given in percent.
    var baseMinimum: Decimal

    enum CodingKeys: String, CodingKey {
      case importer, period, partner
      case minimumChapters = "min_chapters"
      case baseMinimum = "base_minimum"
    }
  }

  func run(_ run: PluginRun<Parameters>) throws {
    try run.heading("Trade as a whole")
    var exports = try run.figures(by: ["reporter"], where: run.mirror(flow: "X"), during: run.parameters.period)
    let isWithoutTotals = exports.withValue.isEmpty
    if isWithoutTotals { exports = try Lines(run: run).exports() }
    try MirrorNote(run: run).write(hasExports: !exports.withValue.isEmpty)
    if isWithoutTotals, !exports.isEmpty { try Lines(run: run).writeNote() }
    try AnnualExports(run: run, exports: exports).write()
    try TotalTrade(run: run).write()
    try CompiledImports(run: run, exports: exports).write()
    try PartnerShares(run: run).write()
    try MonthlyExports(run: run, exports: exports).write()
  }
}

typealias Run = PluginRun<TradeContext.Parameters>

extension Run {
  /// The conditions of all goods, as the partners of the importer record them.
  func mirror(flow: String) -> [String: QueryFilter] {
    ["partner": .equals(parameters.importer), "flow": .equals(flow), "product": .equals("total")]
  }

  /// The conditions of all goods, as others compile them for the importer.
  func compiled(flow: String) -> [String: QueryFilter] {
    [
      "reporter": .equals(parameters.importer), "flow": .equals(flow), "product": .equals("total"),
      "method": .equals("compiled"),
    ]
  }
}

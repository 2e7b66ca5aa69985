import PluginKit

/// Whether the trade figures point to a vaccination: vaccines, syringes and needles, with what speaks for it and against.
@main struct VaccineSignal: Plugin {
  static let id = "waybill.vaccine-signal"
  static let version = "1.0.0"

  struct Parameters: Decodable {
    /// The importer that files little or nothing itself.
    var importer: String
    /// The span of the report.
    var period: Period
    /// The group of vaccines.
    var vaccine: String
    /// Goods that a vaccination needs besides.
    var supplies: [String]
    /// The span whose pace is judged.
    var window: Period
    /// The partner whose supplies are judged.
    var partner: String
    /// How many years before the window are looked at.
    var years: Int
    /// The smallest base, in US dollars, on which a change is given in percent.
    var baseMinimum: Decimal

    enum CodingKeys: String, CodingKey {
      case importer, period, vaccine, supplies, window, partner, years
      case baseMinimum = "base_minimum"
    }
  }

  func run(_ run: PluginRun<Parameters>) throws {
    try run.heading("Signs of a vaccination")
    let vaccines = try run.figures(
      by: ["reporter"], where: run.mirror(.equals(run.parameters.vaccine)), during: run.parameters.period)
    let supplies = try run.supplies("value", unit: nil)
    let pieces = try run.supplies("quantity", unit: "u")
    guard !(vaccines.isEmpty && supplies.isEmpty && pieces.isEmpty) else { return try sayNothing(run) }
    var signs = Signs()
    try Vaccines(run: run, prints: vaccines).write(&signs)
    try Searches(run: run, prints: vaccines).write(&signs)
    try Supplies(run: run, values: supplies, pieces: pieces).write(&signs)
    try Strength(run: run, signs: signs).write()
  }

  private func sayNothing(_ run: PluginRun<Parameters>) throws {
    try run.prose(
      "The dataset has no figure on {vaccine}, and none on syringes or needles, for {importer} in {period}."
        + " It can say nothing about a vaccination.",
      values: [
        "vaccine": .parameter("/vaccine"), "importer": .parameter("/importer"), "period": .parameter("/period"),
      ])
    try run.diagnostic(
      .warning, code: "data.missing",
      message: "no figure on vaccines, syringes or needles for this importer and period",
      help: "choose another period or importer")
  }
}

typealias Run = PluginRun<VaccineSignal.Parameters>

extension Run {
  /// The conditions of products, as the partners of the importer record their exports.
  func mirror(_ product: QueryFilter) -> [String: QueryFilter] {
    ["partner": .equals(parameters.importer), "flow": .equals("X"), "product": product]
  }

  /// The prints of syringes, needles and the like, in one unit where the measure has several.
  func supplies(_ measure: String, unit: String?) throws -> [Figure] {
    guard !parameters.supplies.isEmpty else { return [] }
    var conditions = mirror(.anyOf(parameters.supplies))
    conditions["unit"] = unit.map { .equals($0) }
    return try figures(measure, by: ["product", "reporter"], where: conditions, during: parameters.period).withValue
  }
}

import PluginKit

/// Goods that find a fever or an infection: thermometers, reagents and kits, instruments for tests.
@main struct FeverAndTesting: Plugin {
  static let id = "waybill.fever-and-testing"
  static let version = "1.0.0"

  struct Parameters: Decodable {
    /// The importer that files little or nothing itself.
    var importer: String
    /// The span of the report.
    var period: Period
    /// The span in which thermometers are looked for.
    var history: Period
    /// The group of thermometers.
    var thermometers: String
    /// The group of reagents and kits.
    var reagents: String
    /// The group of instruments for tests.
    var instruments: String
    /// The lowest and the highest plausible price of a thermometer, in US dollars.
    var priceLow: Decimal
    var priceHigh: Decimal
    /// The smallest base, in US dollars, of a percentage or a ratio.
    var baseMinimum: Decimal
    /// How many partners get findings of their own.
    var partners: Int

    enum CodingKeys: String, CodingKey {
      case importer, period, history, thermometers, reagents, instruments, partners
      case priceLow = "price_low"
      case priceHigh = "price_high"
      case baseMinimum = "base_minimum"
    }
  }

  func run(_ run: PluginRun<Parameters>) throws {
    let given = run.parameters
    guard given.priceLow <= given.priceHigh else {
      throw PluginError(
        kind: "config", code: "params.invalid", message: "price_low is above price_high",
        help: "give the lower price as price_low")
    }
    try run.heading("Fever and testing")
    let thermometers = try Goods(run, given.thermometers, during: given.history, besides: given.period)
    let reagents = try Goods(run, given.reagents, during: given.period)
    let instruments = try Goods(run, given.instruments, during: given.period)
    guard !(thermometers.isEmpty && reagents.isEmpty && instruments.isEmpty) else { return try sayNothing(run) }
    try run.prose(
      "Figures are mirror data: what partners recorded as exports to {importer}."
        + " A month without a print is unknown, not zero.", values: ["importer": .parameter("/importer")])
    try Thermometers(run: run, goods: thermometers).write()
    try Testing(run: run, reagents: reagents, instruments: instruments).write()
  }

  private func sayNothing(_ run: PluginRun<Parameters>) throws {
    try run.prose(
      "The dataset has no figure on thermometers, reagents or instruments for tests for {importer} in {period}."
        + " That is a lack of figures, not a zero.",
      values: ["importer": .parameter("/importer"), "period": .parameter("/period")])
    try run.diagnostic(
      .warning, code: "data.missing", message: "no figure on fever or testing for this importer and period",
      help: "choose another period or importer, or import figures on these goods")
  }
}

typealias Run = PluginRun<FeverAndTesting.Parameters>

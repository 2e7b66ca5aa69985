import PluginKit

/// The prints of one product group: values, pieces and weights, each with the one who printed it.
struct Goods {
  /// The values in US dollars.
  let values: [Figure]
  /// The numbers of pieces.
  let pieces: [Figure]
  /// The weights in kilograms.
  let weights: [Figure]

  /// Whether there is no print at all.
  var isEmpty: Bool { values.isEmpty && pieces.isEmpty && weights.isEmpty }

  /// Every print of every measure.
  var all: [Figure] { values + pieces + weights }

  /// The partners, the one with the largest print first, and no more than asked for.
  let reporters: [String]

  /// Reads the prints of the group and of the groups below it, in one span or two.
  init(_ run: Run, _ product: String, during period: Period, besides other: Period? = nil) throws {
    func prints(_ measure: String, unit: String?) throws -> [Figure] {
      var conditions: [String: QueryFilter] = [
        "partner": .equals(run.parameters.importer), "flow": .equals("X"), "product": .under(product),
      ]
      conditions["unit"] = unit.map { .equals($0) }
      var found = try run.readable(measure, where: conditions, during: period)
      if let other, !period.contains(other) {
        let more = try run.readable(measure, where: conditions, during: other)
        found += more.filter { figure in !found.contains { $0.cell == figure.cell } }
      }
      return found
    }
    let values = try prints("value", unit: "USD")
    let pieces = try prints("quantity", unit: "u")
    let weights = try prints("netweight", unit: nil)
    let largest = (values.isEmpty ? pieces + weights : values).sorted { ($0.value ?? 0) > ($1.value ?? 0) }
    var chief: [String] = []
    for figure in largest + pieces + weights where !chief.contains(figure.code("reporter")) {
      chief.append(figure.code("reporter"))
    }
    let shown = Array(chief.prefix(run.parameters.partners))
    reporters = shown
    self.values = values.filter { shown.contains($0.code("reporter")) }
    self.pieces = pieces.filter { shown.contains($0.code("reporter")) }
    self.weights = weights.filter { shown.contains($0.code("reporter")) }
  }
}

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
}

extension Figure {
  /// What identifies a print: the goods, the partner, the span and who printed it.
  var cell: [String] { [code("product"), code("reporter"), period.description, origin] }

  /// The goods, the partner and the span.
  var place: [String] { [code("product"), code("reporter"), period.description] }

  /// The names under which a sentence speaks of it: the figure, its span and who printed it.
  func named(_ value: String, _ period: String, _ origin: String) -> [String: ValueSource] {
    [value: source, period: source("period"), origin: source("origin")]
  }
}

import PluginKit

/// The lines of partners that print no total, added up.
struct Lines {
  let run: Run

  /// Returns the sums of all lines, of those partners whose lines touch so many chapters that they can be all goods.
  func exports() throws -> [Figure] {
    let conditions: [String: QueryFilter] = [
      "partner": .equals(run.parameters.importer), "flow": .equals("X"), "hs": .under("TOTAL"),
    ]
    let chapters = try run.query(
      TradeQuery(
        measures: ["rows"], by: ["reporter", "hs:2"], where: QueryConditions(conditions),
        period: QueryPeriod(from: run.parameters.period))
    ).rows()
    let counts = Dictionary(grouping: chapters) { $0.text("reporter") ?? "" }.mapValues(\.count)
    let whole = counts.filter { $0.value >= run.parameters.minimumChapters }.keys
    guard !whole.isEmpty else { return [] }
    return try run.figures(by: ["reporter"], where: conditions, during: run.parameters.period).filter {
      whole.contains($0.code("reporter"))
    }
  }

  /// Says what the sums are.
  func writeNote() throws {
    try run.prose(
      "No source prints a total of all goods: the lines of the records are added up instead. If the records hold some"
        + " goods only, the sums are too small.", key: "lines")
  }
}

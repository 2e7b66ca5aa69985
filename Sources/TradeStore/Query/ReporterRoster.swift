import TradeModel

/// The reporters that have rows at all, of any goods and time, by the flow and the partner of a series.
struct ReporterRoster {
  private var reporters: [[String]: Set<String>] = [:]
  private let places: [Int]

  /// Reads the roster of a query whose series are made by the dimensions; aggregate areas do not belong to it.
  init(
    _ statement: SQLStatement, dimensions: [Dimension], aggregates: Set<String>, reader: DatasetReader
  ) throws(StoreError) {
    places = dimensions.indices.filter { dimensions[$0] == .flow || dimensions[$0] == .partner }
    let columns = places.map { dimensions[$0] == .flow ? Int32(0) : 1 }
    let rows = try reader.statement(statement.sql)
    rows.bind(statement.arguments)
    while try rows.step() {
      let reporter = rows.text(2)
      guard !aggregates.contains(reporter) else { continue }
      reporters[columns.map { rows.text($0) }, default: []].insert(reporter)
    }
  }

  /// Returns the reporters for the flow and the partner of the series.
  func reporters(in series: [String]) -> Set<String> {
    reporters[places.map { series[$0] }] ?? []
  }
}

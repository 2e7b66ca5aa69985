import TradeModel

/// A format of delimited files: which header it has, and what a row means.
protocol TableFormat {
  associatedtype Column: TableColumn

  /// Returns whether a file with these columns, which are those that the format knows, is of this format.
  static func isHeader(_ columns: Set<Column>) -> Bool

  /// The name of the format in the list of sources, such as `baci-csv`.
  var format: String { get }
  /// What was assumed or repaired, for the import's report; complete at the end.
  var notes: [String] { get }
  /// Says what the figures in the file show to be complete.
  var extent: any StatisticsExtent { get }

  /// Prepares to read the rows of the table; throws where it lacks columns.
  init(_ table: Table<Column>, _ book: CodeBook) throws(StoreError)
  /// Fills in what the table's present row comes to.
  mutating func interpret(_ table: Table<Column>, into row: inout StatisticsRow) throws(StoreError)
}

/// A delimited file of one format, row by row.
final class TableReader<Format: TableFormat>: StatisticsReader {
  private let table: Table<Format.Column>
  private var rows: Format

  /// Opens a file of the format.
  convenience init(_ source: ByteSource, _ book: CodeBook) throws(StoreError) {
    try self.init(source, book, statedFlow: nil)
  }

  /// Opens a file whose flow the user states, where the file does not.
  init(_ source: ByteSource, _ book: CodeBook, statedFlow: Flow?) throws(StoreError) {
    table = try Table(source, statedFlow: statedFlow)
    rows = try Format(table, book)
  }

  var format: String { rows.format }
  var notes: [String] { rows.notes + table.notes }
  var extent: any StatisticsExtent { rows.extent }

  func next(into row: inout StatisticsRow) throws -> Bool {
    switch try table.next(into: &row) {
    case .end: return false
    case .faulty: return true
    case .row:
      try rows.interpret(table, into: &row)
      return true
    }
  }
}

/// A table before numbering.
public struct TableDraft: Codable, Hashable, Sendable {
  /// The name of the table, unique in its section.
  public var key: String
  /// The caption.
  public var title: TextDraft
  /// The columns, in order.
  public var columns: [TableColumn]
  /// The cells, row by row, one a column.
  public var rows: [[VerifiedValue]]
  /// How many rows there are in all; more than `rows` holds where the table was cut.
  public var totalRows: Int
  /// Notes below the table.
  public var notes: [String]

  /// Creates the value from its parts.
  public init(
    key: String, title: TextDraft, columns: [TableColumn], rows: [[VerifiedValue]], totalRows: Int,
    notes: [String] = []
  ) {
    self.key = key
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totalRows = totalRows
    self.notes = notes
  }
}

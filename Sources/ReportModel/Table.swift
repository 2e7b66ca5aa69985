/// A numbered table.
public struct Table: Codable, Hashable, Sendable {
  /// The anchor: `section.key`.
  public var id: String
  /// The number in the report.
  public var number: Int
  /// The caption.
  public var title: [Inline]
  /// The columns, in order.
  public var columns: [TableColumn]
  /// The cells.
  public var rows: [[TableCell]]
  /// How many rows there are in all.
  public var totalRows: Int
  /// Notes below the table.
  public var notes: [[Inline]]

  /// Creates the value from its parts.
  public init(
    id: String, number: Int, title: [Inline], columns: [TableColumn], rows: [[TableCell]], totalRows: Int,
    notes: [[Inline]]
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.columns = columns
    self.rows = rows
    self.totalRows = totalRows
    self.notes = notes
  }
}

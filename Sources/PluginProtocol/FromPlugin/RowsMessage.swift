/// Rows of a table that was opened before, or its end.
public struct RowsMessage: Codable, Hashable, Sendable {
  /// The key of the open table.
  public var key: String
  /// The number of the message among those of its table, counted from 0; needed where there are rows.
  public var seq: Int?
  /// The rows, as in a table: a scalar, null, or an object that says where the value comes from.
  public var rows: [[JSONValue]]?
  /// Whether the table ends here.
  public var end: Bool?
  /// How many rows the whole table has; needed at the end.
  public var n: Int?

  /// Creates the value from its parts.
  public init(key: String, seq: Int? = nil, rows: [[JSONValue]]? = nil, end: Bool? = nil, n: Int? = nil) {
    self.key = key
    self.seq = seq
    self.rows = rows
    self.end = end
    self.n = n
  }
}

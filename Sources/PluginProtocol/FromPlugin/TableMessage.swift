/// A table: the answer of a query, or rows of the plugin's own.
public struct TableMessage: Codable, Hashable, Sendable {
  /// A stable name, unique in the run.
  public var key: String
  /// The caption.
  public var title: String?
  /// The query or input whose rows it shows.
  public var from: String?
  /// The columns; for a table `from` a query, which to show and how.
  public var columns: [TableColumnMessage]?
  /// The rows of an own table: a scalar, null, or an object that says where the value comes from.
  public var rows: [[JSONValue]]?
  /// Whether the rows come in `rows` messages, up to one that says `end`.
  public var open: Bool?
  /// Show only so many rows of a query.
  public var limit: Int?
  /// Notes below the table.
  public var notes: [String]?

  /// Creates the value from its parts.
  public init(
    key: String, title: String? = nil, from: String? = nil, columns: [TableColumnMessage]? = nil,
    rows: [[JSONValue]]? = nil, open: Bool? = nil, limit: Int? = nil, notes: [String]? = nil
  ) {
    self.key = key
    self.title = title
    self.from = from
    self.columns = columns
    self.rows = rows
    self.open = open
    self.limit = limit
    self.notes = notes
  }
}

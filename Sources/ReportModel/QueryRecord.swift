/// One query with what came back.
public struct QueryRecord: Codable, Hashable, Sendable {
  /// `section/query`, unique in the report.
  public var id: String
  /// The canonical JSON of the query.
  public var query: String
  /// The digest of query and snapshot.
  public var digest: String
  /// What the engine ran.
  public var sql: String
  /// How many rows the answer has.
  public var rows: Int
  /// How many observations it counted.
  public var sourceRows: Int
  /// Who published them.
  public var origins: [String]
  /// Cells without a figure, with the reason, in words.
  public var gaps: [String]
  /// Circumstances that a reader must know, with counts.
  public var flags: [String: Int]

  /// Creates the value from its parts.
  public init(
    id: String, query: String, digest: String, sql: String, rows: Int, sourceRows: Int, origins: [String],
    gaps: [String], flags: [String: Int]
  ) {
    self.id = id
    self.query = query
    self.digest = digest
    self.sql = sql
    self.rows = rows
    self.sourceRows = sourceRows
    self.origins = origins
    self.gaps = gaps
    self.flags = flags
  }
}

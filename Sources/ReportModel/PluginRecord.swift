/// One plugin's part in the report.
public struct PluginRecord: Codable, Hashable, Sendable {
  /// The section that it made.
  public var section: String
  /// The plugin's identifier.
  public var id: String
  /// The plugin's own version.
  public var version: String
  /// The digest of the plugin's folder.
  public var digest: String
  /// How its run ended: `ok`, `failed`, `crashed`, `cancelled`, or an error code.
  public var status: String
  /// How many queries it asked.
  public var queries: Int
  /// How many rows it was sent.
  public var rowsRead: Int

  /// Creates the value from its parts.
  public init(
    section: String, id: String, version: String, digest: String, status: String, queries: Int, rowsRead: Int
  ) {
    self.section = section
    self.id = id
    self.version = version
    self.digest = digest
    self.status = status
    self.queries = queries
    self.rowsRead = rowsRead
  }
}

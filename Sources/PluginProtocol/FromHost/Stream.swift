public import TradeModel

/// The head of an answer: its columns.
public struct Stream: Codable, Hashable, Sendable {
  /// The question, or the name of the input.
  public var id: String
  /// The columns of every row.
  public var columns: [ResultColumn]
  /// The digest of query and snapshot.
  public var digest: String

  /// Creates the value from its parts.
  public init(id: String, columns: [ResultColumn], digest: String) {
    self.id = id
    self.columns = columns
    self.digest = digest
  }
}

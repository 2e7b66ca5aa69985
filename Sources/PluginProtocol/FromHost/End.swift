public import TradeModel

/// The end of an answer, and what it rests on.
public struct End: Codable, Hashable, Sendable {
  /// The question, or the name of the input.
  public var id: String
  /// How many rows were sent.
  public var rows: Int
  /// Whether the plugin dropped the rest.
  public var truncated: Bool
  /// What the answer rests on; complete only where it was not truncated.
  public var evidence: QueryEvidence

  /// Creates the value from its parts.
  public init(id: String, rows: Int, truncated: Bool, evidence: QueryEvidence) {
    self.id = id
    self.rows = rows
    self.truncated = truncated
    self.evidence = evidence
  }
}

public import ReportModel
public import TradeModel

/// What an answer rests on, besides its rows.
public struct AnswerSummary: Codable, Sendable {
  /// How many rows the answer has.
  public var rowCount: Int
  /// What the rows rest on, and what they leave open.
  public var evidence: QueryEvidence
  /// The digest of query and snapshot.
  public var digest: String
  /// The digest of the dataset's state.
  public var snapshot: String
  /// What else the dataset has that the query left out, as notes.
  public var diagnostics: [Diagnostic]
}

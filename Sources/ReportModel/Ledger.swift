/// What every number of the report rests on.
public struct Ledger: Codable, Hashable, Sendable {
  /// Every query whose answer a value cites, by identifier.
  public var queries: [QueryRecord]
  /// Every value, by identifier.
  public var values: [EvidenceRecord]
  /// Every source row that a cited cell counts, or that stands beside it.
  public var sources: [SourceRecord]

  /// Creates the value from its parts.
  public init(queries: [QueryRecord] = [], values: [EvidenceRecord] = [], sources: [SourceRecord] = []) {
    self.queries = queries
    self.values = values
    self.sources = sources
  }
}

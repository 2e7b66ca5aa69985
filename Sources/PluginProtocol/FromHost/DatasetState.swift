/// The state of a dataset that a run reads.
public struct DatasetState: Codable, Hashable, Sendable {
  /// The digest of the state, which depends on content alone.
  public var snapshot: String
  /// The day that the report speaks of, ISO 8601.
  public var asOf: String

  /// Creates the state of a dataset.
  public init(snapshot: String, asOf: String) {
    self.snapshot = snapshot
    self.asOf = asOf
  }

  enum CodingKeys: String, CodingKey {
    case snapshot
    case asOf = "as_of"
  }
}

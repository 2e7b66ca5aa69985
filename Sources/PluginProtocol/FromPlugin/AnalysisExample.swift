/// Parameters to try, with what they show.
public struct AnalysisExample: Codable, Hashable, Sendable {
  /// The parameters.
  public var params: JSONValue
  /// What the example shows.
  public var note: String?

  /// Creates the value from its parts.
  public init(params: JSONValue, note: String? = nil) {
    self.params = params
    self.note = note
  }
}

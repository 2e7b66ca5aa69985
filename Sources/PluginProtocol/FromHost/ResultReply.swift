/// The answer to `describe` and `lookup`.
public struct ResultReply: Codable, Hashable, Sendable {
  /// The question.
  public var id: String
  /// The answer.
  public var value: JSONValue

  /// Creates the value from its parts.
  public init(id: String, value: JSONValue) {
    self.id = id
    self.value = value
  }
}

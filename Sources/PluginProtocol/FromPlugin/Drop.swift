/// Gives up on the rest of an answer.
public struct Drop: Codable, Hashable, Sendable {
  /// The question.
  public var id: String

  /// Creates the value from its parts.
  public init(id: String) {
    self.id = id
  }
}

/// The refusal of a question.
public struct ErrorReply: Codable, Hashable, Sendable {
  /// The question, where there was one.
  public var id: String?
  /// What went wrong.
  public var error: ErrorDetail

  /// Creates the value from its parts.
  public init(id: String? = nil, error: ErrorDetail) {
    self.id = id
    self.error = error
  }
}

/// The text of a footnote that a `[^key]` in the same section points to.
public struct FootnoteDraft: Codable, Hashable, Sendable {
  /// The name that texts use.
  public var key: String
  /// The words.
  public var text: TextDraft

  /// Creates the value from its parts.
  public init(key: String, text: TextDraft) {
    self.key = key
    self.text = text
  }
}

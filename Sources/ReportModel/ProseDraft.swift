/// A paragraph.
public struct ProseDraft: Codable, Hashable, Sendable {
  /// The name for cross references; nil where there is none.
  public var key: String?
  /// The words.
  public var text: TextDraft

  /// Creates the value from its parts.
  public init(key: String? = nil, text: TextDraft) {
    self.key = key
    self.text = text
  }
}

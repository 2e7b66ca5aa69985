/// A heading inside a section.
public struct HeadingDraft: Codable, Hashable, Sendable {
  /// 2 for a section's own heading, 3 or more below it.
  public var level: Int
  /// The words.
  public var text: TextDraft

  /// Creates the value from its parts.
  public init(level: Int, text: TextDraft) {
    self.level = level
    self.text = text
  }
}

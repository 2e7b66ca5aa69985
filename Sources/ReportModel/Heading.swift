/// A heading inside a section, without a number.
public struct Heading: Codable, Hashable, Sendable {
  /// The depth: one more than the section's.
  public var level: Int
  /// The words.
  public var text: [Inline]

  /// Creates the value from its parts.
  public init(level: Int, text: [Inline]) {
    self.level = level
    self.text = text
  }
}

/// A heading.
public struct HeadingMessage: Codable, Hashable, Sendable {
  /// 2 for the section's own heading, 3 or more below it.
  public var level: Int
  /// The words.
  public var text: String
  /// The values that the text names.
  public var values: [String: ValueSource]?

  /// Creates the value from its parts.
  public init(level: Int, text: String, values: [String: ValueSource]? = nil) {
    self.level = level
    self.text = text
    self.values = values
  }
}

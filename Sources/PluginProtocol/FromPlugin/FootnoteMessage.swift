/// The text of a footnote.
public struct FootnoteMessage: Codable, Hashable, Sendable {
  /// The name that texts use.
  public var key: String
  /// The words.
  public var text: String
  /// The values that the text names.
  public var values: [String: ValueSource]?

  /// Creates the value from its parts.
  public init(key: String, text: String, values: [String: ValueSource]? = nil) {
    self.key = key
    self.text = text
    self.values = values
  }
}

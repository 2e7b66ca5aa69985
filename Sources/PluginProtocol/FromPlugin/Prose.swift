/// A paragraph.
public struct Prose: Codable, Hashable, Sendable {
  /// The words, with small inline markup.
  public var text: String
  /// The values that the text names.
  public var values: [String: ValueSource]?
  /// A stable name.
  public var key: String?

  /// Creates the value from its parts.
  public init(text: String, values: [String: ValueSource]? = nil, key: String? = nil) {
    self.text = text
    self.values = values
    self.key = key
  }
}

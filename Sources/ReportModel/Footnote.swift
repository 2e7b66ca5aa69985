/// A numbered footnote.
public struct Footnote: Codable, Hashable, Sendable {
  /// The number.
  public var number: Int
  /// The words.
  public var text: [Inline]

  /// Creates the value from its parts.
  public init(number: Int, text: [Inline]) {
    self.number = number
    self.text = text
  }
}

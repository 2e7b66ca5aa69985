/// A paragraph.
public struct Paragraph: Codable, Hashable, Sendable {
  /// The anchor for cross references.
  public var id: String?
  /// The words.
  public var text: [Inline]

  /// Creates the value from its parts.
  public init(id: String? = nil, text: [Inline]) {
    self.id = id
    self.text = text
  }
}

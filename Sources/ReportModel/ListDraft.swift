/// A list of short texts.
public struct ListDraft: Codable, Hashable, Sendable {
  /// The name for cross references; nil where there is none.
  public var key: String?
  /// The items, in order.
  public var items: [TextDraft]

  /// Creates the value from its parts.
  public init(key: String? = nil, items: [TextDraft]) {
    self.key = key
    self.items = items
  }
}

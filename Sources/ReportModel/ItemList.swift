/// A list.
public struct ItemList: Codable, Hashable, Sendable {
  /// The anchor for cross references.
  public var id: String?
  /// The items, in order.
  public var items: [[Inline]]

  /// Creates the value from its parts.
  public init(id: String? = nil, items: [[Inline]]) {
    self.id = id
    self.items = items
  }
}

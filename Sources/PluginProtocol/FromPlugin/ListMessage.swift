/// A list.
public struct ListMessage: Codable, Hashable, Sendable {
  /// The items, with small inline markup.
  public var items: [String]
  /// The values that the items name.
  public var values: [String: ValueSource]?
  /// A stable name.
  public var key: String?

  /// Creates the value from its parts.
  public init(items: [String], values: [String: ValueSource]? = nil, key: String? = nil) {
    self.items = items
    self.values = values
    self.key = key
  }
}

/// One line of the report's head: what it is about.
public struct ScopeEntry: Codable, Hashable, Sendable {
  /// What is stated, such as `Importer`.
  public var name: String
  /// The words, such as `North Korea`.
  public var value: String

  /// Creates the value from its parts.
  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// How a unit is written beside a number.
public struct UnitLabel: Codable, Hashable, Sendable {
  /// The unit's code, such as `USD`.
  public var code: String
  /// The words after the number 1.
  public var singular: String
  /// The words after other numbers.
  public var plural: String
  /// Whether the unit stands before the number, as currencies do.
  public var isPrefix: Bool

  /// Creates the value from its parts.
  public init(code: String, singular: String, plural: String, isPrefix: Bool = false) {
    self.code = code
    self.singular = singular
    self.plural = plural
    self.isPrefix = isPrefix
  }
}

/// What a verified value is.
public enum ValueKind: String, Codable, Hashable, Sendable {
  /// A number, perhaps with a unit.
  case number
  /// A code with a label.
  case code
  /// A period.
  case period
  /// Plain text.
  case text
}

/// How bad something is.
public enum Severity: String, Codable, Hashable, Sendable, CaseIterable {
  /// Good to know.
  case note
  /// The report is whole, but something deserves a look.
  case warning
  /// Something is missing or wrong.
  case error
}

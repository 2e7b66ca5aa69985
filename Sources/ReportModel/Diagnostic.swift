/// Something that went wrong, or nearly.
public struct Diagnostic: Codable, Hashable, Sendable {
  /// How bad it is.
  public var severity: Severity
  /// The error code.
  public var code: String
  /// What happened.
  public var message: String
  /// What to try.
  public var hint: String?
  /// Where: a plugin, a section, or a file with line and column.
  public var place: String?

  /// Creates the value from its parts.
  public init(severity: Severity, code: String, message: String, hint: String? = nil, place: String? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
    self.place = place
  }
}

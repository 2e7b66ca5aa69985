/// A remark of the host: a gap, a failed plugin, a number that was refused.
public struct Notice: Codable, Hashable, Sendable {
  /// How bad it is.
  public var severity: Severity
  /// The error code of the protocol.
  public var code: String
  /// What happened, for the reader.
  public var message: String
  /// What to try.
  public var hint: String?

  /// Creates the value from its parts.
  public init(severity: Severity, code: String, message: String, hint: String? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.hint = hint
  }
}

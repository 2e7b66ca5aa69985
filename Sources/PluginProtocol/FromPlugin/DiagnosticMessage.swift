/// A remark for the report: a gap, a doubt.
public struct DiagnosticMessage: Codable, Hashable, Sendable {
  /// `note`, `warning` or `error`.
  public var severity: String
  /// A code, such as `data.gap`.
  public var code: String?
  /// What the reader must know.
  public var message: String
  /// What to try.
  public var help: String?

  /// Creates the value from its parts.
  public init(severity: String, code: String? = nil, message: String, help: String? = nil) {
    self.severity = severity
    self.code = code
    self.message = message
    self.help = help
  }
}

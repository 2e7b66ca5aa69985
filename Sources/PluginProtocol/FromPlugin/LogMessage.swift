/// A remark for the log, not for the report.
public struct LogMessage: Codable, Hashable, Sendable {
  /// `debug`, `info`, `warning` or `error`.
  public var level: String?
  /// The words.
  public var message: String

  /// Creates the value from its parts.
  public init(level: String? = nil, message: String) {
    self.level = level
    self.message = message
  }
}

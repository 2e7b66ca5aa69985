/// What went wrong, for the person who can change it.
public struct ErrorDetail: Codable, Hashable, Sendable {
  /// Who must act: `config`, `data`, `plugin`, `host`, `transient` or `policy`.
  public var kind: String
  /// The error code.
  public var code: String
  /// What happened, for the analyst.
  public var message: String
  /// What to try.
  public var help: String?
  /// The places.
  public var labels: [ErrorLabel]?
  /// More for the plugin's author.
  public var detail: String?

  /// Creates the value from its parts.
  public init(
    kind: String, code: String, message: String, help: String? = nil, labels: [ErrorLabel]? = nil,
    detail: String? = nil
  ) {
    self.kind = kind
    self.code = code
    self.message = message
    self.help = help
    self.labels = labels
    self.detail = detail
  }
}

/// Text with small inline markup and named values, as a plugin or a report file wrote it.
public struct TextDraft: Codable, Hashable, Sendable {
  /// The text: `*em*`, `**strong**`, `code` in backticks, `[text](url)`, `[^footnote]`, `{value}`, `@key`.
  public var template: String
  /// The values that the template names.
  public var values: [String: VerifiedValue]

  /// Creates the value from its parts.
  public init(template: String, values: [String: VerifiedValue] = [:]) {
    self.template = template
    self.values = values
  }
}

/// One rule of the protocol with the check that a plugin keeps it.
package struct PluginCase: Sendable {
  /// The name, such as `F01`; it never changes its meaning.
  package let id: String
  /// The rule in one sentence.
  package let rule: String
  /// Where the rule stands in `protocol.md`, such as `1.6`.
  package let section: String
  /// Returns where the plugin keeps the rule; throws `CaseFailure` where it does not, `CaseSkip` where it need not.
  let check: @Sendable (CaseContext) async throws -> Void

  /// Every case for plugins, in the order of the table in `cases.json`.
  package static let all: [PluginCase] =
    FramingCases.all + HandshakeCases.all + RunCases.all + QuestionCases.all + EndingCases.all + OutputCases.all
}

/// Why a plugin does not keep a rule.
struct CaseFailure: Error, Hashable, Sendable {
  /// What was seen.
  var reason: String
  /// The line of the plugin's output, counted from 1.
  var line: Int?
  /// The beginning of that line.
  var excerpt: String?
  /// What the author can do.
  var hint: String?

  init(_ reason: String, line: HeardLine? = nil, hint: String? = nil) {
    self.reason = reason
    self.line = line?.number
    excerpt = line?.excerpt
    self.hint = hint
  }
}

/// Why a case does not apply to a plugin.
struct CaseSkip: Error, Hashable, Sendable {
  /// The reason.
  var reason: String

  init(_ reason: String) {
    self.reason = reason
  }
}

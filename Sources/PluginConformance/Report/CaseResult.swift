/// What came of one case.
package struct CaseResult: Codable, Hashable, Sendable {
  /// How a case ended.
  package enum Outcome: String, Codable, Sendable {
    /// The plugin keeps the rule.
    case pass
    /// It does not.
    case fail
    /// The rule does not apply.
    case skip
  }

  /// The case.
  package var id: String
  /// Its rule.
  package var rule: String
  /// Where the rule stands in `protocol.md`.
  package var section: String
  /// How it ended.
  package var outcome: Outcome
  /// What was seen, or why the case was skipped; nil where it passed.
  package var reason: String?
  /// The line of the plugin's output, counted from 1.
  package var line: Int?
  /// The beginning of that line.
  package var excerpt: String?
  /// What the author can do.
  package var hint: String?
  /// Whether a failure was expected; such a failure does not count.
  package var isExpected: Bool?

  init(_ check: PluginCase, _ outcome: Outcome) {
    id = check.id
    rule = check.rule
    section = check.section
    self.outcome = outcome
  }
}

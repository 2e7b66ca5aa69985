import PluginKit

/// What speaks for a vaccination and what against, each with the values that it names.
struct Signs {
  /// What speaks for it.
  var speakingFor = SentenceList()
  /// What speaks against it, or leaves it open.
  var speakingAgainst = SentenceList()

  /// Adds what speaks for it.
  mutating func addFor(_ text: String, _ values: [String: ValueSource]) {
    speakingFor.add(text, values)
  }

  /// Adds what speaks against it.
  mutating func addAgainst(_ text: String, _ values: [String: ValueSource]) {
    speakingAgainst.add(text, values)
  }
}

import PluginKit

/// What speaks for a vaccination and what against, each with the values that it names.
struct Signs {
  /// One consideration.
  struct Sign {
    var text: String
    var values: [String: ValueSource]
  }

  private(set) var speakingFor: [Sign] = []
  private(set) var speakingAgainst: [Sign] = []

  /// Adds what speaks for it.
  mutating func addFor(_ text: String, _ values: [String: ValueSource]) {
    speakingFor.append(Sign(text: text, values: values))
  }

  /// Adds what speaks against it.
  mutating func addAgainst(_ text: String, _ values: [String: ValueSource]) {
    speakingAgainst.append(Sign(text: text, values: values))
  }
}

extension Signs.Sign {
  /// Returns the sentence with every name of a value made different by the suffix, in calculations too.
  fileprivate func renamed(_ suffix: String) -> Signs.Sign {
    var text = text
    for name in values.keys {
      text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false).joined(
        separator: "{\(name)\(suffix)}")
    }
    let renamed = values.map { name, value in
      guard case .calculation(let expression, let stated, let unit, let format) = value else {
        return (name + suffix, value)
      }
      let words = expression.split(separator: " ").map { values[String($0)] == nil ? String($0) : $0 + suffix }
      return (
        name + suffix,
        .calculation(expression: words.joined(separator: " "), stated: stated, unit: unit, format: format)
      )
    }
    return Signs.Sign(text: text, values: Dictionary(renamed, uniquingKeysWith: { first, _ in first }))
  }
}

extension [Signs.Sign] {
  /// The sentences as one list, which needs names of values that are different in every sentence.
  var list: (items: [String], values: [String: ValueSource]) {
    let signs = enumerated().map { $1.renamed("n\($0)") }
    return (signs.map(\.text), signs.reduce(into: [:]) { $0.merge($1.values) { first, _ in first } })
  }
}

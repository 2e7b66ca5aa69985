public import PluginProtocol

/// Sentences that are sent as one list; each names its values as if it stood alone.
///
/// A list has one set of names for all its items, so the names are made different when the list is sent.
public struct SentenceList {
  private var sentences: [(text: String, values: [String: ValueSource])] = []

  /// Creates an empty list.
  public init() {}

  /// Whether there are none.
  public var isEmpty: Bool { sentences.isEmpty }

  /// How many sentences there are.
  public var count: Int { sentences.count }

  /// Adds a sentence with the values that it names.
  public mutating func add(_ text: String, _ values: [String: ValueSource]) {
    sentences.append((text, values))
  }

  /// The items and their values, every name with the number of its sentence.
  var message: (items: [String], values: [String: ValueSource]) {
    var items: [String] = []
    var values: [String: ValueSource] = [:]
    for (number, sentence) in sentences.enumerated() {
      let suffix = "n\(number)"
      var text = sentence.text
      for (name, value) in sentence.values {
        text = text.replacing("{\(name)}", with: "{\(name)\(suffix)}")
        values[name + suffix] = value.renaming(Set(sentence.values.keys), by: suffix)
      }
      items.append(text)
    }
    return (items, values)
  }
}

extension ValueSource {
  /// Returns a calculation with the suffix behind every one of the names; other values stay as they are.
  fileprivate func renaming(_ names: Set<String>, by suffix: String) -> ValueSource {
    guard case .calculation(let expression, let stated, let unit, let format) = self else { return self }
    let isName = { (character: Character) in character.isLetter || character.isNumber || "_.".contains(character) }
    var renamed = ""
    var rest = Substring(expression)
    while !rest.isEmpty {
      let name = rest.prefix(while: isName)
      renamed += names.contains(String(name)) ? name + suffix : name
      rest = rest.dropFirst(name.count)
      let between = rest.prefix { !isName($0) }
      renamed += between
      rest = rest.dropFirst(between.count)
    }
    return .calculation(expression: renamed, stated: stated, unit: unit, format: format)
  }
}

extension PluginRun {
  /// Sends the sentences as one list.
  public func list(_ sentences: SentenceList, key: String? = nil) throws {
    let message = sentences.message
    try list(message.items, values: message.values, key: key)
  }
}

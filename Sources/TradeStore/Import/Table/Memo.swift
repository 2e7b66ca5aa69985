/// What texts of one column stand for, kept because most rows repeat those of others.
struct Memo<Value> {
  private var known: [String: Value?] = [:]

  /// Creates an empty memory.
  init() {}

  /// Returns what the text stands for; the closure is asked once for each text.
  mutating func value(of text: String, _ find: (String) -> Value?) -> Value? {
    if let value = known[text] { return value }
    let value = find(text)
    known[text] = .some(value)
    return value
  }
}

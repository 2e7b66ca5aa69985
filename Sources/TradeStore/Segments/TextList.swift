/// Different texts, numbered in the order in which they came.
struct TextList {
  private(set) var texts: [String] = []
  private var numbers: [String: Int32] = [:]

  /// Returns the number of the text, a new one where it has none.
  mutating func number(_ text: String) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  /// The text with the number.
  subscript(_ number: Int32) -> String { texts[Int(number)] }

  /// Forgets all texts.
  mutating func removeAll() {
    texts.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }

  /// Returns for every number its place in the order of the bytes.
  func ranks() -> [UInt64] {
    var ranks = [UInt64](repeating: 0, count: texts.count)
    let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
    for (rank, index) in order.enumerated() { ranks[index] = UInt64(rank) }
    return ranks
  }
}

/// A section's place in the outline.
struct SectionNumber: Hashable, Sendable {
  /// The number, such as `2.1`; empty for text without a heading.
  var text: String
  /// The depth: 1 for the top.
  var level: Int

  /// Returns the next place below the parent; text without a heading takes no number.
  static func next(after siblings: inout Int, below parent: SectionNumber?, isNumbered: Bool) -> SectionNumber {
    let level = (parent?.level ?? 0) + 1
    guard isNumbered else { return SectionNumber(text: "", level: level) }
    siblings += 1
    guard let parent, !parent.text.isEmpty else { return SectionNumber(text: String(siblings), level: level) }
    return SectionNumber(text: parent.text + "." + String(siblings), level: level)
  }
}

/// What codes and editions of the Harmonized System look like.
enum HSCode {
  /// Returns whether the text is a subheading: six digits.
  static func isSubheading(_ text: String) -> Bool {
    text.utf8.count == 6 && looksLikeCode(text)
  }

  /// Returns whether the text has digits only.
  static func looksLikeCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  /// Returns the edition that a heading such as `From HS 2022` or `HS17` names; nil where it names none.
  static func edition(_ heading: String) -> String? {
    var words = heading.uppercased().filter { !$0.isWhitespace }[...]
    for word in ["FROM", "TO"] where words.hasPrefix(word) { words = words.dropFirst(word.count) }
    guard words.hasPrefix("HS") else { return nil }
    let digits = String(words.dropFirst(2))
    guard looksLikeCode(digits) else { return nil }
    // The first edition is of 1988.
    if digits.utf8.count == 2 { return "HS" + (digits >= "88" ? "19" : "20") + digits }
    return digits.utf8.count == 4 ? "HS" + digits : nil
  }
}

/// Finds figures that stand bare in a text, where no evidence can be attached to them.
enum UnbackedNumbers {
  /// Returns the words of a template that are figures.
  ///
  /// Placeholders, code spans, link targets and footnote marks do not count, nor do years from 1900 to 2099 and words that
  /// letters are a part of, such as `COVID-19`.
  static func words(in template: String) -> [String] {
    var plain = ""
    var closing: Character?
    var previous: Character?
    for character in template {
      defer { previous = character }
      if let end = closing {
        if character == end { closing = nil }
        continue
      }
      switch character {
      case "{": closing = "}"
      case "`": closing = "`"
      case "(" where previous == "]": closing = ")"
      case "[": plain.append(" ")
      default: plain.append(character)
      }
    }
    return plain.split(whereSeparator: \.isWhitespace).map(String.init).filter(isFigure)
  }

  private static func isFigure(_ word: String) -> Bool {
    guard word.contains(where: \.isNumber), !word.contains(where: \.isLetter), !word.hasPrefix("^") else {
      return false
    }
    let digits = word.filter(\.isNumber)
    // A year, or a span of years such as 2019-2020.
    let isYears = word.split(whereSeparator: { !$0.isNumber }).allSatisfy { part in
      part.count == 4 && (1900...2099).contains(Int(part) ?? 0)
    }
    return !digits.isEmpty && !isYears
  }
}

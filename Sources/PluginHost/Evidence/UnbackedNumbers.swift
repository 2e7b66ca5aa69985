internal import ReportModel

/// Finds figures that stand bare in a text, where no evidence can be attached to them.
///
/// The text is read with the very parser that prints it, so that nothing can be a figure on the page and none here.
package enum UnbackedNumbers {
  /// Returns the words of a template that are figures.
  ///
  /// Placeholders, link targets, footnote marks and references do not count, nor do years from 1900 to 2099, names such
  /// as `COVID-19` or `BA.4`, and a single code in backticks.
  package static func words(in template: String) -> [String] {
    InlineParser.parse(template).flatMap(words)
  }

  /// Returns the words of a plain text that are figures.
  package static func words(inPlain text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map(String.init).filter(isFigure)
  }

  private static func words(in piece: DraftInline) -> [String] {
    switch piece {
    case .text(let text): words(inPlain: text)
    case .emphasis(let inner), .strong(let inner), .link(let inner, _): inner.flatMap(words)
    case .code(let code): isCode(code) ? [] : words(inPlain: code)
    case .placeholder, .footnote, .reference: []
    }
  }

  /// Whether the text in backticks is one code: digits, letters, dots and hyphens, without a blank.
  private static func isCode(_ text: String) -> Bool {
    (1...24).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        isDigit(byte) || isLetter(byte) || [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_")].contains(byte)
      }
  }

  private static func isFigure(_ word: String) -> Bool {
    guard word.contains(where: \.isNumber) else { return false }
    let core = Array(word.utf8.drop(while: isPunctuation).reversed().drop(while: isPunctuation).reversed())
    return !isYears(core) && !isName(core)
  }

  /// Whether the word is a year, or a span of years such as 2019-2020.
  private static func isYears(_ word: [UInt8]) -> Bool {
    let parts = String(decoding: word, as: UTF8.self).split(omittingEmptySubsequences: false) { "-–/".contains($0) }
    return parts.count <= 2 && parts.allSatisfy { $0.utf8.count == 4 && (1900...2099).contains(Int($0) ?? 0) }
  }

  /// Whether the word is a name with a number in it: letters, perhaps a hyphen or a dot, and at most three digits.
  private static func isName(_ word: [UInt8]) -> Bool {
    let letters = word.prefix(while: isLetter)
    var rest = word.dropFirst(letters.count)
    if let first = rest.first, first == UInt8(ascii: "-") || first == UInt8(ascii: ".") { rest = rest.dropFirst() }
    let isMoney = ["USD", "EUR", "CNY", "INR", "US"].contains(String(decoding: letters, as: UTF8.self).uppercased())
    return !letters.isEmpty && !isMoney && (1...3).contains(rest.count) && rest.allSatisfy(isDigit)
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    ".,;:()[]\"'!?".utf8.contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

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
    let core = word.drop(while: isPunctuation)
    let trimmed = String(core.reversed().drop(while: isPunctuation).reversed())
    return trimmed.contains(where: \.isLetter) ? !isName(trimmed) : !isYears(trimmed)
  }

  /// Whether the word is a year, or years joined by hyphens or strokes such as 2019-2020.
  private static func isYears(_ word: String) -> Bool {
    word.split(omittingEmptySubsequences: false) { "-–/".contains($0) }.allSatisfy(isYear)
  }

  private static func isYear(_ digits: Substring) -> Bool {
    digits.utf8.count == 4 && (1900...2099).contains(Int(digits) ?? 0)
  }

  /// Whether the word is a name with a number in it, such as `COVID-19`, `HS2022` or `19th`.
  ///
  /// A name has no decimals, no more than three digits in a row unless they are a year, no currency before its digits, and
  /// no measure behind them.
  private static func isName(_ word: String) -> Bool {
    let groups = word.split { !$0.isNumber }
    guard groups.allSatisfy({ $0.count <= 3 || isYear($0) }), groups.allSatisfy({ $0.allSatisfy(\.isASCII) }),
      word.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".-'’/".contains($0)) })
    else { return false }
    let characters = Array(word)
    let hasDecimals = characters.indices.dropFirst().dropLast().contains { index in
      !characters[index].isLetter && !characters[index].isNumber && characters[index] != "-"
        && characters[index - 1].isNumber && characters[index + 1].isNumber
    }
    let letters = word.prefix(while: \.isLetter).uppercased()
    let tail = word.drop { !$0.isLetter }
    let isMeasured =
      word.first?.isNumber == true && !tail.contains(where: \.isNumber)
      && measures.contains(tail.prefix(while: \.isLetter).lowercased())
    return !hasDecimals && !currencies.contains(letters) && !isMeasured
  }

  private static let currencies: Set<String> = ["USD", "US", "EUR", "CNY", "RMB", "INR", "GBP", "JPY", "KRW", "RUB"]

  private static let measures: Set<String> = [
    "k", "m", "mn", "mio", "bn", "b", "tn", "thousand", "million", "millions", "billion", "billions", "trillion", "kg",
    "t", "tonnes", "tons", "pc", "pcs", "pieces", "doses", "units", "percent", "pct", "pp", "x", "usd", "eur",
  ]

  private static func isPunctuation(_ character: Character) -> Bool {
    ".,;:()[]\"'!?".contains(character)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

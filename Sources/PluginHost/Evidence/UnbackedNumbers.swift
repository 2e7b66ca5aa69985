/// Finds figures that stand bare in a text, where no evidence can be attached to them.
package enum UnbackedNumbers {
  /// Returns the words of a template that are figures.
  ///
  /// Placeholders, code spans, link targets and footnote marks do not count, nor do years from 1900 to 2099 and words that
  /// letters are a part of, such as `COVID-19`; but a currency or a measure beside the digits, as in `US$5` or `5m`, does
  /// not make a figure a name.
  package static func words(in template: String) -> [String] {
    plain(Array(template)).split(whereSeparator: \.isWhitespace).map(String.init).filter(isFigure)
  }

  /// Returns what is printed as it stands: the text without what the inline markup takes out of it.
  ///
  /// A brace or a backtick that nothing closes is printed, and so is everything behind it.
  private static func plain(_ text: [Character]) -> String {
    var plain = ""
    var index = 0
    while index < text.count {
      let character = text[index]
      var next: Int?
      switch character {
      case "\\":
        index += 1
        if index < text.count { plain.append(text[index]) }
        index += 1
        continue
      case "{": next = end(text, index + 1, "}", where: isNameCharacter)
      case "`": next = end(text, index + 1, "`") { _ in true }
      case "(" where index > 0 && text[index - 1] == "]": next = end(text, index + 1, ")") { !$0.isWhitespace }
      case "[" where index + 1 < text.count && text[index + 1] == "^":
        next = end(text, index + 2, "]", where: isNameCharacter)
      default: break
      }
      if let next {
        index = next
        continue
      }
      // Markup around a figure is not a part of it.
      plain.append("[]*_".contains(character) ? " " : character)
      index += 1
    }
    return plain
  }

  /// Returns the place behind the closing character, if only allowed characters, and at least one, stand before it.
  private static func end(
    _ text: [Character], _ start: Int, _ closing: Character, where isAllowed: (Character) -> Bool
  ) -> Int? {
    var index = start
    while index < text.count {
      if text[index] == closing { return index > start ? index + 1 : nil }
      guard isAllowed(text[index]) else { return nil }
      index += 1
    }
    return nil
  }

  private static func isNameCharacter(_ character: Character) -> Bool {
    character.isASCII && (character.isLetter || character.isNumber || "_.-".contains(character))
  }

  private static func isFigure(_ word: String) -> Bool {
    guard word.contains(where: \.isNumber) else { return false }
    if word.contains(where: \.isLetter) { return hasCurrency(word) || isMeasured(word) }
    // A year, or a span of years such as 2019-2020.
    return !word.split(whereSeparator: { !$0.isNumber }).allSatisfy { part in
      part.count == 4 && (1900...2099).contains(Int(part) ?? 0)
    }
  }

  /// Whether a sign of a currency stands directly before or behind a digit, as in `US$5`.
  private static func hasCurrency(_ word: String) -> Bool {
    let characters = Array(word)
    return characters.indices.contains { index in
      characters[index].isCurrencySymbol
        && (index + 1 < characters.count && characters[index + 1].isNumber
          || index > 0 && characters[index - 1].isNumber)
    }
  }

  /// Whether the word is digits with a measure behind them, as in `5m`, `3.2bn` and `20kg`.
  private static func isMeasured(_ word: String) -> Bool {
    let inner = word.drop { !$0.isNumber && !$0.isLetter }
    guard inner.first?.isNumber == true else { return false }
    let behind = inner.drop { !$0.isLetter }
    let letters = behind.prefix(while: \.isLetter)
    return measures.contains(letters.lowercased()) && !behind.dropFirst(letters.count).contains(where: \.isNumber)
  }

  private static let measures: Set<String> = [
    "k", "m", "mn", "mio", "bn", "b", "tn", "thousand", "million", "millions", "billion", "billions", "trillion", "kg",
    "t", "tonnes", "tons", "pc", "pcs", "pieces", "doses", "units", "percent", "pct", "pp", "x", "usd", "eur",
  ]
}

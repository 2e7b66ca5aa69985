internal import Foundation

extension Calculation {
  /// Reads a formula.
  ///
  /// - Throws: `evidence.bad_calc` with the place in the formula.
  package init(_ text: String) throws(HostError) {
    var parser = CalculationParser(text)
    self = try parser.formula()
  }
}

/// Reads a formula from left to right.
private struct CalculationParser {
  let text: String
  let characters: [Character]
  var index = 0
  /// Brackets deeper than this are no formula that a reader could follow.
  var depth = 0
  /// A formula with more parts than this would be computed deeper than a thread's stack reaches.
  var parts = 0

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  mutating func formula() throws(HostError) -> Calculation {
    let result = try sum()
    skipSpace()
    guard index == characters.count else { throw problem("'\(characters[index])' is not expected") }
    return result
  }

  private mutating func sum() throws(HostError) -> Calculation {
    var result = try product()
    while let sign = next(of: "+-") {
      let right = try product()
      result = sign == "+" ? .sum(result, right) : .difference(result, right)
    }
    return result
  }

  private mutating func product() throws(HostError) -> Calculation {
    var result = try operand()
    while let sign = next(of: "*/") {
      let right = try operand()
      result = sign == "*" ? .product(result, right) : .quotient(result, right)
    }
    return result
  }

  private mutating func operand() throws(HostError) -> Calculation {
    depth += 1
    defer { depth -= 1 }
    parts += 1
    guard depth <= 32 else { throw problem("brackets are nested deeper than 32") }
    guard parts <= 256 else { throw problem("there are more than 256 parts; total a column with sum(query.column)") }
    if next(of: "-") != nil { return .negative(try operand()) }
    if next(of: "(") != nil {
      let inner = try sum()
      guard next(of: ")") != nil else { throw problem("')' is expected") }
      return inner
    }
    skipSpace()
    let word = characters[index...].prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    guard let first = word.first else { throw problem("a name or a number is expected") }
    index += word.count
    if first.isNumber {
      guard let number = Decimal(plain: String(word)) else { throw problem("'\(String(word))' is no number") }
      return .number(number)
    }
    guard next(of: "(") != nil else { return .name(String(word)) }
    return try call(String(word))
  }

  private mutating func call(_ function: String) throws(HostError) -> Calculation {
    let result: Calculation
    if function == "abs" || function == "round" {
      let inner = try sum()
      result = function == "abs" ? .magnitude(inner) : .rounded(inner)
    } else if let total = Calculation.Total(rawValue: function) {
      skipSpace()
      let place = characters[index...].prefix { $0 != ")" && !$0.isWhitespace }
      index += place.count
      let parts = String(place).split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2 else { throw problem("\(function)() takes a column of a query, such as t.value") }
      result = .total(total, query: parts[0], column: parts[1])
    } else {
      throw problem("there is no function '\(function)'; known are abs, round, sum, min, max, count, avg")
    }
    guard next(of: ")") != nil else { throw problem("')' is expected") }
    return result
  }

  private mutating func next(of signs: String) -> Character? {
    skipSpace()
    guard index < characters.count, signs.contains(characters[index]) else { return nil }
    index += 1
    return characters[index - 1]
  }

  private mutating func skipSpace() {
    while index < characters.count, characters[index].isWhitespace { index += 1 }
  }

  private func problem(_ message: String) -> HostError {
    HostError(
      code: "evidence.bad_calc",
      message: "the calculation '\(text.prefix(200))' cannot be read at character \(index + 1): \(message)",
      hint:
        "a calculation has names of values of the same block, numbers, + - * / ( ), abs, round, sum, min, max, count, avg"
    )
  }
}

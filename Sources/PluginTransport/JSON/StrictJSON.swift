/// A check of one line before any decoder sees it.
///
/// Foundation's decoder takes trailing commas, duplicate keys and UTF-16, and needs a second of time for a few kilobytes of
/// nested brackets; this scan takes none of these, and is linear.
package enum StrictJSON {
  /// Checks that the line is one JSON object in UTF-8, without duplicate keys, at most so deep.
  ///
  /// - Throws: `protocol.not_utf8`, `protocol.malformed`, `protocol.duplicate_key`, `limit.depth`.
  package static func check(_ line: [UInt8], depth: Int) throws(WireProblem) {
    guard (try? UTF8Span(validating: line.span)) != nil else {
      throw WireProblem(
        code: "protocol.not_utf8", message: "the line is not UTF-8: \(excerpt(of: line))",
        hint: "write UTF-8 without a byte order mark")
    }
    var scan = Scan(line: line, maximumDepth: depth)
    try scan.document()
  }

  /// Returns at most 80 characters of a line, with control characters made visible.
  package static func excerpt(of line: some Collection<UInt8>) -> String {
    var text = ""
    for scalar in String(decoding: line.prefix(320), as: UTF8.self).unicodeScalars.prefix(80) {
      let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
      text.unicodeScalars.append(isControl ? "\u{FFFD}" : scalar)
    }
    return line.count > text.utf8.count ? text + "…" : text
  }
}

/// One pass over the bytes of a line.
private struct Scan {
  let line: [UInt8]
  let maximumDepth: Int
  var index = 0
  var depth = 0

  init(line: [UInt8], maximumDepth: Int) {
    self.line = line
    self.maximumDepth = maximumDepth
  }

  mutating func document() throws(WireProblem) {
    skipSpace()
    guard peek == UInt8(ascii: "{") else { throw malformed("a message is an object") }
    try value()
    skipSpace()
    if index < line.count { throw malformed("there is more after the object") }
  }

  private var peek: UInt8? { index < line.count ? line[index] : nil }

  private mutating func value() throws(WireProblem) {
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): try object()
    case UInt8(ascii: "["): try array()
    case UInt8(ascii: "\""): _ = try string()
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    case .some: try number()
    case nil: throw malformed("the line ends too early")
    }
  }

  private mutating func object() throws(WireProblem) {
    try open()
    var keys: Set<String> = []
    skipSpace()
    if peek == UInt8(ascii: "}") { return close() }
    while true {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw malformed("a key in quotes is expected") }
      let key = try string()
      guard keys.insert(key).inserted else {
        throw WireProblem(
          code: "protocol.duplicate_key", message: "the key '\(key)' stands twice in one object (byte \(index))",
          hint: "send every key once")
      }
      skipSpace()
      guard peek == UInt8(ascii: ":") else { throw malformed("':' is expected after the key '\(key)'") }
      index += 1
      try value()
      skipSpace()
      switch peek {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "}"): return close()
      default: throw malformed("',' or '}' is expected")
      }
    }
  }

  private mutating func array() throws(WireProblem) {
    try open()
    skipSpace()
    if peek == UInt8(ascii: "]") { return close() }
    while true {
      try value()
      skipSpace()
      switch peek {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "]"): return close()
      default: throw malformed("',' or ']' is expected")
      }
    }
  }

  private mutating func open() throws(WireProblem) {
    index += 1
    depth += 1
    guard depth <= maximumDepth else {
      throw WireProblem(
        code: "limit.depth",
        message: "nested deeper than \(maximumDepth) (byte \(index)): \(StrictJSON.excerpt(of: line))",
        hint: "send flat rows and values")
    }
  }

  private mutating func close() {
    index += 1
    depth -= 1
  }

  /// Reads a string and returns it with escapes undone, because `"a"` and `"\u0061"` are the same key.
  private mutating func string() throws(WireProblem) -> String {
    index += 1
    let start = index
    var decoded: [UInt8]?
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        defer { index += 1 }
        return String(decoding: decoded ?? Array(line[start..<index]), as: UTF8.self)
      case UInt8(ascii: "\\"):
        // Appended in place: a copy for each escape would make a long string quadratic.
        if decoded == nil { decoded = Array(line[start..<index]) }
        index += 1
        decoded?.append(contentsOf: try escape())
      case 0..<0x20: throw malformed("a control character stands bare in a string")
      default:
        decoded?.append(byte)
        index += 1
      }
    }
    throw malformed("a string is not closed")
  }

  private mutating func escape() throws(WireProblem) -> [UInt8] {
    guard let byte = peek else { throw malformed("the line ends in an escape") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"):
      let first = try hexUnit()
      if (0xD800..<0xDC00).contains(first), peek == UInt8(ascii: "\\"), index + 1 < line.count,
        line[index + 1] == UInt8(ascii: "u")
      {
        index += 2
        let second = try hexUnit()
        guard (0xDC00..<0xE000).contains(second) else { throw loneSurrogate() }
        return try utf8(of: 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      }
      return try utf8(of: first)
    default: throw malformed("'\\\(String(decoding: [byte], as: UTF8.self))' is no escape of JSON")
    }
  }

  private mutating func hexUnit() throws(WireProblem) -> UInt32 {
    // A sign in front is a number to `UInt32`, and no escape of JSON.
    guard index + 4 <= line.count, line[index] != UInt8(ascii: "+"), line[index] != UInt8(ascii: "-"),
      let unit = UInt32(String(decoding: line[index..<(index + 4)], as: UTF8.self), radix: 16)
    else { throw malformed("four hexadecimal digits are expected after \\u") }
    index += 4
    return unit
  }

  private func utf8(of scalar: UInt32) throws(WireProblem) -> [UInt8] {
    guard let valid = Unicode.Scalar(scalar) else { throw loneSurrogate() }
    return Array(String(Character(valid)).utf8)
  }

  private mutating func word(_ word: String) throws(WireProblem) {
    guard line[index...].starts(with: word.utf8) else { throw malformed("'\(word)' is expected") }
    index += word.utf8.count
  }

  private mutating func number() throws(WireProblem) {
    if peek == UInt8(ascii: "-") { index += 1 }
    let isLeadingZero = peek == UInt8(ascii: "0")
    let whole = digits()
    guard whole > 0, !(isLeadingZero && whole > 1) else {
      throw malformed("a value is expected; JSON has no NaN, no Infinity and no leading zeros")
    }
    if peek == UInt8(ascii: ".") {
      index += 1
      guard digits() > 0 else { throw malformed("digits are expected after the decimal point") }
    }
    guard peek == UInt8(ascii: "e") || peek == UInt8(ascii: "E") else { return }
    index += 1
    if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { index += 1 }
    let start = index
    guard digits() > 0, let exponent = Int(String(decoding: line[start..<index], as: UTF8.self)), exponent <= 100 else {
      throw malformed("the exponent of a number is missing or beyond 100")
    }
  }

  private mutating func digits() -> Int {
    let start = index
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    return index - start
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x0A { index += 1 }
  }

  private func malformed(_ reason: String) -> WireProblem {
    WireProblem(
      code: "protocol.malformed", message: "\(reason) (byte \(index + 1)): \(StrictJSON.excerpt(of: line))",
      hint: "print progress to standard error; standard output carries messages only, one JSON object a line")
  }

  private func loneSurrogate() -> WireProblem {
    WireProblem(
      code: "protocol.not_utf8", message: "half of a surrogate pair stands alone (byte \(index))",
      hint: "write characters beyond U+FFFF as UTF-8 or as a whole pair")
  }
}

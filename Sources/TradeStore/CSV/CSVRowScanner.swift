/// Finds the fields of one row in a buffer.
///
/// It changes nothing but the list of fields, so that a row of which more has to be read can be scanned again.
@safe
struct CSVRowScanner {
  /// Where a field begins, and where the byte after it is.
  struct Field {
    var start: Int32
    var end: Int32
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// What the bytes come to.
  enum Outcome {
    /// The row ends before the place.
    case row(end: Int)
    /// The row goes on after the bytes.
    case incomplete
    /// The bytes are no CSV.
    case malformed(String, hint: String)
    /// The bytes end inside of quotes that opened in their last line.
    case brokenOff
  }

  private let base: UnsafePointer<UInt8>
  private let end: Int
  private let isLast: Bool
  private let separator: UInt8
  private let fields: UnsafeMutablePointer<Field>
  /// How many fields were found.
  private(set) var count = 0
  /// How many line ends stand inside of quotes.
  private(set) var lineBreaks = 0
  /// The fields that hold doubled quotes.
  private(set) var doubled: [Int] = []

  /// Prepares to scan bytes before the end, after which 8 bytes more can be read; the list has room for a field a byte.
  ///
  /// The separator is a sign of ASCII, no quote and no line end.
  init(
    _ base: UnsafePointer<UInt8>, end: Int, isLast: Bool, separator: UInt8, fields: UnsafeMutablePointer<Field>
  ) {
    self.separator = separator
    unsafe self.base = base
    self.end = end
    self.isLast = isLast
    unsafe self.fields = fields
  }

  /// Scans the row that begins at the place.
  mutating func scan(from start: Int) -> Outcome {
    var cursor = start
    while true {
      guard cursor < end else {
        guard isLast else { return .incomplete }
        append(cursor, cursor)
        return .row(end: cursor)
      }
      let outcome = unsafe base[cursor] == quote ? scanQuoted(&cursor) : scanPlain(&cursor)
      if let outcome { return outcome }
    }
  }

  /// Scans a field without quotes; returns nil where another one follows.
  private mutating func scanPlain(_ cursor: inout Int) -> Outcome? {
    let start = cursor
    var place = start
    while true {
      place = separator <= comma ? nextLow(place) : nextLowOrSeparator(place)
      guard place < end else {
        guard isLast else { return .incomplete }
        append(start, end)
        return .row(end: end)
      }
      switch unsafe base[place] {
      case separator:
        append(start, place)
        cursor = place + 1
        return nil
      case lineFeed:
        append(start, place)
        return .row(end: place + 1)
      case carriageReturn:
        guard place + 1 < end || isLast else { return .incomplete }
        guard unsafe place + 1 == end || base[place + 1] == lineFeed else {
          return .malformed("a carriage return inside a field", hint: "end lines with LF or CRLF")
        }
        append(start, place)
        return .row(end: min(place + 2, end))
      case quote:
        return .malformed(
          "a quote inside a field without quotes", hint: "put the whole field in quotes and double it")
      case 0: return CSVRowScanner.nul
      default: place += 1
      }
    }
  }

  /// Scans a field in quotes; returns nil where another one follows.
  private mutating func scanQuoted(_ cursor: inout Int) -> Outcome? {
    let start = cursor + 1
    var place = start
    var hasDoubled = false
    while true {
      place = nextQuotedSign(place)
      guard place < end else {
        guard isLast else { return .incomplete }
        // A file that breaks off does so in its last line; a quote too many swallows lines.
        guard lineBreaks > 0 else { return .brokenOff }
        return .malformed("a quoted field that is never closed", hint: "close the quote that opens in this row")
      }
      switch unsafe base[place] {
      case lineFeed:
        lineBreaks += 1
        place += 1
      case 0: return CSVRowScanner.nul
      default:
        guard place + 1 < end || isLast else { return .incomplete }
        guard unsafe place + 1 < end && base[place + 1] == quote else {
          if hasDoubled { doubled.append(count) }
          append(start, place)
          cursor = place + 1
          return afterQuoted(&cursor)
        }
        hasDoubled = true
        place += 2
      }
    }
  }

  private func afterQuoted(_ cursor: inout Int) -> Outcome? {
    guard cursor < end else { return .row(end: cursor) }
    switch unsafe base[cursor] {
    case separator:
      cursor += 1
      return nil
    case lineFeed: return .row(end: cursor + 1)
    case carriageReturn:
      guard cursor + 1 < end || isLast else { return .incomplete }
      guard unsafe cursor + 1 < end && base[cursor + 1] == lineFeed else {
        return .malformed("a carriage return after a quoted field", hint: "end lines with LF or CRLF")
      }
      return .row(end: cursor + 2)
    default:
      return .malformed("text after a closing quote", hint: "double the quotes inside a quoted field")
    }
  }

  private mutating func append(_ start: Int, _ end: Int) {
    unsafe fields[count] = Field(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    count += 1
  }

  /// Returns the next place with a byte up to the comma: all bytes with a meaning are there, most data above.
  private func nextLow(_ start: Int) -> Int {
    var place = start
    while place < end {
      let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
      let hits = (word &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & highBits
      if hits != 0 { return min(place + hits.trailingZeroBitCount >> 3, end) }
      place += 8
    }
    return end
  }

  /// Returns the next place with a byte up to the comma, or with a separator above it.
  private func nextLowOrSeparator(_ start: Int) -> Int {
    let separators = UInt64(separator) &* 0x0101_0101_0101_0101
    var place = start
    while place < end {
      let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
      let hits = ((word &- 0x2D2D_2D2D_2D2D_2D2D) & ~word & highBits) | zeroBytes(word ^ separators)
      if hits != 0 { return min(place + hits.trailingZeroBitCount >> 3, end) }
      place += 8
    }
    return end
  }

  /// Returns the next place with a quote, a line feed or a NUL.
  private func nextQuotedSign(_ start: Int) -> Int {
    var place = start
    while place < end {
      let word = unsafe UnsafeRawPointer(base + place).loadUnaligned(as: UInt64.self).littleEndian
      let hits =
        zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A) | zeroBytes(word)
      if hits != 0 { return min(place + hits.trailingZeroBitCount >> 3, end) }
      place += 8
    }
    return end
  }

  /// Returns a word with the high bit of each byte that is zero, up to the first; bytes after it can be wrong.
  private func zeroBytes(_ word: UInt64) -> UInt64 {
    (word &- 0x0101_0101_0101_0101) & ~word & highBits
  }

  private static let nul = Outcome.malformed("a NUL byte", hint: "check that the file is plain text in UTF-8")
}

private let highBits: UInt64 = 0x8080_8080_8080_8080
private let lineFeed: UInt8 = 10
private let carriageReturn: UInt8 = 13
private let quote: UInt8 = 34
/// The separator of CSV.
package let comma: UInt8 = 44

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads CSV (RFC 4180) row by row in bounded memory.
///
/// Lines end in LF or CRLF; a UTF-8 byte order mark is dropped. The fields of a row hold until the next call of `next`.
@safe
package final class CSVReader {
  /// The largest row, in bytes.
  package static let rowLimit = 1 << 20

  private let source: ByteSource
  // Allocated in `init`, freed in `deinit`; all access is by indices below `filled`, which is at most its count.
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  private var isFirst = true
  // Where the fields of the present row begin and end; room for as many as a buffer full of commas has. They are plain
  // memory, as the buffers are, because the checks of exclusive access to arrays took as long as all reading.
  private let fields: UnsafeMutableBufferPointer<Field>
  private var nextLine = 1
  // The bytes of a row before, from its first field on, as long as `buffer` at most; see `keep`.
  private let kept: UnsafeMutableRawBufferPointer
  private let keptFields: UnsafeMutableBufferPointer<Field>
  private var keptCount = 0
  private var keptOffset = 0

  private struct Field {
    var start: Int32
    var end: Int32
    var range: Range<Int> { Int(start)..<Int(end) }
  }

  /// The line on which the present row starts, counted from 1.
  package private(set) var line = 0

  /// Creates a reader at the beginning of the source.
  package init(_ source: ByteSource) {
    self.source = source
    unsafe buffer = .allocate(byteCount: 2 * CSVReader.rowLimit + 16, alignment: 16)
    unsafe kept = .allocate(byteCount: 2 * CSVReader.rowLimit + 16, alignment: 16)
    unsafe fields = .allocate(capacity: 2 * CSVReader.rowLimit + 17)
    unsafe keptFields = .allocate(capacity: 2 * CSVReader.rowLimit + 17)
  }

  deinit {
    unsafe buffer.deallocate()
    unsafe kept.deallocate()
    unsafe fields.deallocate()
    unsafe keptFields.deallocate()
  }

  /// The number of fields of the present row.
  package private(set) var fieldCount = 0

  /// Returns a field of the present row as text, or nil where it is not UTF-8.
  package func text(_ field: Int) -> String? {
    guard field < fieldCount else { return "" }
    let bytes = unsafe UnsafeRawBufferPointer(rebasing: buffer[fields[field].range])
    // ASCII is valid as it is, and takes a fraction of the time.
    if unsafe bytes.allSatisfy({ $0 < 0x80 }) { return unsafe String(decoding: bytes, as: UTF8.self) }
    return unsafe String(validating: bytes, as: UTF8.self)
  }

  /// Returns whether a field of the present row has no text.
  func isEmpty(_ field: Int) -> Bool {
    unsafe field >= fieldCount || fields[field].range.isEmpty
  }

  /// Returns the whole number that a field of 1 to 15 digits stands for; nil for any other text.
  package func wholeNumber(_ field: Int) -> Int64? {
    guard field < fieldCount else { return nil }
    let digits = unsafe fields[field].range
    guard (1...15).contains(digits.count) else { return nil }
    var number: Int64 = 0
    for index in digits {
      let digit = unsafe buffer[index] &- 48
      guard digit < 10 else { return nil }
      number = number * 10 + Int64(digit)
    }
    return number
  }

  /// Keeps the fields of the present row, so that `repeats` can compare those of the next rows with them.
  func keep() {
    guard fieldCount > 0 else { return }
    keptCount = fieldCount
    keptOffset = unsafe Int(fields[0].start)
    let end = unsafe Int(fields[fieldCount - 1].end)
    unsafe kept.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[keptOffset..<end]))
    unsafe UnsafeMutableRawBufferPointer(keptFields).copyMemory(
      from: UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: fields[..<fieldCount])))
  }

  /// Returns whether a field of the present row is the same as in the row that was kept.
  func repeats(_ field: Int) -> Bool {
    guard field < keptCount, field < fieldCount else { return false }
    let own = unsafe fields[field].range
    let other = unsafe keptFields[field].range
    guard own.count == other.count, !own.isEmpty else { return own.count == other.count }
    // Both ranges lie inside their buffers: they were written by `append`, and copied together with the bytes.
    return unsafe memcmp(
      buffer.baseAddress.unsafelyUnwrapped + own.lowerBound,
      kept.baseAddress.unsafelyUnwrapped + (other.lowerBound - keptOffset), own.count) == 0
  }

  /// Returns a field of the present row, read as Windows-1252, where every byte is a letter.
  func windowsText(_ field: Int) -> String {
    guard field < fieldCount else { return "" }
    var text = String.UnicodeScalarView()
    for index in unsafe fields[field].range { text.append(unsafe windowsScalar(buffer[index])) }
    return String(text)
  }

  /// Whether the present row is the last one and has no line end: the mark of a file that breaks off.
  var isLastWithoutLineEnd: Bool {
    guard isAtEnd, position == filled, filled > 0 else { return false }
    return unsafe buffer[filled - 1] != lineFeed
  }

  /// Advances to the next row that is not empty; returns false at the end.
  package func next() throws(StoreError) -> Bool {
    fieldCount = 0
    repeat {
      if position == filled, try !fill() { return false }
      line = nextLine
    } while try skipEmptyLine()
    var cursor = position
    while true {
      if try !readField(&cursor) { break }
    }
    position = cursor
    nextLine += 1
    return true
  }

  private func skipEmptyLine() throws(StoreError) -> Bool {
    if unsafe buffer[position] == lineFeed {
      position += 1
    } else if unsafe buffer[position] == carriageReturn {
      var ahead = position + 1
      guard try has(&ahead), unsafe buffer[ahead] == lineFeed else { return false }
      position = ahead + 1
    } else {
      return false
    }
    nextLine += 1
    return true
  }

  /// Reads one field from the cursor; returns whether another one follows in the row.
  private func readField(_ cursor: inout Int) throws(StoreError) -> Bool {
    guard try has(&cursor) else {
      append(cursor, cursor)
      return false
    }
    if unsafe buffer[cursor] == quote { return try readQuotedField(&cursor) }
    var start = cursor
    while true {
      while cursor < filled {
        let byte = unsafe buffer[cursor]
        // All bytes with a meaning are at or below the comma; most bytes of data are above.
        if byte <= comma, byte == comma || byte == lineFeed || byte == carriageReturn || byte == quote || byte == 0 {
          break
        }
        cursor += 1
      }
      if cursor == filled {
        let shift = start - position
        let hasMore = try has(&cursor)
        start = position + shift
        if hasMore { continue }
        append(start, cursor)
        return false
      }
      switch unsafe buffer[cursor] {
      case comma:
        append(start, cursor)
        cursor += 1
        return true
      case lineFeed:
        append(start, cursor)
        cursor += 1
        return false
      case carriageReturn:
        let shift = start - position
        var ahead = cursor + 1
        let hasMore = try has(&ahead)
        start = position + shift
        guard unsafe !hasMore || buffer[ahead] == lineFeed else {
          throw malformed("a carriage return inside a field", hint: "end lines with LF or CRLF")
        }
        append(start, ahead - 1)
        cursor = hasMore ? ahead + 1 : ahead
        return false
      case quote:
        throw malformed("a quote inside a field without quotes", hint: "put the whole field in quotes and double it")
      default:
        throw malformed("a NUL byte", hint: "check that the file is plain text in UTF-8")
      }
    }
  }

  private func readQuotedField(_ cursor: inout Int) throws(StoreError) -> Bool {
    var start = cursor + 1 - position
    // Doubled quotes are folded in place: `write` never overtakes the cursor.
    var write = cursor + 1
    cursor += 1
    while true {
      let shift = cursor - write
      guard try has(&cursor) else {
        throw malformed(
          "a quoted field that is never closed",
          hint: "close the quote that opens in this row; or download the file again, if it breaks off there")
      }
      write = cursor - shift
      let byte = unsafe buffer[cursor]
      if byte == 0 { throw malformed("a NUL byte", hint: "check that the file is plain text in UTF-8") }
      if byte != quote {
        if byte == lineFeed { nextLine += 1 }
        unsafe buffer[write] = byte
        write += 1
        cursor += 1
        continue
      }
      let foldShift = cursor - write
      cursor += 1
      let hasMore = try has(&cursor)
      write = cursor - 1 - foldShift
      guard hasMore else { break }
      guard unsafe buffer[cursor] == quote else { break }
      unsafe buffer[write] = quote
      write += 1
      cursor += 1
    }
    start += position
    append(start, write)
    return try endQuotedField(&cursor)
  }

  private func endQuotedField(_ cursor: inout Int) throws(StoreError) -> Bool {
    guard try has(&cursor) else { return false }
    switch unsafe buffer[cursor] {
    case comma:
      cursor += 1
      return true
    case lineFeed:
      cursor += 1
      return false
    case carriageReturn:
      cursor += 1
      if try has(&cursor), unsafe buffer[cursor] == lineFeed {
        cursor += 1
        return false
      }
      throw malformed("a carriage return after a quoted field", hint: "end lines with LF or CRLF")
    default:
      throw malformed("text after a closing quote", hint: "double the quotes inside a quoted field")
    }
  }

  // Starts and ends are kept relative to the row, because the row moves to the front when the buffer is filled again.
  private func append(_ start: Int, _ end: Int) {
    unsafe fields[fieldCount] = Field(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    fieldCount += 1
  }

  /// Returns whether there is a byte at the cursor, reading on where the buffer is used up; moves the row to the front.
  private func has(_ cursor: inout Int) throws(StoreError) -> Bool {
    if cursor < filled { return true }
    let before = position
    let hasMore = try fill()
    cursor -= before - position
    return hasMore
  }

  /// Moves the unread bytes to the front and reads on; returns whether there is anything new.
  private func fill() throws(StoreError) -> Bool {
    guard !isAtEnd else { return false }
    let kept = filled - position
    guard kept <= CSVReader.rowLimit else {
      throw malformed("a row of more than 1 MiB", hint: "look for a quote that is never closed")
    }
    if position > 0 {
      let moved = position
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<filled]))
      position = 0
      filled = kept
      for index in 0..<fieldCount {
        unsafe fields[index].start -= Int32(truncatingIfNeeded: moved)
        unsafe fields[index].end -= Int32(truncatingIfNeeded: moved)
      }
    }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
    let count = try unsafe source.read(into: room)
    filled += count
    isAtEnd = count == 0
    if isFirst, count > 0 {
      isFirst = false
      if unsafe filled >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF { position = 3 }
      return position < filled
    }
    return count > 0
  }

  private func malformed(_ what: String, hint: String) -> StoreError {
    StoreError(.malformed, "\(source.name):\(line): \(what)", hint: hint)
  }
}

private let lineFeed: UInt8 = 10
private let carriageReturn: UInt8 = 13
private let quote: UInt8 = 34
private let comma: UInt8 = 44

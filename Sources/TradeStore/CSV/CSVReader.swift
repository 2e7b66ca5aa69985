#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reads CSV (RFC 4180) row by row in bounded memory.
///
/// Lines end in LF or CRLF; a UTF-8 byte order mark is dropped. Fields end in a comma, unless another separator is given. The fields of a row hold until the next call of `next`.
@safe
package final class CSVReader {
  /// The largest row, in bytes.
  package static let rowLimit = 1 << 20
  // So many bytes after the last one can be read, though not used.
  private static let padding = 16

  private let source: ByteSource
  private let separator: UInt8
  // Allocated in `init`, freed in `deinit`; all access is by indices below `filled`, which is at most its count.
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  private var isFirst = true
  // Where the fields of the present row begin and end; room for as many as a buffer full of commas has. They are plain
  // memory, as the buffers are, because the checks of exclusive access to arrays took as long as all reading.
  private let fields: UnsafeMutableBufferPointer<CSVRowScanner.Field>
  private var nextLine = 1
  private var ahead: ReadAhead?
  // The bytes of a row before, from its first field on, as long as `buffer` at most; see `keep`.
  private let kept: UnsafeMutableRawBufferPointer
  private let keptFields: UnsafeMutableBufferPointer<CSVRowScanner.Field>
  private var keptCount = 0
  private var keptOffset = 0

  /// The line on which the present row starts, counted from 1.
  package private(set) var line = 0

  /// Whether the text began with the byte order mark of UTF-8, which promises that all of it is UTF-8.
  private(set) var hasByteOrderMark = false

  /// Creates a reader at the beginning of the source; fields end in the separator.
  package init(_ source: ByteSource, separator: UInt8 = comma) {
    self.source = source
    self.separator = separator
    unsafe buffer = .allocate(byteCount: 2 * CSVReader.rowLimit + CSVReader.padding, alignment: 16)
    unsafe kept = .allocate(byteCount: 2 * CSVReader.rowLimit + CSVReader.padding, alignment: 16)
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
    unsafe field < 0 || field >= fieldCount || fields[field].range.isEmpty
  }

  /// Returns the bytes of a field of up to 8 as one number: 0 for an empty one, the largest number for a longer one.
  func key(_ field: Int) -> UInt64 {
    guard field >= 0, field < fieldCount else { return 0 }
    let place = unsafe fields[field]
    let length = place.end &- place.start
    guard length <= 8 else { return .max }
    guard length > 0 else { return 0 }
    // The buffer goes on for 8 bytes and more after its last field.
    let word = unsafe buffer.loadUnaligned(fromByteOffset: Int(place.start), as: UInt64.self).littleEndian
    return word & (UInt64.max >> UInt64(64 &- 8 &* length))
  }

  /// Returns the number that a field prints; nil where it is no plain decimal.
  func decimal(_ field: Int) -> PrintedDecimal? {
    guard field >= 0, field < fieldCount else { return nil }
    return unsafe PrintedDecimal(bytes: UnsafeRawBufferPointer(rebasing: buffer[fields[field].range]))
  }

  /// Returns whether two fields of the present row have the same bytes.
  func isEqual(_ field: Int, _ other: Int) -> Bool {
    guard field >= 0, other >= 0, field < fieldCount, other < fieldCount else { return false }
    let (own, second) = unsafe (fields[field].range, fields[other].range)
    guard own.count == second.count else { return false }
    return unsafe own.isEmpty
      || memcmp(
        buffer.baseAddress.unsafelyUnwrapped + own.lowerBound,
        buffer.baseAddress.unsafelyUnwrapped + second.lowerBound, own.count) == 0
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
    while true {
      var scanner = unsafe CSVRowScanner(
        UnsafePointer(buffer.assumingMemoryBound(to: UInt8.self).baseAddress.unsafelyUnwrapped), end: filled,
        isLast: isAtEnd, separator: separator,
        fields: fields.baseAddress.unsafelyUnwrapped)
      switch scanner.scan(from: position) {
      case .row(let end):
        position = end
        fieldCount = scanner.count
        nextLine += 1 + scanner.lineBreaks
        for field in scanner.doubled { foldQuotes(field) }
        return true
      case .incomplete: _ = try fill()
      case .malformed(let what, let hint): throw malformed(what, hint: hint)
      case .brokenOff:
        throw StoreError(
          .truncated, "\(source.name):\(line): the file breaks off inside this row", hint: "download it again")
      }
    }
  }

  private func skipEmptyLine() throws(StoreError) -> Bool {
    if unsafe buffer[position] == lineFeed {
      position += 1
    } else if unsafe buffer[position] == carriageReturn {
      if position + 1 == filled, try !fill() { return false }
      guard unsafe buffer[position + 1] == lineFeed else { return false }
      position += 2
    } else {
      return false
    }
    nextLine += 1
    return true
  }

  /// Makes one quote of each two in the field.
  private func foldQuotes(_ field: Int) {
    let range = unsafe fields[field].range
    var write = range.lowerBound
    var cursor = range.lowerBound
    while cursor < range.upperBound {
      let byte = unsafe buffer[cursor]
      unsafe buffer[write] = byte
      write += 1
      cursor += byte == quote ? 2 : 1
    }
    unsafe fields[field].end = Int32(truncatingIfNeeded: write)
  }

  /// Moves the unread bytes to the front and reads on; returns whether there is anything new.
  private func fill() throws(StoreError) -> Bool {
    guard !isAtEnd else { return false }
    let kept = filled - position
    guard kept <= CSVReader.rowLimit else {
      throw malformed("a row of more than 1 MiB", hint: "look for a quote that is never closed")
    }
    if position > 0 {
      unsafe buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[position..<filled]))
      position = 0
      filled = kept
    }
    let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<buffer.count - CSVReader.padding])
    let count = try unsafe read(into: room)
    filled += count
    isAtEnd = count == 0
    if isFirst, count > 0 {
      isFirst = false
      if unsafe filled >= 3 && buffer[0] == 0xEF && buffer[1] == 0xBB && buffer[2] == 0xBF {
        position = 3
        hasByteOrderMark = true
      }
      return position < filled
    }
    return count > 0
  }

  /// Reads the first bytes at once, and what comes after them ahead: short files need no other thread.
  private func read(into room: UnsafeMutableRawBufferPointer) throws(StoreError) -> Int {
    if isFirst { return try unsafe source.read(into: room) }
    let ahead = self.ahead ?? ReadAhead(source, size: CSVReader.rowLimit / 2)
    self.ahead = ahead
    return try unsafe ahead.read(into: room)
  }

  private func malformed(_ what: String, hint: String) -> StoreError {
    StoreError(.malformed, "\(source.name):\(line): \(what)", hint: hint)
  }
}

private let lineFeed: UInt8 = 10
private let carriageReturn: UInt8 = 13
private let quote: UInt8 = 34

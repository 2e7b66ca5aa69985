/// Reads the objects of an array in a JSON answer, one after the other, in bounded memory.
///
/// Numbers stay as they are printed: not a digit goes through binary floating point. What stands beside the array in
/// the envelope is kept as text. Objects must be flat, as those of statistical offices are.
@safe
final class JSONRecords {
  /// The largest object, in bytes.
  private static let recordLimit = 1 << 20
  private static let chunkSize = 1 << 18

  private let source: ByteSource
  // Allocated in `init`, freed in `deinit`; all access is by indices below `filled`, which is at most its count.
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  private var position = 0
  private var nextLine = 1
  private var state = State.start
  private var recordSize = 0

  private enum State {
    case start, envelope, rows, end
  }

  /// The line on which the present object begins, counted from 1.
  private(set) var line = 0
  /// The fields of the present object; null is left out.
  private(set) var fields: [(name: String, text: String)] = []
  /// The scalar fields of the envelope; complete at the end.
  private(set) var envelope: [String: String] = [:]
  /// How many objects there were so far.
  private(set) var count = 0

  /// Creates a reader at the beginning of the source.
  init(_ source: ByteSource) {
    self.source = source
    unsafe buffer = .allocate(byteCount: JSONRecords.chunkSize, alignment: 16)
  }

  deinit {
    unsafe buffer.deallocate()
  }

  /// Advances to the next object; returns false at the end.
  func next() throws(StoreError) -> Bool {
    recordSize = 0
    while true {
      switch state {
      case .start: try begin()
      case .envelope: try readEnvelopeField()
      case .rows:
        if try readRow() { return true }
      case .end:
        if let byte = try peek() { throw malformed("'\(character(byte))' after the end") }
        return false
      }
    }
  }

  private var isEnveloped = true

  private func begin() throws(StoreError) {
    switch try take() {
    case Self.brace: state = .envelope
    case Self.bracket:
      isEnveloped = false
      state = .rows
    case let byte: throw malformed("'\(character(byte))' where the data should begin")
    }
  }

  private func readEnvelopeField() throws(StoreError) {
    let byte = try take()
    if byte == Self.closingBrace {
      state = .end
      return
    }
    if byte == Self.comma { return }
    guard byte == Self.quote else { throw malformed("'\(character(byte))' where a name should begin") }
    let name = try readString()
    try expect(Self.colon)
    if try peek() == Self.bracket, name == "data" {
      position += 1
      state = .rows
    } else if try peek() == Self.brace {
      throw name.hasPrefix("error")
        ? StoreError(
          .notData, "'\(source.name)' is the answer of a server that names an error, not data",
          hint: "correct the request, and ask again")
        : StoreError(
          .unknownFormat, "'\(source.name)' is JSON, but no answer of UN Comtrade: it begins with '\(name.prefix(40))'",
          hint: "import what UN Comtrade's API answered, or a table as CSV")
    } else if let text = try readValue() {
      envelope[name] = text
    }
  }

  private func readRow() throws(StoreError) -> Bool {
    var byte = try take()
    if byte == Self.comma { byte = try take() }
    if byte == Self.closingBracket {
      state = isEnveloped ? .envelope : .end
      return false
    }
    guard byte == Self.brace else { throw malformed("'\(character(byte))' where a row should begin") }
    line = nextLine
    fields.removeAll(keepingCapacity: true)
    count += 1
    while true {
      byte = try take()
      if byte == Self.closingBrace { return true }
      if byte == Self.comma { continue }
      guard byte == Self.quote else { throw malformed("'\(character(byte))' where a name should begin") }
      let name = try readString()
      try expect(Self.colon)
      if let text = try readValue() { fields.append((name, text)) }
    }
  }

  /// Reads a text, number, true, false or null; null comes back as nil.
  private func readValue() throws(StoreError) -> String? {
    guard let first = try peek() else { throw truncated() }
    if first == Self.quote {
      position += 1
      return try readString()
    }
    if first == Self.brace || first == Self.bracket { throw malformed("a value that is itself a list or an object") }
    var bytes: [UInt8] = []
    while let byte = try nextByte(), ![Self.comma, Self.closingBrace, Self.closingBracket].contains(byte), byte > 32 {
      bytes.append(byte)
      position += 1
      try checkSize()
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text == "null" ? nil : text
  }

  /// Reads the rest of a text after its opening quote.
  private func readString() throws(StoreError) -> String {
    var bytes: [UInt8] = []
    while true {
      guard let byte = try nextByte() else { throw truncated() }
      position += 1
      try checkSize()
      switch byte {
      case Self.quote:
        guard let text = String(validating: bytes, as: UTF8.self) else { throw malformed("a text that is not UTF-8") }
        return text
      case Self.backslash: try readEscape(into: &bytes)
      case 0..<32: throw malformed("a control character in a text")
      default: bytes.append(byte)
      }
    }
  }

  private func readEscape(into bytes: inout [UInt8]) throws(StoreError) {
    guard let byte = try nextByte() else { throw truncated() }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): bytes.append(10)
    case UInt8(ascii: "t"): bytes.append(9)
    case UInt8(ascii: "r"): bytes.append(13)
    case UInt8(ascii: "b"): bytes.append(8)
    case UInt8(ascii: "f"): bytes.append(12)
    case UInt8(ascii: "u"):
      var unit = try readUnit()
      if (0xD800..<0xDC00).contains(unit), try nextByte() == Self.backslash {
        position += 1
        guard try nextByte() == UInt8(ascii: "u") else { throw malformed("half a character") }
        position += 1
        let low = try readUnit()
        guard (0xDC00..<0xE000).contains(low) else { throw malformed("half a character") }
        unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
      }
      guard let scalar = Unicode.Scalar(unit) else { throw malformed("half a character") }
      bytes += Array(String(Character(scalar)).utf8)
    default: bytes.append(byte)
    }
  }

  private func readUnit() throws(StoreError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = try nextByte() else { throw truncated() }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw malformed("half a character") }
      position += 1
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  private func expect(_ wanted: UInt8) throws(StoreError) {
    let byte = try take()
    guard byte == wanted else { throw malformed("'\(character(byte))' where '\(character(wanted))' should stand") }
  }

  /// Returns the next byte that is no blank, and goes past it.
  private func take() throws(StoreError) -> UInt8 {
    guard let byte = try peek() else { throw truncated() }
    position += 1
    return byte
  }

  /// Returns the next byte that is no blank; nil at the end.
  private func peek() throws(StoreError) -> UInt8? {
    while let byte = try nextByte() {
      switch byte {
      case 10: nextLine += 1
      case 9, 13, 32: break
      default: return byte
      }
      position += 1
    }
    return nil
  }

  private func nextByte() throws(StoreError) -> UInt8? {
    if position == filled {
      filled = try unsafe source.read(into: buffer)
      position = 0
      if filled == 0 { return nil }
    }
    return unsafe buffer[position]
  }

  private func checkSize() throws(StoreError) {
    recordSize += 1
    if recordSize > JSONRecords.recordLimit { throw malformed("a row of more than 1 MiB") }
  }

  private func character(_ byte: UInt8) -> Character {
    Character(Unicode.Scalar((33...126).contains(byte) ? byte : UInt8(ascii: "?")))
  }

  private func malformed(_ what: String) -> StoreError {
    StoreError(.malformed, "\(source.name):\(nextLine): \(what)", hint: "check that the file is JSON of UN Comtrade")
  }

  private func truncated() -> StoreError {
    StoreError(.truncated, "\(source.name):\(nextLine): the file breaks off", hint: "download it again")
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")
  private static let comma = UInt8(ascii: ",")
  private static let colon = UInt8(ascii: ":")
  private static let brace = UInt8(ascii: "{")
  private static let closingBrace = UInt8(ascii: "}")
  private static let bracket = UInt8(ascii: "[")
  private static let closingBracket = UInt8(ascii: "]")
}

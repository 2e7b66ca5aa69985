/// Reads the bytes of a segment forward; a place outside of them means that the file is damaged.
@safe
struct SegmentReader {
  // The caller keeps the bytes for as long as the reader and what was made with it live.
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  /// How many bytes stand behind the last column, so that 8 bytes can be read at the last number.
  static let padding = 8

  /// Starts at the first byte.
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = bytes
  }

  /// Reads one byte.
  mutating func byte() throws(StoreError) -> UInt8 {
    guard unsafe position < bytes.count else { throw damage() }
    defer { position += 1 }
    return unsafe bytes[position]
  }

  /// Reads a number of any size.
  mutating func unsigned() throws(StoreError) -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      let byte = try byte()
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw damage()
  }

  /// Reads a number with its sign in the lowest bit.
  mutating func signed() throws(StoreError) -> Int64 {
    let number = try unsigned()
    return Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
  }

  /// Reads a number of things, of which each takes some room.
  mutating func count() throws(StoreError) -> Int {
    let number = try unsigned()
    guard unsafe number <= bytes.count else { throw damage() }
    return Int(number)
  }

  /// Passes over so many bytes and returns the first one's place.
  mutating func skip(_ count: Int) throws(StoreError) -> UnsafeRawPointer {
    guard count >= 0, unsafe position + count + SegmentReader.padding <= bytes.count,
      let start = unsafe bytes.baseAddress
    else { throw damage() }
    defer { position += count }
    return unsafe start + position
  }

  /// Returns the error for bytes that no segment has.
  func damage() -> StoreError {
    StoreError(
      .corrupt, "the dataset file is damaged: rows cannot be read", hint: "create the dataset again from its sources")
  }
}

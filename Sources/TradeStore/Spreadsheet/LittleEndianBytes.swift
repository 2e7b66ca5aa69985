/// Bytes that are read by place, without leaving them.
struct LittleEndianBytes {
  private let bytes: [UInt8]

  /// Takes the bytes.
  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// How many there are.
  var count: Int { bytes.count }

  /// Returns the number of 2 or 4 bytes, the lowest first; 0 where they reach beyond the end.
  func number(at place: Int, _ length: Int) -> Int {
    guard let slice = slice(at: place, length) else { return 0 }
    return slice.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Returns the text in UTF-8; nil where it is not, or reaches beyond the end.
  func text(at place: Int, _ length: Int) -> String? {
    slice(at: place, length).flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// Returns the bytes; nil where they reach beyond the end.
  func slice(at place: Int, _ length: Int) -> ArraySlice<UInt8>? {
    guard place >= 0, length >= 0, place <= bytes.count, length <= bytes.count - place else { return nil }
    return bytes[place..<place + length]
  }
}

/// Texts of which many are the same: each text once, and its number for every row.
@safe
struct TextColumn {
  // Inside the bytes of the segment, as `SegmentReader` has checked.
  private let texts: [UnsafeRawBufferPointer]
  private let numbers: NumberColumn

  /// Reads a column of so many rows.
  init(_ reader: inout SegmentReader, count: Int) throws(StoreError) {
    let known = try reader.count()
    var texts: [UnsafeRawBufferPointer] = unsafe []
    unsafe texts.reserveCapacity(known)
    for _ in 0..<known {
      let length = try reader.count()
      unsafe texts.append(UnsafeRawBufferPointer(start: try reader.skip(length), count: length))
    }
    unsafe self.texts = texts
    numbers = try NumberColumn(&reader, count: count)
  }

  /// How many different texts there are.
  var count: Int { unsafe texts.count }

  /// The bytes of a text by its number; none for a number that a damaged file has.
  func bytes(_ number: Int) -> UnsafeRawBufferPointer {
    unsafe number < texts.count ? texts[number] : UnsafeRawBufferPointer(start: nil, count: 0)
  }

  /// The text by its number.
  func text(_ number: Int) -> String {
    unsafe String(decoding: bytes(number), as: UTF8.self)
  }

  /// The number of a row's text.
  func number(_ row: Int) -> Int {
    let number = Int(numbers[row])
    return unsafe number < texts.count ? number : 0
  }

  /// Appends a column: the texts, and a number for every row.
  static func append(_ texts: [String], numbers: [Int64], to bytes: inout [UInt8]) {
    bytes.append(unsigned: UInt64(texts.count))
    for text in texts {
      bytes.append(unsigned: UInt64(text.utf8.count))
      bytes.append(contentsOf: text.utf8)
    }
    NumberColumn.append(numbers, to: &bytes)
  }
}

/// Reads the rows of a `batch` line, byte by byte, for plugins that take many rows.
package struct BatchScanner: Sendable {
  /// The question that the batch answers.
  package let id: String
  /// The number of the batch.
  package let sequence: Int
  private let line: [UInt8]
  private var index: Int

  /// Reads the head of a batch line, or returns nil where the line is another message.
  ///
  /// The host writes `{"type":"batch","id":"…","seq":n,"rows":[` without white space.
  package init?(_ line: [UInt8]) {
    guard line.starts(with: BatchScanner.head) else { return nil }
    self.line = line
    index = BatchScanner.head.count
    guard let id = BatchScanner.string(line, &index), BatchScanner.skip(",\"seq\":", line, &index) else { return nil }
    self.id = id
    let start = index
    while index < line.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(line[index]) { index += 1 }
    guard let number = Int(String(decoding: line[start..<index], as: UTF8.self)) else { return nil }
    sequence = number
    guard BatchScanner.skip(",\"rows\":[", line, &index) else { return nil }
  }

  /// Returns the cells of the next row, nil standing for a missing value, or nil after the last row.
  package mutating func nextRow() -> [String?]? {
    guard index < line.count, line[index] != UInt8(ascii: "]") else { return nil }
    if line[index] == UInt8(ascii: ",") { index += 1 }
    index += 1
    var row: [String?] = []
    while index < line.count, line[index] != UInt8(ascii: "]") {
      switch line[index] {
      case UInt8(ascii: ","): index += 1
      case UInt8(ascii: "\""): row.append(BatchScanner.string(line, &index))
      case UInt8(ascii: "n"):
        index += 4
        row.append(nil)
      default:
        let start = index
        while index < line.count, line[index] != UInt8(ascii: ","), line[index] != UInt8(ascii: "]") { index += 1 }
        row.append(String(decoding: line[start..<index], as: UTF8.self))
      }
    }
    index += 1
    return row
  }

  private static let head = Array("{\"type\":\"batch\",\"id\":".utf8)

  private static func skip(_ text: String, _ line: [UInt8], _ index: inout Int) -> Bool {
    guard index <= line.count, line[index...].starts(with: text.utf8) else { return false }
    index += text.utf8.count
    return true
  }

  /// Reads what stands behind `\u`, a surrogate pair as one character.
  private static func scalar(_ line: [UInt8], _ index: inout Int) -> Unicode.Scalar? {
    guard let first = unit(line, &index) else { return nil }
    guard (0xD800..<0xDC00).contains(first), skip("\\u", line, &index) else { return Unicode.Scalar(first) }
    guard let second = unit(line, &index), (0xDC00..<0xE000).contains(second) else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private static func unit(_ line: [UInt8], _ index: inout Int) -> UInt32? {
    guard index + 4 <= line.count else { return nil }
    defer { index += 4 }
    return UInt32(String(decoding: line[index..<(index + 4)], as: UTF8.self), radix: 16)
  }

  /// Reads a string with the few escapes that the host writes, and all others of JSON.
  private static func string(_ line: [UInt8], _ index: inout Int) -> String? {
    guard index < line.count, line[index] == UInt8(ascii: "\"") else { return nil }
    index += 1
    let start = index
    while index < line.count, line[index] != UInt8(ascii: "\""), line[index] != UInt8(ascii: "\\") { index += 1 }
    guard index < line.count else { return nil }
    if line[index] == UInt8(ascii: "\"") {
      defer { index += 1 }
      return String(decoding: line[start..<index], as: UTF8.self)
    }
    var bytes = Array(line[start..<index])
    while index < line.count, line[index] != UInt8(ascii: "\"") {
      guard line[index] == UInt8(ascii: "\\"), index + 1 < line.count else {
        bytes.append(line[index])
        index += 1
        continue
      }
      let escaped = line[index + 1]
      index += 2
      switch escaped {
      case UInt8(ascii: "n"): bytes.append(10)
      case UInt8(ascii: "t"): bytes.append(9)
      case UInt8(ascii: "r"): bytes.append(13)
      case UInt8(ascii: "b"): bytes.append(8)
      case UInt8(ascii: "f"): bytes.append(12)
      case UInt8(ascii: "u"):
        guard let scalar = scalar(line, &index) else { return nil }
        bytes.append(contentsOf: String(Character(scalar)).utf8)
      default: bytes.append(escaped)
      }
    }
    guard index < line.count else { return nil }
    index += 1
    return String(decoding: bytes, as: UTF8.self)
  }
}

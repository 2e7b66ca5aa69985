/// The end of what a plugin wrote to standard error, in bounded memory.
struct ErrorTail {
  private static let limit = 64 * 1024
  private var bytes: [UInt8] = []

  mutating func append(_ more: [UInt8]) {
    bytes.append(contentsOf: more.suffix(ErrorTail.limit))
    if bytes.count > 2 * ErrorTail.limit { bytes.removeFirst(bytes.count - ErrorTail.limit) }
  }

  /// The last lines as text, without control characters and escape sequences that could reach a terminal.
  var text: String {
    var result = ""
    for scalar in String(decoding: bytes.suffix(ErrorTail.limit), as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x0A: result.unicodeScalars.append(scalar)
      case 0..<0x20, 0x7F...0x9F: break
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The last few lines in one, for a message.
  var summary: String? {
    let lines = text.split(separator: "\n").suffix(3)
    return lines.isEmpty ? nil : String(lines.joined(separator: " | ").suffix(300))
  }
}

internal import TradeModel

/// Writes JSON scalars as bytes.
enum JSONText {
  /// Appends the text in quotes, with the escapes that JSON asks for.
  static func append(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // Nearly all texts have nothing to escape and are copied whole; the pointer lives for the length of the call only.
    let isCopied = unsafe text.utf8.withContiguousStorageIfAvailable { bytes in
      let isPlain = unsafe bytes.allSatisfy { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      if isPlain { unsafe output.append(contentsOf: bytes) }
      return isPlain
    }
    if isCopied == true {
      output.append(UInt8(ascii: "\""))
      return
    }
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
      case 0..<0x20:
        output.append(contentsOf: "\\u00".utf8)
        output.append(hexDigits[Int(byte >> 4)])
        output.append(hexDigits[Int(byte & 15)])
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Appends a whole number.
  static func append(_ number: Int, to output: inout [UInt8]) {
    if number < 0 { output.append(UInt8(ascii: "-")) }
    appendDigits(UInt64(number.magnitude), to: &output)
  }

  /// Appends an amount as plain decimal text in quotes.
  static func appendQuoted(_ amount: Amount, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    if amount.thousandths < 0 { output.append(UInt8(ascii: "-")) }
    let magnitude = amount.thousandths.magnitude
    appendDigits(magnitude / 1000, to: &output)
    let fraction = magnitude % 1000
    if fraction != 0 {
      output.append(UInt8(ascii: "."))
      output.append(UInt8(ascii: "0") + UInt8(fraction / 100))
      if fraction % 100 != 0 { output.append(UInt8(ascii: "0") + UInt8(fraction / 10 % 10)) }
      if fraction % 10 != 0 { output.append(UInt8(ascii: "0") + UInt8(fraction % 10)) }
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func appendDigits(_ magnitude: UInt64, to output: inout [UInt8]) {
    var power: UInt64 = 1
    while magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      output.append(UInt8(ascii: "0") + UInt8(magnitude / power % 10))
      power /= 10
    }
  }

  private static let hexDigits = Array("0123456789abcdef".utf8)
}

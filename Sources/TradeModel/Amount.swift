/// An exact decimal quantity, held as a whole number of thousandths.
///
/// Sums of amounts do not depend on their order, on any machine or engine. The range is about ±9.2e15 whole units.
public struct Amount: Hashable, Sendable, Comparable {
  /// The number of thousandths.
  public var thousandths: Int64

  /// Creates an amount from thousandths of its unit.
  public init(thousandths: Int64) {
    self.thousandths = thousandths
  }

  /// Creates an amount from whole units, or returns nil where the range is exceeded.
  public init?(whole: Int64) {
    let (scaled, overflow) = whole.multipliedReportingOverflow(by: 1000)
    guard !overflow else { return nil }
    self.thousandths = scaled
  }

  /// The amount zero.
  public static let zero = Amount(thousandths: 0)

  /// Returns whether the left amount is smaller.
  public static func < (left: Amount, right: Amount) -> Bool {
    left.thousandths < right.thousandths
  }

  /// Returns the sum, or nil where the range is exceeded.
  public func adding(_ other: Amount) -> Amount? {
    let (sum, overflow) = thousandths.addingReportingOverflow(other.thousandths)
    return overflow ? nil : Amount(thousandths: sum)
  }
}

extension Amount {
  /// Creates an amount from plain decimal text such as `-92799.996`, or returns nil for any other text.
  ///
  /// Exponents, thousands separators and more than three significant decimals are refused, never rounded.
  public init?(_ text: some StringProtocol) {
    var magnitude: UInt64 = 0
    var isNegative = false
    var decimals = -1
    var digits = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where decimals < 0 && digits > 0: decimals = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = UInt64(byte - UInt8(ascii: "0"))
        if decimals >= 3 {
          guard digit == 0 else { return nil }
          continue
        }
        let (scaled, scaleOverflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (next, addOverflow) = scaled.addingReportingOverflow(digit)
        guard !scaleOverflow, !addOverflow else { return nil }
        magnitude = next
        digits += 1
        if decimals >= 0 { decimals += 1 }
      default: return nil
      }
    }
    guard digits > 0, decimals != 0 else { return nil }
    for _ in max(decimals, 0)..<3 {
      let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      magnitude = scaled
    }
    guard let value = Int64(exactly: magnitude) else { return nil }
    thousandths = isNegative ? -value : value
  }
}

extension Amount: CustomStringConvertible {
  /// The shortest plain decimal text, for example `2198` or `0.5`.
  public var description: String {
    let magnitude = thousandths.magnitude
    var text = thousandths < 0 ? "-" : ""
    text += String(magnitude / 1000)
    var fraction = magnitude % 1000
    guard fraction != 0 else { return text }
    var width = 3
    while fraction % 10 == 0 {
      fraction /= 10
      width -= 1
    }
    let digits = String(fraction)
    return text + "." + String(repeating: "0", count: width - digits.utf8.count) + digits
  }
}

extension Amount: Codable {
  /// Reads the amount from decimal text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let amount = Amount(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(text)' is no plain decimal number")
    }
    self = amount
  }

  /// Writes the amount as decimal text, because a JSON number would lose digits in some readers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

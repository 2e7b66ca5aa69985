/// An exact decimal number of any length, for rounding and comparing what a print leaves open.
struct DecimalNumber: Hashable, Sendable {
  /// Whether the number is below zero.
  private(set) var isNegative: Bool
  /// The digits from the most significant one, without leading or trailing zeros; empty for zero.
  private(set) var digits: [UInt8]
  /// The power of ten of the last digit.
  private(set) var exponent: Int

  /// Creates the number ±digits × 10^exponent.
  init(isNegative: Bool = false, digits: [UInt8], exponent: Int) {
    var digits = Array(digits.drop { $0 == 0 })
    var exponent = exponent
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.isNegative = isNegative && !digits.isEmpty
    self.exponent = digits.isEmpty ? 0 : exponent
    self.digits = digits
  }

  /// Creates a number from plain decimal text such as `-92799.996`, or returns nil for any other text.
  init?(_ text: some StringProtocol) {
    var digits: [UInt8] = []
    var isNegative = false
    var exponent = 0
    var hasPoint = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where !hasPoint && !digits.isEmpty: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits.append(byte - UInt8(ascii: "0"))
        if hasPoint { exponent -= 1 }
      default: return nil
      }
    }
    guard !digits.isEmpty, !hasPoint || exponent < 0 else { return nil }
    self.init(isNegative: isNegative, digits: digits, exponent: exponent)
  }

  /// The number 10^power.
  static func power(_ power: Int) -> DecimalNumber { DecimalNumber(digits: [1], exponent: power) }

  /// Whether the number is zero.
  var isZero: Bool { digits.isEmpty }

  /// The number without its sign.
  var magnitude: DecimalNumber { DecimalNumber(digits: digits, exponent: exponent) }

  /// The number of digits before the decimal point; zero or less for numbers below 1.
  var integerDigits: Int { digits.isEmpty ? 0 : digits.count + exponent }

  /// The smallest power of ten that is not less than the number's magnitude; nil for zero.
  var coveringPower: Int? {
    guard !digits.isEmpty else { return nil }
    return digits == [1] ? exponent : integerDigits
  }

  /// Returns the number times 10^places.
  func shifted(by places: Int) -> DecimalNumber {
    DecimalNumber(isNegative: isNegative, digits: digits, exponent: exponent + places)
  }

  /// Which way a number that lies between two steps goes.
  enum Rounding {
    /// To the nearer step, away from zero in the middle.
    case nearest
    /// To the lower step.
    case down
    /// To the upper step.
    case up
  }

  /// Returns the nearest multiple of 10^power, or the next one in the direction that is named.
  func rounded(to power: Int, _ rounding: Rounding = .nearest) -> DecimalNumber {
    guard exponent < power, !isZero else { return self }
    let kept = max(0, digits.count - (power - exponent))
    let growsMagnitude =
      switch rounding {
      case .nearest: integerDigits >= power && digits[kept] >= 5
      case .down: isNegative
      case .up: !isNegative
      }
    let truncated = DecimalNumber(isNegative: isNegative, digits: Array(digits[..<kept]), exponent: power)
    guard growsMagnitude else { return truncated }
    let step = DecimalNumber(isNegative: isNegative, digits: [1], exponent: power)
    return truncated.adding(step)
  }

  /// Returns the sum.
  func adding(_ other: DecimalNumber) -> DecimalNumber {
    let power = min(exponent, other.exponent)
    let left = aligned(to: power)
    let right = other.aligned(to: power)
    if isNegative == other.isNegative {
      return DecimalNumber(isNegative: isNegative, digits: Self.sum(left, right), exponent: power)
    }
    if Self.isLess(left, right) {
      return DecimalNumber(isNegative: other.isNegative, digits: Self.difference(right, left), exponent: power)
    }
    return DecimalNumber(isNegative: isNegative, digits: Self.difference(left, right), exponent: power)
  }

  /// Returns the difference.
  func subtracting(_ other: DecimalNumber) -> DecimalNumber {
    adding(DecimalNumber(isNegative: !other.isNegative, digits: other.digits, exponent: other.exponent))
  }

  /// Returns the digits with as many decimals as asked for, thousands grouped by commas and `−` before negatives.
  ///
  /// More decimals than asked for are rounded away.
  func grouped(decimals: Int) -> String {
    let number = rounded(to: -decimals)
    var places = number.aligned(to: min(-decimals, number.exponent))
    let fractionCount = max(decimals, -number.exponent)
    while places.count <= fractionCount { places.insert(0, at: 0) }
    var text = number.isNegative ? "\u{2212}" : ""
    let whole = places.count - fractionCount
    for (index, digit) in places.enumerated() {
      if index == whole {
        text += "."
      } else if index > 0, index < whole, (whole - index) % 3 == 0 {
        text += ","
      }
      text.unicodeScalars.append(Unicode.Scalar(digit + UInt8(ascii: "0")))
    }
    return text
  }

  /// Returns all digits, thousands grouped.
  func grouped() -> String { grouped(decimals: 0 - min(exponent, 0)) }

  private func aligned(to power: Int) -> [UInt8] {
    digits.isEmpty ? [] : digits + Array(repeating: 0, count: exponent - power)
  }

  private static func isLess(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    left.count != right.count ? left.count < right.count : left.lexicographicallyPrecedes(right)
  }

  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var carry: UInt8 = 0
    for index in 0..<max(left.count, right.count) {
      let total = carry + digit(left, index) + digit(right, index)
      result.append(total % 10)
      carry = total / 10
    }
    if carry > 0 { result.append(carry) }
    return result.reversed()
  }

  private static func difference(_ larger: [UInt8], _ smaller: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var borrow: UInt8 = 0
    for index in 0..<larger.count {
      let taken = digit(smaller, index) + borrow
      let have = digit(larger, index)
      borrow = have < taken ? 1 : 0
      result.append(have + borrow * 10 - taken)
    }
    return result.reversed()
  }

  private static func digit(_ digits: [UInt8], _ fromTheRight: Int) -> UInt8 {
    fromTheRight < digits.count ? digits[digits.count - 1 - fromTheRight] : 0
  }
}

extension DecimalNumber: Comparable {
  /// Returns whether the left number is smaller.
  static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    let difference = left.subtracting(right)
    return difference.isNegative
  }
}

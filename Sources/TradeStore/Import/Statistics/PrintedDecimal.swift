import TradeModel

/// A decimal number as a file prints it: its digits, and how many stand behind the point.
struct PrintedDecimal: Hashable {
  /// The digits as one whole number, with the sign.
  let digits: Int64
  /// How many of the digits stand behind the point.
  let decimals: Int

  /// Reads plain decimal text such as `92799.996`; nil for separators, exponents and more digits than fit.
  init?(_ text: some StringProtocol) {
    self.init(bytes: text.utf8)
  }

  /// Reads plain decimal text from its bytes.
  init?(bytes: some Sequence<UInt8>) {
    var magnitude: Int64 = 0
    var decimals = -1
    var count = 0
    var isNegative = false
    for (index, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: isNegative = true
      case UInt8(ascii: ".") where decimals < 0 && count > 0: decimals = 0
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (scaled, overflow) = magnitude.multipliedReportingOverflow(by: 10)
        let (next, addOverflow) = scaled.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        guard !overflow, !addOverflow else { return nil }
        magnitude = next
        count += 1
        if decimals >= 0 { decimals += 1 }
      default: return nil
      }
    }
    guard count > 0, decimals != 0 else { return nil }
    digits = isNegative ? -magnitude : magnitude
    self.decimals = max(decimals, 0)
  }

  /// Whether the number is zero as printed.
  var isZero: Bool { digits == 0 }

  /// Returns the number times a power of ten, rounded to thousandths, or nil where that exceeds the range.
  func amount(timesTenTo power: Int = 0) -> Amount? {
    scaled(digits, places: 3 + power - decimals, rounding: .toNearestOrEven)
  }

  /// Whether the number times a power of ten is a whole number of thousandths.
  func isExact(timesTenTo power: Int = 0) -> Bool {
    let places = 3 + power - decimals
    if places >= 0 { return true }
    guard let divisor = powerOfTen(-places) else { return digits == 0 }
    return digits % divisor == 0
  }

  /// Returns the lowest and the highest number that is printed so with the decimals given, times a power of ten.
  func bounds(halfUnitAt decimals: Int, timesTenTo power: Int = 0) -> Bounds? {
    let places = max(decimals, self.decimals) + 1
    guard let factor = powerOfTen(places - self.decimals), let half = powerOfTen(places - decimals - 1) else {
      return nil
    }
    let (middle, overflow) = digits.multipliedReportingOverflow(by: factor)
    let (low, lowOverflow) = middle.subtractingReportingOverflow(5 * half)
    let (high, highOverflow) = middle.addingReportingOverflow(5 * half)
    guard !overflow, !lowOverflow, !highOverflow,
      let lowest = scaled(low, places: 3 + power - places, rounding: .down),
      let highest = scaled(high, places: 3 + power - places, rounding: .up)
    else { return nil }
    // What is printed as positive or zero cannot stand for a negative amount.
    return Bounds(low: digits >= 0 ? max(lowest, .zero) : lowest, high: highest)
  }

  private func scaled(_ number: Int64, places: Int, rounding: FloatingPointRoundingRule) -> Amount? {
    if places >= 0 {
      guard let factor = powerOfTen(places) else { return number == 0 ? .zero : nil }
      let (product, overflow) = number.multipliedReportingOverflow(by: factor)
      return overflow ? nil : Amount(thousandths: product)
    }
    guard let divisor = powerOfTen(-places) else { return .zero }
    let (quotient, remainder) = number.quotientAndRemainder(dividingBy: divisor)
    if remainder == 0 { return Amount(thousandths: quotient) }
    let direction: Int64 = remainder > 0 ? 1 : -1
    switch rounding {
    case .down: return Amount(thousandths: direction > 0 ? quotient : quotient - 1)
    case .up: return Amount(thousandths: direction > 0 ? quotient + 1 : quotient)
    default:
      let twice = remainder.magnitude.multipliedReportingOverflow(by: 2)
      let isAbove = twice.overflow || twice.partialValue > divisor.magnitude
      let isTie = !twice.overflow && twice.partialValue == divisor.magnitude
      return Amount(thousandths: isAbove || (isTie && quotient % 2 != 0) ? quotient + direction : quotient)
    }
  }
}

private func powerOfTen(_ exponent: Int) -> Int64? {
  guard (0...18).contains(exponent) else { return nil }
  var power: Int64 = 1
  for _ in 0..<exponent { power *= 10 }
  return power
}

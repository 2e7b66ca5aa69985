import ReportModel

/// The digits of a number in one format, without its unit.
struct NumberStyle: Sendable {
  /// How the number is written.
  var format: ValueFormat
  /// Where it is printed.
  var place: ValueFormatter.Place
  /// Whether the number itself counts percents, as a source prints a change.
  var isInPercent = false

  /// Whether the number is a ratio, printed as a percentage.
  var isRatio: Bool { (format == .percent || format == .change) && !isInPercent }

  /// Returns the digits with a plus sign where the number is a change upward.
  func signed(_ digits: String) -> String {
    guard format == .change, digits.first?.isNumber == true, digits.contains(where: { ("1"..."9").contains($0) })
    else { return digits }
    return "+" + digits
  }

  /// Returns every digit that the format shows of a number without bounds.
  func exact(_ number: DecimalNumber) -> String {
    if isRatio { return ratio(number, to: Self.finestRatio(number)) }
    switch format {
    case .full: return number.grouped(decimals: 0 - min(number.exponent, 0))
    case .integer: return number.grouped(decimals: 0)
    default:
      let decimals = 0 - min(number.exponent, 0)
      guard decimals > 3 else { return number.grouped(decimals: decimals) }
      // More decimals than any print has: the number was computed, and four digits are enough.
      let shown = max(0, 4 - number.integerDigits)
      return number.rounded(to: -shown).trimmedText(atMost: shown)
    }
  }

  /// Returns a bound: exact, in millions where that loses nothing.
  func bound(_ number: DecimalNumber) -> String {
    if isRatio { return exact(number) }
    if place == .prose, number.integerDigits > 6, number.exponent >= 3 {
      return rounded(number, to: max(3, min(number.exponent, 6)))
    }
    return exact(number)
  }

  /// Returns the number rounded to a multiple of 10^power, in millions or billions where it is large.
  func rounded(_ number: DecimalNumber, to power: Int) -> String {
    if isRatio { return ratio(number, to: power) }
    let rounded = number.rounded(to: power)
    if let scale = Self.scale(rounded.integerDigits, power) {
      return rounded.shifted(by: -scale.power).grouped(decimals: max(0, scale.power - power)) + " " + scale.word
    }
    return rounded.grouped(decimals: max(0, -power))
  }

  /// Returns both bounds in steps of 10^power, outward, with words such as `million` once.
  func range(_ low: DecimalNumber, _ high: DecimalNumber, steps power: Int) -> (low: String, high: String) {
    if isRatio {
      let power = max(power, -3)
      return (
        ratio(low.rounded(to: power, .down), to: power), ratio(high.rounded(to: power, .up), to: power)
      )
    }
    let low = low.rounded(to: power, .down)
    let high = high.rounded(to: power, .up)
    if let scale = Self.scale(low.integerDigits, power), scale == Self.scale(high.integerDigits, power) {
      let decimals = max(0, scale.power - power)
      return (
        low.shifted(by: -scale.power).grouped(decimals: decimals),
        high.shifted(by: -scale.power).grouped(decimals: decimals) + " " + scale.word
      )
    }
    return (low.grouped(decimals: max(0, -power)), high.grouped(decimals: max(0, -power)))
  }

  private func ratio(_ number: DecimalNumber, to power: Int) -> String {
    let percent = number.rounded(to: power).shifted(by: 2)
    return signed(percent.grouped(decimals: max(0, -(power + 2))) + "%")
  }

  /// Returns the finest step that a ratio is printed in: 0.1%, finer where that would print nothing, whole from 1,000%.
  static func finestRatio(_ number: DecimalNumber) -> Int {
    if number.integerDigits > 1 { return -2 }
    guard !number.isZero, number.rounded(to: -3).isZero else { return -3 }
    return max(-6, number.integerDigits - 1)
  }

  /// A word that stands for a power of ten.
  struct Scale: Hashable {
    var power: Int
    var word: String
  }

  /// Returns the scale whose word shortens a number without hiding digits: at most three decimals.
  static func scale(_ integerDigits: Int, _ power: Int) -> Scale? {
    if integerDigits > 9, power >= 6 { return Scale(power: 9, word: "billion") }
    if integerDigits > 6, power >= 3 { return Scale(power: 6, word: "million") }
    if integerDigits == 6, power >= 5 { return Scale(power: 6, word: "million") }
    return nil
  }
}

extension DecimalNumber {
  /// Returns the digits with at most so many decimals, trailing zeros left out.
  func trimmedText(atMost decimals: Int) -> String {
    grouped(decimals: min(decimals, 0 - min(exponent, 0)))
  }
}

/// How many digits of a number its bounds carry.
enum Precision: Hashable, Sendable {
  /// Every digit.
  case exact
  /// Both bounds round to the same multiple of 10^power.
  case rounded(Int)
  /// The bounds lie within a step or two of 10^power around the rounded number.
  case about(Int)
  /// No digit survives: only the bounds can be told, in steps of 10^power.
  case interval(Int)

  /// Creates the precision of a number between two bounds.
  init(of number: DecimalNumber, low: DecimalNumber, high: DecimalNumber) {
    let width = high.subtracting(low).magnitude
    guard let covering = width.coveringPower else {
      self = .exact
      return
    }
    let power = max(covering, min(number.exponent, 0))
    // A single step survives only where a source printed it so: "0.1 million" is 0.05 to 0.15.
    let isPrint = number.rounded(to: power) == number && width == .power(power)
    let steps = Self.steps(number, power)
    if Self.holds(number, low, high, power: power, halfSteps: 1), isPrint || steps >= 5 {
      self = .rounded(power)
    } else if steps < 10, Self.holds(number, low, high, power: power - 1, halfSteps: 4),
      Self.steps(number, power - 1) >= 10
    {
      // One digit would say less than is known: 2.1 to 2.3 million is "about 2.2", not "2 million".
      self = .about(power - 1)
    } else if Self.holds(number, low, high, power: power, halfSteps: 1), steps >= 2 {
      self = .rounded(power)
    } else if Self.holds(number, low, high, power: power + 1, halfSteps: 1), Self.steps(number, power + 1) >= 10 {
      self = .rounded(power + 1)
    } else if Self.holds(number, low, high, power: power - 1, halfSteps: 2), Self.steps(number, power - 1) >= 2 {
      self = .about(power - 1)
    } else if Self.holds(number, low, high, power: power, halfSteps: 2), Self.steps(number, power) >= 2 {
      self = .about(power)
    } else if Self.holds(number, low, high, power: power + 1, halfSteps: 2), Self.steps(number, power + 1) >= 2 {
      self = .about(power + 1)
    } else {
      self = .interval(power - 2)
    }
  }

  /// Returns whether both bounds lie within so many half steps around the rounded number.
  private static func holds(
    _ number: DecimalNumber, _ low: DecimalNumber, _ high: DecimalNumber, power: Int, halfSteps: UInt8
  ) -> Bool {
    let rounded = number.rounded(to: power)
    let reach =
      halfSteps == 1
      ? DecimalNumber(digits: [5], exponent: power - 1) : DecimalNumber(digits: [halfSteps / 2], exponent: power)
    return rounded.subtracting(low).magnitude <= reach && high.subtracting(rounded).magnitude <= reach
  }

  /// Returns how many steps of 10^power the rounded number has, 10 standing for 10 and more.
  private static func steps(_ number: DecimalNumber, _ power: Int) -> Int {
    let rounded = number.rounded(to: power)
    guard !rounded.isZero else { return 0 }
    let count = rounded.integerDigits - power
    return count > 1 ? 10 : Int(rounded.digits.first ?? 0)
  }
}

package import Foundation

/// A number with what the prints leave open on both sides; nil where a side is open.
package struct Interval: Hashable, Sendable {
  /// The number itself.
  package var value: Decimal
  /// The lowest number that it can stand for.
  package var low: Decimal?
  /// The highest number that it can stand for.
  package var high: Decimal?

  /// Creates an interval.
  package init(_ value: Decimal, low: Decimal?, high: Decimal?) {
    self.value = value
    self.low = low
    self.high = high
  }

  /// Creates an exact number.
  package init(exactly value: Decimal) {
    self.init(value, low: value, high: value)
  }

  /// Whether all three numbers are numbers.
  var isFinite: Bool { !value.isNaN && low?.isNaN != true && high?.isNaN != true }

  private init(_ value: Decimal, corners: [Limit]) {
    self.init(value, low: corners.min()?.finite, high: corners.max()?.finite)
  }

  static func + (left: Interval, right: Interval) -> Interval {
    Interval(
      left.value + right.value, low: both(left.low, right.low).map { $0 + $1 },
      high: both(left.high, right.high).map { $0 + $1 })
  }

  static prefix func - (operand: Interval) -> Interval {
    Interval(-operand.value, low: operand.high.map { -$0 }, high: operand.low.map { -$0 })
  }

  static func - (left: Interval, right: Interval) -> Interval {
    left + -right
  }

  static func * (left: Interval, right: Interval) -> Interval {
    Interval(left.value * right.value, corners: corners(left.limits, right.limits))
  }

  /// Divides by a value other than zero; where the divisor can be on both sides of zero, the result is open.
  static func / (left: Interval, right: Interval) -> Interval {
    let value = left.value / right.value
    let isPositive = right.low.map { $0 >= 0 } ?? false
    let isNegative = right.high.map { $0 <= 0 } ?? false
    guard isPositive || isNegative else { return Interval(value, low: nil, high: nil) }
    let reciprocals = right.limits.map { $0.reciprocal(isPositive: isPositive) }
    return Interval(value, corners: corners(left.limits, reciprocals))
  }

  /// The number without its sign.
  var magnitude: Interval {
    if let low, low >= 0 { return self }
    if let high, high <= 0 { return -self }
    return Interval(abs(value), low: 0, high: both(low, high).map { max(abs($0), abs($1)) })
  }

  /// The number rounded to a whole one.
  var rounded: Interval {
    Interval(value.rounded(scale: 0), low: low?.rounded(scale: 0), high: high?.rounded(scale: 0))
  }

  /// Both sides, an open one being infinite.
  private var limits: [Limit] {
    [low.map { .finite($0) } ?? .below, high.map { .finite($0) } ?? .above]
  }

  private static func corners(_ left: [Limit], _ right: [Limit]) -> [Limit] {
    left.flatMap { one in right.map { one.times($0) } }
  }
}

/// One side of an interval: a number, or beyond all numbers.
private enum Limit: Comparable {
  case below
  case finite(Decimal)
  case above

  var finite: Decimal? {
    if case .finite(let number) = self { number } else { nil }
  }

  private var sign: Int {
    switch self {
    case .below: -1
    case .above: 1
    case .finite(let number): number < 0 ? -1 : number > 0 ? 1 : 0
    }
  }

  /// The product, nothing times infinity being nothing.
  func times(_ other: Limit) -> Limit {
    if let left = finite, let right = other.finite { return .finite(left * right) }
    switch sign * other.sign {
    case 0: return .finite(0)
    case 1: return .above
    default: return .below
    }
  }

  /// One divided by this side of an interval that is wholly above or wholly below zero.
  func reciprocal(isPositive: Bool) -> Limit {
    guard let number = finite else { return .finite(0) }
    if number == 0 { return isPositive ? .above : .below }
    return .finite(1 / number)
  }
}

/// Returns both values where both are there.
private func both(_ left: Decimal?, _ right: Decimal?) -> (Decimal, Decimal)? {
  guard let left, let right else { return nil }
  return (left, right)
}

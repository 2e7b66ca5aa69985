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
    let corners = corners(left, right, *)
    return Interval(left.value * right.value, low: corners.min(), high: corners.max())
  }

  /// Divides by a value other than zero; where the divisor's bounds reach zero, the result's bounds are open.
  static func / (left: Interval, right: Interval) -> Interval {
    let value = left.value / right.value
    guard let low = right.low, let high = right.high, low > 0 || high < 0 else {
      return Interval(value, low: nil, high: nil)
    }
    let corners = corners(left, right, /)
    return Interval(value, low: corners.min(), high: corners.max())
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

  /// The results at the corners of both intervals; none where a side is open.
  private static func corners(
    _ left: Interval, _ right: Interval, _ operation: (Decimal, Decimal) -> Decimal
  ) -> [Decimal] {
    guard let leftLow = left.low, let leftHigh = left.high, let rightLow = right.low, let rightHigh = right.high else {
      return []
    }
    return [
      operation(leftLow, rightLow), operation(leftLow, rightHigh), operation(leftHigh, rightLow),
      operation(leftHigh, rightHigh),
    ]
  }
}

/// Returns both values where both are there.
private func both(_ left: Decimal?, _ right: Decimal?) -> (Decimal, Decimal)? {
  guard let left, let right else { return nil }
  return (left, right)
}

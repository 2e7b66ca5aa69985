/// What a printed figure leaves open: the lowest and the highest amount that it can stand for, both inclusive.
///
/// A figure printed as "491.1 million" has the bounds 491.05 and 491.15 million; "more than 500,000" has no high bound.
public struct Bounds: Hashable, Sendable, Codable {
  /// The lowest possible amount, or nil where the print names none.
  public var low: Amount?
  /// The highest possible amount, or nil where the print names none.
  public var high: Amount?

  /// Creates bounds from what is known of both sides.
  public init(low: Amount?, high: Amount?) {
    self.low = low
    self.high = high
  }

  /// Creates the bounds of an exact figure.
  public init(exactly amount: Amount) {
    self.init(low: amount, high: amount)
  }

  /// Whether low and high are the same amount.
  public var isExact: Bool { low != nil && low == high }

  /// Returns the bounds of a sum; an open side stays open.
  ///
  /// Nil where the range of `Amount` is exceeded.
  public func adding(_ other: Bounds) -> Bounds? {
    var sum = Bounds(low: nil, high: nil)
    if let low, let otherLow = other.low {
      guard let total = low.adding(otherLow) else { return nil }
      sum.low = total
    }
    if let high, let otherHigh = other.high {
      guard let total = high.adding(otherHigh) else { return nil }
      sum.high = total
    }
    return sum
  }

  /// Returns whether some amount satisfies both bounds.
  public func overlaps(_ other: Bounds) -> Bool {
    if let low, let otherHigh = other.high, low > otherHigh { return false }
    if let high, let otherLow = other.low, otherLow > high { return false }
    return true
  }
}

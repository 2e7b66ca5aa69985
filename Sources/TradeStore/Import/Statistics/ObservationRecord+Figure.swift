import TradeModel

extension ObservationRecord {
  /// Sets the days.
  mutating func set(_ period: Period) {
    start = period.start.dayNumber
    end = period.end.dayNumber
  }

  /// Sets value, bounds, precision and status to what a file prints with every digit.
  mutating func set(_ number: PrintedDecimal) {
    value = number.amount()
    let isExact = number.isExact()
    precision = isExact ? .exact : .rounded
    bounds = value.map(Bounds.init(exactly:)) ?? bounds
    if !isExact, let around = number.bounds(halfUnitAt: 3) { bounds = around }
    status = number.isZero ? .zero : .reported
  }

  /// Sets value, bounds, precision and status to a rounded number times a power of ten.
  ///
  /// The publisher's decimals are those as printed unless given: programs drop zeros at the end.
  mutating func set(rounded number: PrintedDecimal, decimals: Int? = nil, timesTenTo power: Int = 0) {
    value = number.amount(timesTenTo: power)
    bounds = number.bounds(halfUnitAt: decimals ?? number.decimals, timesTenTo: power) ?? bounds
    precision = .rounded
    status = number.isZero ? .roundedZero : .reported
  }
}

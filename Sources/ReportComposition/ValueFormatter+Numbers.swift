import ReportModel

extension ValueFormatter {
  /// Returns a number with as many digits as its bounds carry.
  func text(of number: DecimalNumber, _ value: VerifiedValue, in place: Place, withUnit: Bool) -> String {
    let style = NumberStyle(format: value.format, place: place, isInPercent: value.unit == "percent")
    let printer = NumberPrinter(style: style, place: place) { digits, isOne in
      guard withUnit, !style.isRatio, let unit = value.unit else { return style.isRatio ? digits : style.signed(digits) }
      return decorated(style.signed(digits), unit: unit, isOne: isOne)
    }
    let low = value.low.flatMap { DecimalNumber($0) }
    let high = value.high.flatMap { DecimalNumber($0) }
    guard value.format != .full, value.format != .integer else { return printer.exact(number) }
    switch (low, high) {
    case (let low?, let high?): return printer.bounded(number, low, high)
    case (nil, nil): return isComputed(value) ? printer.near(number) : printer.exact(number)
    case (let low?, nil): return isComputed(value) ? printer.computed(atLeast: low) : printer.printed(moreThan: low)
    case (nil, let high?): return isComputed(value) ? printer.computed(atMost: high) : printer.printed(atMost: high)
    }
  }
}

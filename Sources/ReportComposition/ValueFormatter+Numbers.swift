import ReportModel

extension ValueFormatter {
  /// Returns a number with as many digits as its bounds carry.
  func text(of number: DecimalNumber, _ value: VerifiedValue, in place: Place, withUnit: Bool) -> String {
    let style = NumberStyle(format: value.format, isInPercent: value.unit == "percent")
    let printer = NumberPrinter(style: style, place: place) { digits, isOne in
      let digits = style.signed(digits)
      guard withUnit, !style.isRatio, let unit = value.unit else { return digits }
      return decorated(digits, unit: unit, isOne: isOne)
    }
    let low = value.low.flatMap { DecimalNumber($0) }
    let high = value.high.flatMap { DecimalNumber($0) }
    guard value.format != .full, value.format != .integer else { return printer.exact(number) }
    switch (low, high) {
    case (let low?, let high?):
      // Nothing, or all gone: a side that only sense closes is told as an open one.
      let floor: DecimalNumber =
        value.format == .change ? DecimalNumber(isNegative: true, digits: [1], exponent: 0) : .zero
      if isComputed(value), low == floor, low < high { return printer.computed(atMost: high) }
      return printer.bounded(number, low, high)
    case (nil, nil): return isComputed(value) ? printer.near(number) : printer.exact(number)
    case (let low?, nil): return isComputed(value) ? printer.computed(atLeast: low) : printer.printed(moreThan: low)
    case (nil, let high?): return isComputed(value) ? printer.computed(atMost: high) : printer.printed(atMost: high)
    }
  }
}

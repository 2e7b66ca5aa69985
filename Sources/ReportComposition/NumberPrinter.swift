import ReportModel

/// Prints one number with the words for what its bounds leave open.
struct NumberPrinter {
  let style: NumberStyle
  let place: ValueFormatter.Place
  /// Returns the digits with sign and unit; the second argument says whether the number is one.
  let decorated: (String, Bool) -> String

  private var isProse: Bool { place == .prose }

  func exact(_ number: DecimalNumber) -> String {
    decorated(style.exact(number), number == DecimalNumber(digits: [1], exponent: 0))
  }

  /// A computed number without any bound: two digits, since more would claim what is not known.
  func near(_ number: DecimalNumber) -> String {
    let power = style.step(ofUnbounded: number)
    var rounded = number.rounded(to: power)
    // Nearly all is not all.
    if style.isRatio, rounded.magnitude == .power(0), number.magnitude < rounded.magnitude {
      rounded = number.rounded(to: power, number.isNegative ? .up : .down)
    }
    return (isProse ? "about " : "\u{2248} ") + decorated(style.rounded(rounded, to: power), false)
  }

  func bounded(_ number: DecimalNumber, _ low: DecimalNumber, _ high: DecimalNumber) -> String {
    switch Precision(of: number, low: low, high: high) {
    case .exact: return exact(number)
    case .rounded(let power):
      return rounded(number, to: style.step(from: power, isAbout: false, of: number, low: low, high: high))
    case .about(let power):
      return rounded(number, to: style.step(from: power, isAbout: true, of: number, low: low, high: high))
    case .interval(let power):
      let range = style.range(low, high, steps: power)
      return isProse
        ? "between " + decorated(range.low + " and " + range.high, false)
        : decorated(range.low + " to " + range.high, false)
    }
  }

  func printed(moreThan low: DecimalNumber) -> String {
    (isProse ? "more than " : "> ") + decorated(style.bound(low), false)
  }

  func printed(atMost high: DecimalNumber) -> String {
    (isProse ? "at most " : "\u{2264} ") + decorated(style.bound(high), false)
  }

  func computed(atLeast low: DecimalNumber) -> String {
    let digits = decorated(style.outward(low, .down), false)
    guard isProse else { return "\u{2265} " + digits }
    return style.format == .change ? digits + " or higher" : "at least " + digits
  }

  func computed(atMost high: DecimalNumber) -> String {
    let digits = decorated(style.outward(high, .up), false)
    guard isProse else { return "\u{2264} " + digits }
    return style.format == .change ? digits + " or lower" : "at most " + digits
  }

  private func rounded(_ number: DecimalNumber, to step: RoundingStep) -> String {
    let digits = decorated(style.rounded(number, to: step.power), false)
    guard step.isAbout else { return digits }
    return (isProse ? "about " : "\u{2248} ") + digits
  }
}

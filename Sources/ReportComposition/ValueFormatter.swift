package import ReportModel

/// Writes values the same way in every output: as many digits as their bounds carry, units, periods, missing figures.
package struct ValueFormatter: Sendable {
  /// Where a value is printed.
  package enum Place: Sendable {
    /// In a sentence: units and periods in words.
    case prose
    /// In a table's cell: short forms.
    case cell
  }

  private var units: [String: UnitLabel]

  /// Creates a formatter that knows how these units are written.
  package init(units: [UnitLabel]) {
    self.units = Dictionary(units.map { ($0.code, $0) }) { first, _ in first }
  }

  /// Returns the printed form of a value; `withUnit` is false where the table's head names the unit.
  package func text(_ value: VerifiedValue, in place: Place, withUnit: Bool = true) -> String {
    if let status = value.status, let missing = MissingText(status: status) {
      return place == .prose ? missing.words : missing.mark
    }
    switch value.kind {
    case .text: return value.label ?? value.raw
    case .code: return code(value, in: place)
    case .period:
      guard let period = PeriodText(value.raw) else { return value.label ?? value.raw }
      return place == .prose ? period.words : period.short
    case .number:
      guard let number = DecimalNumber(value.raw) else { return value.label ?? value.raw }
      return self.number(number, value, in: place, withUnit: withUnit)
    }
  }

  /// Returns the words for a unit, as a table's head shows them.
  package func heading(ofUnit code: String) -> String {
    guard let unit = units[code] else { return code }
    return unit.isPrefix ? unit.singular : unit.plural
  }

  private func code(_ value: VerifiedValue, in place: Place) -> String {
    guard let label = value.label, !label.isEmpty, label != value.raw else { return value.raw }
    let isNumeric = !value.raw.isEmpty && value.raw.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    return place == .cell && isNumeric ? value.raw + " " + label : label
  }

  private func number(_ number: DecimalNumber, _ value: VerifiedValue, in place: Place, withUnit: Bool) -> String {
    let style = NumberStyle(format: value.format, place: place)
    let low = value.low.flatMap { DecimalNumber($0) }
    let high = value.high.flatMap { DecimalNumber($0) }
    func withUnitWords(_ digits: String, isOne: Bool = false) -> String {
      guard withUnit, !style.isRatio, let unit = value.unit else { return digits }
      return decorated(digits, unit: unit, isOne: isOne)
    }
    if value.format != .full, value.format != .integer {
      switch (low, high) {
      case (let low?, nil):
        return (place == .prose ? "more than " : "> ") + withUnitWords(style.bound(low))
      case (nil, let high?):
        return (place == .prose ? "at most " : "\u{2264} ") + withUnitWords(style.bound(high))
      case (let low?, let high?):
        switch Precision(of: number, low: low, high: high) {
        case .exact: break
        case .rounded(let power): return withUnitWords(style.rounded(number, to: power))
        case .about(let power):
          return (place == .prose ? "about " : "\u{2248} ") + withUnitWords(style.rounded(number, to: power))
        case .interval(let power):
          let range = style.range(low, high, steps: power)
          if place == .cell { return withUnitWords(range.low + " to " + range.high) }
          return "between " + withUnitWords(range.low + " and " + range.high)
        }
      case (nil, nil): break
      }
    }
    let isOne = number == DecimalNumber(digits: [1], exponent: 0)
    return withUnitWords(style.exact(number), isOne: isOne)
  }

  private func decorated(_ digits: String, unit code: String, isOne: Bool) -> String {
    guard let unit = units[code] else { return digits + " " + code }
    if unit.isPrefix {
      // The sign stays before the currency: −USD 5, as accounts write it.
      if digits.hasPrefix("\u{2212}") { return "\u{2212}" + unit.singular + " " + digits.dropFirst() }
      return unit.singular + " " + digits
    }
    return digits + " " + (isOne ? unit.singular : unit.plural)
  }
}

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
  private var calculations: Set<String>

  /// Creates a formatter that knows how these units are written, and which records are calculations.
  ///
  /// A figure without bounds is exact where a source printed it so; a computed one without bounds is only near.
  package init(units: [UnitLabel], calculations: Set<String> = []) {
    self.units = Dictionary(units.map { ($0.code, $0) }) { first, _ in first }
    self.calculations = calculations
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
      return self.text(of: number, value, in: place, withUnit: withUnit)
    }
  }

  /// Returns the words for a unit, as a table's head shows them.
  package func heading(ofUnit code: String) -> String {
    guard let unit = units[code] else {
      guard let parts = quotient(code) else { return code }
      return heading(ofUnit: parts.amount) + " per " + parts.each
    }
    return unit.isPrefix ? unit.singular : unit.plural
  }

  /// Returns whether the value was computed from others.
  func isComputed(_ value: VerifiedValue) -> Bool {
    value.evidence.map { calculations.contains($0) } ?? false
  }

  private func code(_ value: VerifiedValue, in place: Place) -> String {
    guard let label = value.label, !label.isEmpty, label != value.raw else { return value.raw }
    let isNumeric = !value.raw.isEmpty && value.raw.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 }
    return place == .cell && isNumeric ? value.raw + " " + label : label
  }

  /// Returns the digits with the words of a unit.
  func decorated(_ digits: String, unit code: String, isOne: Bool) -> String {
    guard let unit = units[code] else {
      guard let parts = quotient(code) else { return digits + " " + code }
      return decorated(digits, unit: parts.amount, isOne: isOne) + " per " + parts.each
    }
    if unit.isPrefix {
      // The sign stays before the currency: −USD 5, as accounts write it.
      if digits.hasPrefix("\u{2212}") { return "\u{2212}" + unit.singular + " " + digits.dropFirst() }
      return unit.singular + " " + digits
    }
    return digits + " " + (isOne ? unit.singular : unit.plural)
  }

  /// Returns the unit of an amount and the words of what it is counted by, for a code such as `USD/kg`.
  private func quotient(_ code: String) -> (amount: String, each: String)? {
    let parts = code.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, units[String(parts[0])] != nil, let each = units[String(parts[1])] else { return nil }
    return (String(parts[0]), each.singular)
  }
}

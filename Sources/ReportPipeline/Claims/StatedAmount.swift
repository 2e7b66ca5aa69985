package import Foundation
package import TradeModel

/// A figure as a text states it, with the amounts that its words leave open.
package struct StatedAmount: Hashable, Sendable {
  /// The number as it stands in the text.
  package var value: Amount
  /// The lowest and the highest amount that the words allow.
  package var bounds: Bounds
  /// The code of the unit.
  package var unit: String

  /// How the words of a text stand to its number.
  package enum Relation: String, CaseIterable {
    /// The number itself, at the precision in which it is printed.
    case eq
    /// Roughly the number.
    case about
    /// More than the number, by any amount.
    case gt
    /// At least the number.
    case ge
    /// Less than the number, by any amount.
    case lt
    /// At most the number.
    case le
    /// More than the number, by little.
    case littleOver = "little-over"
    /// Less than the number, by little.
    case nearly
    /// Less than the number, by very little.
    case justUnder = "just-under"
    /// From one number to another, both included.
    case between

    /// How many percent the words allow where the file does not say; nil for words that allow none.
    var tolerance: Decimal? {
      switch self {
      case .about, .littleOver, .nearly: 10
      case .justUnder: 5
      case .eq, .gt, .ge, .lt, .le, .between: nil
      }
    }
  }

  /// Reads `3.9 million USD`, `-81 percent`, `930932 USD`, or `4 USD..6 USD` for `between`; nil for anything else.
  ///
  /// - Parameters:
  ///   - text: The figure.
  ///   - relation: How the text stands to it.
  ///   - tolerance: How many percent it may be off; nil for the relation's own.
  package init?(_ text: String, relation: Relation, tolerance: Decimal? = nil) {
    if relation == .between {
      guard let dots = text.range(of: ".."), let low = Printed(String(text[..<dots.lowerBound])),
        let high = Printed(String(text[dots.upperBound...])), low.unit == high.unit, low.amount <= high.amount
      else { return nil }
      self.init(value: high.amount, bounds: Bounds(low: low.amount, high: high.amount), unit: low.unit)
      return
    }
    guard let printed = Printed(text),
      let bounds = StatedAmount.bounds(of: printed, relation, tolerance ?? relation.tolerance ?? 0)
    else { return nil }
    self.init(value: printed.amount, bounds: bounds, unit: printed.unit)
  }

  /// Reads a threshold such as `500 thousand USD`, which leaves nothing open, or a band such as `4 USD..6 USD`.
  package init?(limit text: String) {
    if text.contains("..") {
      self.init(text, relation: .between)
    } else {
      guard let printed = Printed(text) else { return nil }
      self.init(value: printed.amount, bounds: Bounds(exactly: printed.amount), unit: printed.unit)
    }
  }

  private init(value: Amount, bounds: Bounds, unit: String) {
    self.value = value
    self.bounds = bounds
    self.unit = unit
  }

  private static func bounds(of printed: Printed, _ relation: Relation, _ percent: Decimal) -> Bounds? {
    let number = printed.number
    let slack = abs(number) * percent / 100
    let sides: (low: Decimal?, high: Decimal?)
    switch relation {
    case .eq: sides = (number - printed.halfUnit, number + printed.halfUnit)
    case .about: sides = (number - slack, number + slack)
    case .gt, .ge: sides = (number, nil)
    // Nothing that is counted or weighed can be below zero; a change can.
    case .lt, .le: sides = (printed.unit == "percent" ? nil : 0, number)
    case .littleOver: sides = (number, number + slack)
    case .nearly, .justUnder: sides = (number - slack, number)
    case .between: return nil
    }
    let bounds = Bounds(low: sides.low.flatMap(amount), high: sides.high.flatMap(amount))
    let isRead = (bounds.low == nil) == (sides.low == nil) && (bounds.high == nil) == (sides.high == nil)
    return isRead ? bounds : nil
  }

  private static func amount(_ number: Decimal) -> Amount? {
    var (given, rounded) = (number, Decimal())
    unsafe NSDecimalRound(&rounded, &given, 3, .plain)
    return Amount("\(rounded)")
  }

  /// A number with its scale and unit, and half a unit of its last printed digit.
  private struct Printed {
    var number: Decimal
    var amount: Amount
    var halfUnit: Decimal
    var unit: String

    private static let scales: [String: Decimal] = ["thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000]

    init?(_ text: String) {
      var words = text.split(separator: " ").map(String.init)
      guard words.count >= 2, let unit = words.popLast(), Printed.scales[unit] == nil else { return nil }
      var scale: Decimal = 1
      if words.count == 2, let named = Printed.scales[words[1]] {
        scale = named
        words.removeLast()
      }
      guard words.count == 1, Amount(words[0]) != nil, let digits = Decimal(string: words[0]),
        let amount = StatedAmount.amount(digits * scale)
      else { return nil }
      number = digits * scale
      self.amount = amount
      self.unit = unit == "%" ? "percent" : unit
      halfUnit = Printed.lastDigit(of: words[0], areZerosPrinted: scale != 1 || self.unit == "percent") * scale / 2
    }

    /// Returns the unit of the last printed digit: of a plain whole number that of its last digit other than zero, and
    /// nothing where that is its last one, for then it is printed in full.
    private static func lastDigit(of digits: String, areZerosPrinted: Bool) -> Decimal {
      if let dot = digits.firstIndex(of: ".") {
        let places = digits.distance(from: dot, to: digits.endIndex) - 1
        return Decimal(sign: .plus, exponent: -places, significand: 1)
      }
      if areZerosPrinted { return 1 }
      let zeros = digits.reversed().prefix { $0 == "0" }.count
      if zeros > 0, zeros < digits.count { return Decimal(sign: .plus, exponent: zeros, significand: 1) }
      return 0
    }
  }
}

package import Foundation
package import ReportModel

/// Compares the figure that a plugin states with the one that the host computed.
package enum StatedFigure {
  /// Returns whether the stated figure is the computed one at the precision that it is stated and printed with.
  ///
  /// The tolerance is half a unit of the last digit stated, but never more than half of the last digit printed: a tenth of a
  /// percent for percentages, and five parts in ten thousand for other numbers.
  package static func agrees(_ stated: Decimal, with computed: Decimal, format: ValueFormat) -> Bool {
    guard !stated.isNaN, !computed.isNaN else { return false }
    let printed =
      format == .percent || format == .change
      ? Decimal(sign: .plus, exponent: -4, significand: 5)
      : abs(computed) * Decimal(sign: .plus, exponent: -4, significand: 5)
    let statedUnit = Decimal(sign: .plus, exponent: min(stated.exponent, 0) - 1, significand: 5)
    let floor = abs(computed) * Decimal(sign: .plus, exponent: -9, significand: 1)
    return abs(stated - computed) <= max(min(printed, statedUnit), floor)
  }
}

package import Foundation

/// A formula over named values and over columns of queries, as a plugin states it.
///
/// The grammar is closed: numbers, names, `+ - * / ( )`, `abs(x)`, `round(x)`, and the totals `sum(query.column)`,
/// `min`, `max`, `count`, `avg`.
package indirect enum Calculation: Hashable, Sendable {
  /// A number.
  case number(Decimal)
  /// Another value of the same block.
  case name(String)
  /// A total over a column of a query.
  case total(Total, query: String, column: String)
  /// A sum.
  case sum(Calculation, Calculation)
  /// A difference.
  case difference(Calculation, Calculation)
  /// A product.
  case product(Calculation, Calculation)
  /// A quotient.
  case quotient(Calculation, Calculation)
  /// The negative.
  case negative(Calculation)
  /// The number without its sign.
  case magnitude(Calculation)
  /// The nearest whole number.
  case rounded(Calculation)

  /// A total over a column.
  package enum Total: String, Hashable, Sendable, CaseIterable {
    /// The sum of all cells that have a figure.
    case sum
    /// The smallest cell.
    case min
    /// The largest cell.
    case max
    /// How many cells have a figure.
    case count
    /// The sum divided by the count.
    case avg
  }

  /// The numbers that stand in the formula itself.
  var constants: [Decimal] {
    switch self {
    case .number(let number): [number]
    case .name, .total: []
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right):
      left.constants + right.constants
    case .negative(let inner), .magnitude(let inner), .rounded(let inner): inner.constants
    }
  }

  /// Whether the formula names a value or a column at all.
  var restsOnData: Bool {
    switch self {
    case .number: false
    case .name, .total: true
    case .sum(let left, let right), .difference(let left, let right), .product(let left, let right),
      .quotient(let left, let right):
      left.restsOnData || right.restsOnData
    case .negative(let inner), .magnitude(let inner), .rounded(let inner): inner.restsOnData
    }
  }

  /// What a formula asks for while it is computed.
  package protocol Scope {
    /// Returns the value of that name.
    func value(named name: String) throws(HostError) -> Interval
    /// Returns a total over a column of a query.
    func total(_ total: Total, query: String, column: String) throws(HostError) -> Interval
  }

  /// Computes the formula in decimal arithmetic, bounds included.
  ///
  /// - Throws: `evidence.bad_calc` for a division by zero and for results beyond all decimals, and what the scope throws.
  package func evaluated(in scope: some Scope) throws(HostError) -> Interval {
    let result = try computed(in: scope)
    guard result.isFinite else {
      throw HostError(
        code: "evidence.bad_calc", message: "the calculation goes beyond what decimal numbers hold",
        hint: "divide before multiplying, or state the figure in a larger unit")
    }
    return result
  }

  private func computed(in scope: some Scope) throws(HostError) -> Interval {
    switch self {
    case .number(let number): return Interval(exactly: number)
    case .name(let name): return try scope.value(named: name)
    case .total(let total, let query, let column): return try scope.total(total, query: query, column: column)
    case .sum(let left, let right): return try left.evaluated(in: scope) + right.evaluated(in: scope)
    case .difference(let left, let right): return try left.evaluated(in: scope) - right.evaluated(in: scope)
    case .product(let left, let right): return try left.evaluated(in: scope) * right.evaluated(in: scope)
    case .quotient(let left, let right):
      let dividend = try left.evaluated(in: scope)
      let divisor = try right.evaluated(in: scope)
      guard divisor.value != 0 else {
        throw HostError(
          code: "evidence.bad_calc", message: "the calculation divides by zero",
          hint: "a change from nothing has no percentage; say that there was nothing before")
      }
      // (b - a) / a and b / a - 1 are the same number, but only the second keeps the interval narrow: a stands once.
      return dividend / divisor
    case .negative(let inner): return try -inner.evaluated(in: scope)
    case .magnitude(let inner): return try inner.evaluated(in: scope).magnitude
    case .rounded(let inner): return try inner.evaluated(in: scope).rounded
    }
  }
}

import Foundation
import PluginHost
import Testing

/// Holds calculations over values with bounds against exact fractions, on formulas that are made from a seed.
@Suite struct CalculationPropertyTests {
  /// A fraction of whole numbers; nil where the range is exceeded.
  private struct Fraction: Comparable {
    var top: Int128
    var bottom: Int128

    init?(_ top: Int128, _ bottom: Int128) {
      guard bottom != 0 else { return nil }
      var (left, right) = (top.magnitude, bottom.magnitude)
      while right != 0 { (left, right) = (right, left % right) }
      let divisor = Int128(max(left, 1))
      let sign: Int128 = bottom < 0 ? -1 : 1
      self.top = sign * top / divisor
      self.bottom = sign * bottom / divisor
      // Products of two of these stay inside 128 bits.
      guard self.top.magnitude < 1 << 60, self.bottom < 1 << 60 else { return nil }
    }

    static func < (left: Fraction, right: Fraction) -> Bool { left.top * right.bottom < right.top * left.bottom }

    /// The fraction with the digits that a decimal has.
    var decimal: Decimal { Decimal(Int64(top)) / Decimal(Int64(bottom)) }
  }

  private indirect enum Formula {
    case name(Int)
    case number(Int)
    case negative(Formula)
    case magnitude(Formula)
    case both(Formula, Character, Formula)

    var text: String {
      switch self {
      case .name(let index): "v\(index)"
      case .number(let number): String(number)
      case .negative(let inner): "-(\(inner.text))"
      case .magnitude(let inner): "abs(\(inner.text))"
      case .both(let left, let sign, let right): "(\(left.text)) \(sign) (\(right.text))"
      }
    }

    /// Returns the result for the given values of the names; nil where it divides by zero or leaves the range.
    func result(_ values: [Fraction]) -> Fraction? {
      switch self {
      case .name(let index): return values[index]
      case .number(let number): return Fraction(Int128(number), 1)
      case .negative(let inner): return inner.result(values).flatMap { Fraction(-$0.top, $0.bottom) }
      case .magnitude(let inner): return inner.result(values).flatMap { Fraction(abs($0.top), $0.bottom) }
      case .both(let left, let sign, let right):
        guard let left = left.result(values), let right = right.result(values) else { return nil }
        switch sign {
        case "+": return Fraction(left.top * right.bottom + right.top * left.bottom, left.bottom * right.bottom)
        case "-": return Fraction(left.top * right.bottom - right.top * left.bottom, left.bottom * right.bottom)
        case "*": return Fraction(left.top * right.top, left.bottom * right.bottom)
        default: return Fraction(left.top * right.bottom, left.bottom * right.top)
        }
      }
    }
  }

  private struct Values: Calculation.Scope {
    var intervals: [Interval]

    func value(named name: String) throws(HostError) -> Interval {
      intervals[Int(name.dropFirst()) ?? 0]
    }

    func total(_ total: Calculation.Total, query: String, column: String) throws(HostError) -> Interval {
      throw HostError(code: "evidence.unknown_ref", message: "no totals")
    }
  }

  /// A multiplicative generator after Lehmer; its numbers follow from the seed.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 32) << 32 | (state &* 2_862_933_555_777_941_757) >> 32
    }
  }

  private func formula(depth: Int, _ random: inout Numbers) -> Formula {
    guard depth > 0, Int.random(in: 0..<5, using: &random) > 0 else {
      return Bool.random(using: &random)
        ? .name(Int.random(in: 0..<3, using: &random)) : .number([0, 1, 2, 10, 100].randomElement(using: &random) ?? 1)
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return .negative(formula(depth: depth - 1, &random))
    case 1: return .magnitude(formula(depth: depth - 1, &random))
    default:
      let left = formula(depth: depth - 1, &random)
      return .both(left, ["+", "-", "*", "/"].randomElement(using: &random) ?? "+", formula(depth: depth - 1, &random))
    }
  }

  @Test(arguments: 1..<200 as Range<UInt64>)
  func `a result is exact, and holds for whatever the printed values stand for`(seed: UInt64) throws {
    var random = Numbers(state: seed)
    for _ in 0..<20 {
      let formula = formula(depth: 3, &random)
      let ends = (0..<3).map { _ in
        let low = Int.random(in: -6...6, using: &random)
        return (low: low, high: low + Int.random(in: 0...4, using: &random))
      }
      func point() -> [Fraction] {
        ends.compactMap { Fraction(Int128(Int.random(in: $0.low * 4...$0.high * 4, using: &random)), 4) }
      }
      let values = point()
      let intervals = zip(ends, values).map { ends, value in
        Interval(value.decimal, low: Decimal(ends.low), high: Decimal(ends.high))
      }
      let found: Interval
      do throws(HostError) {
        found = try Calculation(formula.text).evaluated(in: Values(intervals: intervals))
      } catch {
        #expect(error.code == "evidence.bad_calc")
        #expect(formula.result(values) == nil, "seed \(seed): \(formula.text)")
        continue
      }
      if let exact = formula.result(values) {
        #expect(isNear(found.value, exact.decimal), "seed \(seed): \(formula.text)")
      }
      for _ in 0..<20 {
        guard let other = formula.result(point())?.decimal else { continue }
        if let low = found.low { #expect(low <= other || isNear(low, other), "seed \(seed): \(formula.text)") }
        if let high = found.high { #expect(high >= other || isNear(high, other), "seed \(seed): \(formula.text)") }
      }
    }
  }

  /// Returns whether the numbers are the same but for the last of the 38 digits that a decimal has.
  private func isNear(_ left: Decimal, _ right: Decimal) -> Bool {
    abs(left - right) <= Decimal(sign: .plus, exponent: -24, significand: 1) * max(1, abs(right))
  }
}

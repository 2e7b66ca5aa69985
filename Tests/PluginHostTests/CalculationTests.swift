import Foundation
import PluginHost
import Testing

@Suite struct CalculationTests {
  /// Names with bounds, and totals over one column.
  private struct Values: Calculation.Scope {
    var names: [String: Interval] = [:]

    func value(named name: String) throws(HostError) -> Interval {
      guard let value = names[name] else { throw HostError(code: "evidence.bad_calc", message: "no '\(name)'") }
      return value
    }

    func total(_ total: Calculation.Total, query: String, column: String) throws(HostError) -> Interval {
      guard query == "t", column == "value" else {
        throw HostError(code: "evidence.unknown_ref", message: "no \(query).\(column)")
      }
      return Interval(exactly: [.sum: 10, .min: 1, .max: 4, .count: 4, .avg: 2.5][total] ?? 0)
    }
  }

  private static let values = Values(names: [
    "a": Interval(exactly: 8), "b": Interval(exactly: 2), "zero": Interval(exactly: 0), "b.c-d": Interval(exactly: 1),
    "x_1": Interval(exactly: 3), "rounded": Interval(exactly: 7), "größe": Interval(exactly: 5),
  ])

  private func result(_ formula: String) throws -> Interval {
    try Calculation(formula).evaluated(in: Self.values)
  }

  private func error(_ formula: String) -> HostError? {
    do throws(HostError) {
      _ = try Calculation(formula).evaluated(in: Self.values)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("1", "1"), ("a", "8"), ("a + b * 2", "12"), ("(a + b) * 2", "20"), ("a - b - 1", "5"), ("a / b / 2", "2"),
    ("a / (b / 2)", "8"), ("-a + b", "-6"), ("a * -b", "-16"), ("--a", "8"), ("-(a - b)", "-6"), ("2 - -3", "5"),
    ("b / a - 1", "-0.75"), ("abs(b - a)", "6"), ("round(2.5)", "3"), ("round(-2.5)", "-3"), ("round(2.49)", "2"),
    ("abs ( -a )", "8"), ("sum(t.value)", "10"), ("min(t.value)", "1"), ("max(t.value)", "4"),
    ("count(t.value)", "4"), ("avg( t.value )", "2.5"), ("a / sum(t.value)", "0.8"), ("x_1 + rounded", "10"),
    ("größe", "5"), (" a+b ", "10"), ("1.50", "1.5"), ("0.1 + 0.2", "0.3"), ("0.1 * 3", "0.3"),
    ("1 / 3 * 3", "1"), ("9007199254740993 + 0", "9007199254740993"), ("2.675 * 100", "267.5"),
    ("4.35 * 100", "435"), ("1.1 + 2.2 - 3.3", "0"), ("(((((a)))))", "8"),
  ])
  func `E05 a formula is computed in decimal arithmetic`(formula: String, expected: String) throws {
    #expect(try result(formula).value.plainText == expected)
  }

  @Test(arguments: ["a / 0", "a / zero", "a / (b - 2)", "1 / (0.1 + 0.2 - 0.3)"])
  func `a division by zero is named`(formula: String) {
    #expect(error(formula)?.code == "evidence.bad_calc")
    #expect(error(formula)?.message == "the calculation divides by zero")
    #expect(error(formula)?.hint?.contains("nothing before") == true)
  }

  @Test(arguments: [
    "", " ", "a b", "a +", "* a", "(a", "a)", "()", "a ^ b", "a % b", "sqrt(a)", "sum(a)", "sum(t)", "sum()",
    "sum(t.value", "abs()", "abs(a, b)", "a = b", "a; b", "{a}", "'a'", "2b", "1.2.3", "1..2", "1.", "0x10", "1,000",
    "٣", "½", "a + ½", "sum(t.value) x",
  ])
  func `what is no formula is refused with its text`(formula: String) {
    #expect(error(formula)?.code == "evidence.bad_calc")
    #expect(error(formula)?.message.contains("'\(formula)' cannot be read") == true)
  }

  @Test func `a name that is not there, and a column that is not there, are errors`() {
    #expect(error("a + c")?.message == "no 'c'")
    #expect(error("sum(u.value)")?.message == "no u.value")
  }

  @Test func `nesting is bounded`() {
    #expect(error(String(repeating: "(", count: 100_000))?.code == "evidence.bad_calc")
    #expect(error(String(repeating: "-", count: 100_000) + "a")?.code == "evidence.bad_calc")
    #expect(error(String(repeating: "abs(", count: 100_000))?.code == "evidence.bad_calc")
  }

  @Test func `length is bounded, so that a formula of a million terms does not exhaust the stack`() {
    #expect(error("1" + String(repeating: "+1", count: 500_000))?.code == "evidence.bad_calc")
    #expect(error("1" + String(repeating: "*1", count: 500_000))?.code == "evidence.bad_calc")
  }

  @Test func `sixty months can be added up`() throws {
    #expect(try result(Array(repeating: "a", count: 60).joined(separator: " + ")).value == 480)
  }

  @Test func `a result beyond all numbers is an error, not a number`() {
    let large = String(repeating: "9", count: 38)
    #expect(error(Array(repeating: large, count: 10).joined(separator: " * "))?.code == "evidence.bad_calc")
  }

  private static let bounded = Values(names: [
    "p": Interval(10, low: 9, high: 11), "q": Interval(4, low: 2, high: 5), "n": Interval(-3, low: -4, high: -2),
    "o": Interval(5, low: 5, high: nil), "w": Interval(1, low: -1, high: 2), "d": Interval(2, low: 0, high: 3),
    "r": Interval(2.5, low: 2.4, high: 2.6),
  ])

  @Test(arguments: [
    ("p + q", "11", "16"), ("p - q", "4", "9"), ("p * q", "18", "55"), ("p / q", "1.8", "5.5"), ("-p", "-11", "-9"),
    ("p * n", "-44", "-18"), ("p / n", "-5.5", "-2.25"), ("n * n", "4", "16"), ("abs(n)", "2", "4"),
    ("abs(w)", "0", "2"), ("abs(p)", "9", "11"), ("p + o", "14", "open"), ("o - p", "-6", "open"),
    ("p - o", "open", "6"), ("p * o", "45", "open"), ("p / w", "open", "open"), ("p / d", "3", "open"),
    ("p * 2", "18", "22"), ("q / p - 1", "-0.818181818182", "-0.444444444444"), ("round(r)", "2", "3"),
  ])
  func `bounds go through a formula`(formula: String, low: String, high: String) throws {
    let result = try Calculation(formula).evaluated(in: Self.bounded)
    #expect(result.low?.plainText ?? "open" == low)
    #expect(result.high?.plainText ?? "open" == high)
    if let low = result.low { #expect(low <= result.value) }
    if let high = result.high { #expect(high >= result.value) }
  }
}

internal import Foundation
internal import TradeModel

/// One pass over a column: what its totals need.
struct ColumnSummary {
  /// The unit of all figures; nil for counts.
  private(set) var unit: String?
  /// How many rows have no figure, for another reason than that there was nothing.
  private(set) var unknownRows = 0
  private var count = 0
  private var sum = Interval(exactly: 0)
  private var smallest: Interval?
  private var largest: Interval?

  /// Reads the column of every row.
  ///
  /// - Throws: `evidence.unknown_ref`, and `evidence.bad_calc` where rows differ in unit.
  init(of name: String, in answer: Answer) throws(HostError) {
    let column = try answer.column(name)
    var units: Set<String> = []
    var summary = Partial()
    try answer.forEachRow { row throws(HostError) in
      switch row.cells[column] {
      case .amount(let amount):
        units.insert(answer.columns[column].unit ?? answer.unit(of: name, in: row) ?? "")
        let bounds = answer.bounds(of: name, in: row) ?? Bounds(exactly: amount)
        summary.add(
          Interval(Decimal(amount), low: bounds.low.map { Decimal($0) }, high: bounds.high.map { Decimal($0) }))
      case .count(let number): summary.add(Interval(exactly: Decimal(number)))
      case .missing(let status):
        if status != .zero, status != .noRow { summary.unknownRows += 1 }
      case .text: break
      }
    }
    guard units.count <= 1 else {
      throw HostError(
        code: "evidence.bad_calc",
        message: "the rows of '\(name)' differ in unit: \(units.sorted().joined(separator: ", "))",
        hint: "name the unit in the query's where")
    }
    unit = units.first.flatMap { $0.isEmpty ? nil : $0 }
    (count, sum, smallest, largest) = (summary.count, summary.sum, summary.smallest, summary.largest)
    unknownRows = summary.unknownRows
  }

  /// Returns a total with its bounds, or nil where there is no figure to make it of.
  func interval(_ total: Calculation.Total) -> Interval? {
    let isOpen = unknownRows > 0
    switch total {
    case .sum: return Interval(sum.value, low: sum.low, high: isOpen ? nil : sum.high)
    case .count: return Interval(exactly: Decimal(count))
    case .min: return smallest.map { Interval($0.value, low: isOpen ? nil : $0.low, high: $0.high) }
    case .max: return largest.map { Interval($0.value, low: $0.low, high: isOpen ? nil : $0.high) }
    case .avg:
      guard count > 0 else { return nil }
      let mean = sum / Interval(exactly: Decimal(count))
      return isOpen ? Interval(mean.value, low: nil, high: nil) : mean
    }
  }

  /// The totals so far.
  private struct Partial {
    var count = 0
    var unknownRows = 0
    var sum = Interval(exactly: 0)
    var smallest: Interval?
    var largest: Interval?

    mutating func add(_ interval: Interval) {
      count += 1
      sum = sum + interval
      smallest = smallest.map { extreme($0, interval, min) } ?? interval
      largest = largest.map { extreme($0, interval, max) } ?? interval
    }

    /// The smallest of all can be as low as the lowest low side, whichever figure is the smallest as printed.
    private func extreme(_ left: Interval, _ right: Interval, _ choose: (Decimal, Decimal) -> Decimal) -> Interval {
      Interval(
        choose(left.value, right.value), low: left.low.flatMap { one in right.low.map { choose(one, $0) } },
        high: left.high.flatMap { one in right.high.map { choose(one, $0) } })
    }
  }
}

import TradeModel

extension Verifier {
  /// What the unit values of one series have in common.
  private struct UnitValueKey: Hashable {
    var flow: UInt8
    var scope: Int32
    var value: Int32
    var quantity: Int32
    var measure: UInt8
  }

  /// What one unit of the quantity cost in one period.
  private struct UnitValue {
    var low: Double
    var high: Double
    var middle: Double
    var value: VerifyRow
    var quantity: VerifyRow

    /// Divides; both are closed, and the quantity is above zero.
    init(value: VerifyRow, quantity: VerifyRow) {
      let (v, q) = (value.range, quantity.range)
      low = Double(v.low) / Double(q.high)
      high = Double(v.high) / Double(q.low)
      middle = (Double(v.low) + Double(v.high)) / (Double(q.low) + Double(q.high))
      self.value = value
      self.quantity = quantity
    }
  }

  private struct FigureKey: Hashable {
    var flow: UInt8
    var scope: Int32
    var span: DaySpan
  }

  /// Holds what a unit cost in each period against the median of its series, where that has enough of them.
  ///
  /// The bounds of both figures count: a small value, printed in millions, leaves room for almost any unit value.
  func checkUnitValues() {
    var values: [FigureKey: [VerifyRow]] = [:]
    for row in rows where row.series.measure == MeasureName.value.rawValue {
      values[FigureKey(flow: row.series.flow, scope: row.series.scope, span: row.span), default: []].append(row)
    }
    guard !values.isEmpty else { return }
    var series: [UnitValueKey: [UnitValue]] = [:]
    for row in rows where row.series.measure != MeasureName.value.rawValue && row.range.low > 0 {
      guard row.range.high != VerifyRange.open else { continue }
      let own = codes.prints[Int(row.series.print)].authority
      for value in values[FigureKey(flow: row.series.flow, scope: row.series.scope, span: row.span)] ?? [] {
        let print = codes.prints[Int(value.series.print)]
        guard print.authority == own, value.range.high != VerifyRange.open else { continue }
        let key = UnitValueKey(
          flow: row.series.flow, scope: row.series.scope, value: value.series.print, quantity: row.series.print,
          measure: row.series.measure)
        series[key, default: []].append(UnitValue(value: value, quantity: row))
      }
    }
    for (_, all) in series.sorted(by: { $0.value[0].quantity.id < $1.value[0].quantity.id })
    where all.count >= Verifier.shortestSeries {
      checkUnitValues(all)
    }
  }

  /// How many unit values have a median that says something.
  private static let shortestSeries = 4

  private func checkUnitValues(_ all: [UnitValue]) {
    let middles = all.map(\.middle).sorted()
    let median = (middles[(middles.count - 1) / 2] + middles[middles.count / 2]) / 2
    guard median > 0 else { return }
    for one in all {
      count(.unitValue)
      guard one.low > median * options.unitValueFactor || one.high < median / options.unitValueFactor else { continue }
      found(.unitValue) {
        let (value, quantity) = (one.value.series, one.quantity.series)
        return VerifyFinding(
          kind: .unitValue,
          subject: subject(quantity, span: one.value.span, reporter: reporter, partner: partner),
          unit: "\(unit(value)) per \(unit(quantity))",
          figure: side("unit value", rounded(one.low, one.high), ids: [one.value.id, one.quantity.id]),
          against: side("median of \(all.count) periods", rounded(median, median), ids: [], count: all.count * 2))
      }
    }
  }

  private func rounded(_ low: Double, _ high: Double) -> VerifyRange {
    VerifyRange(
      low: Int64(exactly: (low * 1000).rounded(.down)) ?? 0,
      high: Int64(exactly: (high * 1000).rounded(.up)) ?? VerifyRange.open)
  }
}

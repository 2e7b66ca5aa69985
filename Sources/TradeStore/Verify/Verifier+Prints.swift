extension Verifier {
  /// Holds the prints of one figure against each other, whoever printed them.
  func checkPrints() {
    let anyone = codes.printsOfAnyone
    let common = { (row: VerifyRow) in
      var series = row.series
      series.print = anyone[Int(series.print)]
      return series
    }
    let sorted = rows.map { row in
      var row = row
      row.series = common(row)
      return row
    }.sorted { ($0.series, $0.span, $0.id) < ($1.series, $1.span, $1.id) }
    runs(sorted, by: { WorldKey(reporter: "", series: $0.series, span: $0.span) }) { prints in
      guard prints.count > 1 else { return }
      count(.prints)
      guard
        let lowest = prints.min(by: { ($0.range.high, $0.id) < ($1.range.high, $1.id) }),
        let highest = prints.max(by: { ($0.range.low, $1.id) < ($1.range.low, $0.id) }),
        lowest.range.high < highest.range.low
      else { return }
      found(.prints) {
        VerifyFinding(
          kind: .prints,
          subject: subject(lowest.series, span: lowest.span, reporter: reporter, partner: partner),
          unit: unit(lowest.series), figure: side("a print", lowest.range, ids: [lowest.id]),
          against: side("the highest of \(prints.count) prints", highest.range, ids: [highest.id]))
      }
    }
  }
}

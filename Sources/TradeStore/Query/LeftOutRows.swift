import TradeModel

/// The days of the compiled figures that a query leaves out, by series and measure.
struct LeftOutRows {
  private var spans: [[String]: [MeasureName: Set<DaySpan>]] = [:]

  /// Creates what a query without such rows leaves out.
  init() {}

  /// Reads the rows that lie inside the buckets, of a query whose series are made by the dimensions.
  init(
    _ statement: SQLStatement, dimensions: [Dimension], buckets: PeriodBuckets, reader: DatasetReader
  ) throws(StoreError) {
    var rows = try CandidateRows(
      statement.sql, arguments: statement.arguments, dimensions: dimensions, reader: reader)
    while try rows.next() {
      guard rows.candidate.isFigure, buckets.admit(rows.candidate.span) else { continue }
      spans[rows.series(), default: [:]][rows.candidate.measure, default: []].insert(rows.candidate.span)
    }
  }

  /// Whether nothing is left out.
  var isEmpty: Bool { spans.isEmpty }

  /// How many series there are.
  var seriesCount: Int { spans.count }

  /// Returns whether a figure of the series, of any measure where none is named, lies inside the days; none are all days.
  func hasFigure(in series: [String], of measure: MeasureName?, on days: DaySet) -> Bool {
    guard let own = spans[series] else { return false }
    return own.contains { name, spans in
      (measure == nil || measure == name) && spans.contains { days.isEmpty || days.contains($0) }
    }
  }

  /// Forgets the series; returns how many of its periods are not among the answered ones.
  mutating func remove(_ series: [String], answered: Set<DaySpan>) -> Int {
    guard let own = spans.removeValue(forKey: series) else { return 0 }
    return own.values.reduce(into: Set()) { $0.formUnion($1) }.subtracting(answered).count
  }
}

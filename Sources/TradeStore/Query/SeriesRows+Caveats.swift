import TradeModel

extension SeriesRows {
  /// Returns what a reader must know of the figure beside what its rows say, and notes it as gaps where it is one.
  mutating func caveats(of figure: CellFigure, measure: MeasureName, on days: CellDays) -> Set<String> {
    var flags: Set<String> = []
    if !leftOut.isEmpty, figure.value == nil, figure.bounds == Bounds(low: nil, high: nil),
      leftOut.hasFigure(in: series, of: measure, on: days.set)
    {
      flags.insert(CellFlag.compiledLeftOut)
    }
    if noteMissingReporters(measure, on: days) { flags.insert(CellFlag.reportersMissing) }
    return flags
  }

  /// Notes the reporters that the present cell has no figure of, as gaps; returns whether there are some.
  ///
  /// An aggregate area speaks for all its countries, and a filed period without a row lacks nothing.
  private mutating func noteMissingReporters(_ measure: MeasureName, on days: CellDays) -> Bool {
    guard let roster else { return false }
    let own = cell.filter { $0.measure == measure && days.set.contains($0.span) }
    let present = Set(own.filter(\.isFigure).map(\.lane.reporter))
    guard !present.isEmpty, present.isDisjoint(with: query.fold.aggregates) else { return false }
    var isMissing = false
    for reporter in roster.reporters(in: series).subtracting(present).sorted() {
      var absent = asked
      absent.reporter = reporter
      let told = own.filter { $0.lane.reporter == reporter }
      let status = told.isEmpty ? query.absence.status(of: absent, on: days.set) : query.fold.silence(told)
      guard status != .noRow else { continue }
      addGap(on: days, status, measure: measure, reporter: reporter)
      isMissing = true
    }
    return isMissing
  }

  /// Counts the printed periods of the present series that only compiled rows have.
  mutating func flagLeftOutPeriods() {
    guard !leftOut.isEmpty else { return }
    let count = leftOut.remove(series, answered: answeredSpans)
    // Other answers have a cell for the days, which says so itself, and so has a series without any period.
    guard case .printed = query.buckets, hasCell, count > 0 else { return }
    evidence.flags[CellFlag.compiledLeftOut, default: 0] += count
  }

  /// Counts the series that only compiled rows have.
  mutating func flagLeftOutSeries() {
    guard leftOut.seriesCount > 0 else { return }
    evidence.flags[CellFlag.compiledLeftOut, default: 0] += leftOut.seriesCount
    leftOut = LeftOutRows()
  }
}

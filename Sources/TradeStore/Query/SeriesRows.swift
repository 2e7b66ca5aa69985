import TradeModel

/// The rows of an answer, series by series and in order of time, with what they rest on.
struct SeriesRows {
  let query: CompiledQuery
  let reader: DatasetReader
  private var rows: CandidateRows
  let groupOrder: [Int]
  let listedMeasures: [MeasureName]
  private var hasRow: Bool
  var ready: [Entry] = []
  private var readyIndex = 0
  private var isDone = false
  var series: [String] = [] {
    didSet { asked = absenceCell() }
  }
  /// What is fixed for the cells of the present series.
  var asked = Absence.Cell()
  let fixed: [FixedValue]
  /// For each dimension its place in `series`; nil for the period.
  let seriesPlaces: [Int?]
  private var isInSeries = false
  var hasCell = false
  private var nextBucket = 0
  private var expected: ArraySlice<[String]>
  var extents: [String: DaySpan] = [:]
  var evidenceOrigins: Set<Int64> = []
  var cell: [Candidate] = []
  /// Who reports at all; nil where the cells are no sums over reporters.
  let roster: ReporterRoster?
  /// The compiled rows of series that are still to come, and of the present one.
  var leftOut = LeftOutRows()
  /// The printed periods of the present series, where compiled rows are left out.
  var answeredSpans: Set<DaySpan> = []
  private let calendarSpans: [DaySpan]
  private let wholeDays: CellDays?
  // The days of many cells are the same, and their text is slow to make.
  private var knownDays: [DaySpan: CellDays] = [:]
  // What was said of the row before, which most often holds of the next one too.
  var lastWhole: (scope: ProductScope, product: String, isWhole: Bool)?
  var lastBroken: (product: String, isBroken: Bool) = ("", false)
  var lastOrigin: Int64?

  /// What the rows given so far rest on.
  var evidence = QueryEvidence()

  /// How many gaps the evidence lists; the flag `more-gaps` counts the others.
  static let gapLimit = 10_000

  /// A row with the days that its place in time is told by.
  struct Entry {
    var row: ResultRow
    var span: DaySpan
  }

  /// The days of a cell, and their text.
  struct CellDays {
    let set: DaySet
    let label: String

    init(_ set: DaySet) {
      self.set = set
      label = set.label
    }
  }

  /// Starts the query.
  init(_ query: CompiledQuery, reader: DatasetReader) throws(StoreError) {
    self.query = query
    self.reader = reader
    groupOrder = CandidatePlan.groupOrder(query.dimensions, query.order)
    var listed: [MeasureName] = []
    for column in query.measures {
      if let measure = column.measure, !listed.contains(measure) { listed.append(measure) }
    }
    listedMeasures = listed
    rows = try CandidateRows(
      query.sql, arguments: query.arguments, dimensions: groupOrder.map { query.dimensions[$0] },
      reader: reader)
    let dimensions = groupOrder.map { query.dimensions[$0] }
    if let statement = query.roster {
      roster = try ReporterRoster(
        statement, dimensions: dimensions, aggregates: query.fold.aggregates, reader: reader)
    } else {
      roster = nil
    }
    if let statement = query.leftOut {
      leftOut = try LeftOutRows(statement, dimensions: dimensions, buckets: query.buckets, reader: reader)
    }
    if case .calendar(let spans) = query.buckets { calendarSpans = spans } else { calendarSpans = [] }
    if case .whole(let days) = query.buckets { wholeDays = CellDays(days) } else { wholeDays = nil }
    fixed = SeriesRows.fixedValues(query, groupOrder)
    let order = groupOrder
    seriesPlaces = query.dimensions.indices.map { order.firstIndex(of: $0) }
    expected = SeriesRows.expectedSeries(query, groupOrder)[...]
    hasRow = false
    hasRow = try rows.next()
  }

  /// Returns the next row, or nil at the end.
  mutating func next() throws(StoreError) -> Entry? {
    while true {
      if readyIndex < ready.count {
        if ready.count == 1 { return ready.popLast() }
        readyIndex += 1
        return ready[readyIndex - 1]
      }
      if isDone { return nil }
      ready.removeAll(keepingCapacity: true)
      readyIndex = 0
      try advance()
    }
  }

  /// Ends the answer where it is.
  mutating func close() {
    guard !isDone else { return }
    isDone = true
    evidence.origins = Set(evidenceOrigins.compactMap { reader.origins[$0]?.name }).sorted()
  }

  private mutating func advance() throws(StoreError) {
    guard hasRow else {
      finishSeries()
      while let missing = expected.popFirst() { emitAbsentSeries(missing) }
      flagLeftOutSeries()
      close()
      return
    }
    if rows.beginsGroup || !isInSeries {
      finishSeries()
      beginSeries(rows.series())
    }
    let first = rows.candidate.span
    let place = self.place(of: first)
    cell.removeAll(keepingCapacity: true)
    repeat {
      cell.append(rows.candidate)
      hasRow = try rows.next()
      // Rows that reach beyond their bucket stand among those of the bucket.
      while place != .outside, hasRow, !rows.beginsGroup, self.place(of: rows.candidate.span) == .outside {
        hasRow = try rows.next()
      }
    } while hasRow && !rows.beginsGroup && self.place(of: rows.candidate.span) == place
    switch place {
    case .outside: return
    case .printed(let span):
      if !leftOut.isEmpty { answeredSpans.insert(span) }
      try emitCell(on: days(of: span), span: span)
    case .bucket(let index):
      while nextBucket < index {
        emitAbsent(on: days(of: calendarSpans[nextBucket]))
        nextBucket += 1
      }
      nextBucket = index + 1
      try emitCell(on: days(of: calendarSpans[index]), span: calendarSpans[index])
    case .whole:
      let days = wholeDays ?? days(of: hull(of: cell))
      try emitCell(on: days, span: days.set.spans.first ?? first)
    }
  }

  /// Returns the days of a span with their text.
  private mutating func days(of span: DaySpan) -> CellDays {
    if let known = knownDays[span] { return known }
    if knownDays.count > 10_000 { knownDays.removeAll(keepingCapacity: true) }
    let days = CellDays(DaySet(span))
    knownDays[span] = days
    return days
  }

  /// Where in its series a row belongs.
  private enum Place: Equatable {
    case outside
    case printed(DaySpan)
    case bucket(Int)
    case whole
  }

  private func place(of span: DaySpan) -> Place {
    switch query.buckets {
    case .spanOfData: return .whole
    case .whole(let days): return days.contains(span) ? .whole : .outside
    case .printed(nil): return .printed(span)
    case .printed(let days?): return days.contains(span) ? .printed(span) : .outside
    case .calendar(let spans):
      return PeriodBuckets.place(of: span, in: spans).map(Place.bucket) ?? .outside
    }
  }

  private func hull(of rows: [Candidate]) -> DaySpan {
    var hull = rows[0].span
    for row in rows { hull = DaySpan(start: min(hull.start, row.span.start), end: max(hull.end, row.span.end)) }
    return hull
  }
}

// Series
extension SeriesRows {
  /// Returns the series that the conditions name one by one, in order; none where they leave them open.
  private static func expectedSeries(_ query: CompiledQuery, _ groupOrder: [Int]) -> [[String]] {
    var series: [[String]] = [[]]
    for place in groupOrder {
      let values: [String]
      switch query.query.conditions.all[query.query.by[place]] {
      case .equals(let code): values = [code]
      case .anyOf(let codes): values = Set(codes).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      case .not, .under, .range, nil: return []
      }
      guard series.count * values.count <= 1000 else { return [] }
      series = series.flatMap { known in values.map { known + [$0] } }
    }
    return series
  }

  private mutating func beginSeries(_ group: [String]) {
    while let missing = expected.first, precedes(missing, group) {
      emitAbsentSeries(missing)
      expected.removeFirst()
    }
    if expected.first == group { expected.removeFirst() }
    series = group
    isInSeries = true
    hasCell = false
    nextBucket = 0
    extents.removeAll(keepingCapacity: true)
    answeredSpans.removeAll(keepingCapacity: true)
  }

  private func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (left, right) in zip(left, right) where left != right {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }

  private mutating func finishSeries() {
    guard isInSeries else { return }
    isInSeries = false
    emitAbsentRest()
    flagLeftOutPeriods()
    flagBreaks()
  }

  private mutating func emitAbsentSeries(_ group: [String]) {
    series = group
    hasCell = false
    nextBucket = 0
    emitAbsentRest()
    flagLeftOutPeriods()
  }

  private mutating func emitAbsentRest() {
    switch query.buckets {
    case .calendar(let spans):
      while nextBucket < spans.count {
        emitAbsent(on: days(of: spans[nextBucket]))
        nextBucket += 1
      }
    case .whole(let days): if !hasCell { emitAbsent(on: CellDays(days)) }
    case .printed(let days): if !hasCell { emitAbsent(on: CellDays(days ?? DaySet()), asRow: false) }
    case .spanOfData: if !hasCell { emitAbsent(on: CellDays(DaySet())) }
    }
  }

  /// Counts the changes of codes between the first and the last day of each product of the series.
  private mutating func flagBreaks() {
    for (product, extent) in extents {
      for change in reader.reference.breaks[product] ?? [] {
        let edition = reader.reference.editions.first {
          $0.owner == ProductScope.harmonizedOwner && $0.name == change.to
        }
        guard let boundary = edition?.period.start.dayNumber, extent.start < boundary, boundary < extent.end else {
          continue
        }
        evidence.flags["\(CellFlag.editionBreak):\(change.kind)", default: 0] += 1
      }
    }
  }
}

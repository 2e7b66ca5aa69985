import TradeModel

/// The rows of an answer, series by series and in order of time, with what they rest on.
final class SeriesRows {
  private let query: CompiledQuery
  private let reader: DatasetReader
  private let rows: CandidateRows
  private let groupOrder: [Int]
  private let listedMeasures: [MeasureName]
  private var hasRow: Bool
  private var ready: [Entry] = []
  private var readyIndex = 0
  private var isDone = false
  private var series: [String] = []
  private var isInSeries = false
  private var hasCell = false
  private var nextBucket = 0
  private var expected: ArraySlice<[String]>
  private var extents: [String: DaySpan] = [:]
  private var evidenceOrigins: Set<Int64> = []
  private var cell: [Candidate] = []

  /// What the rows given so far rest on.
  private(set) var evidence = QueryEvidence()

  /// How many gaps the evidence lists; the flag `more-gaps` counts the others.
  static let gapLimit = 10_000

  /// A row with the days that its place in time is told by.
  struct Entry {
    var row: ResultRow
    var span: DaySpan
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
      query.sql, arguments: query.arguments, groupCount: groupOrder.count, on: reader.database)
    expected = SeriesRows.expectedSeries(query, groupOrder)[...]
    hasRow = false
    hasRow = try rows.next()
  }

  /// Returns the next row, or nil at the end.
  func next() throws(StoreError) -> Entry? {
    while true {
      if readyIndex < ready.count {
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
  func close() {
    guard !isDone else { return }
    isDone = true
    evidence.origins = Set(evidenceOrigins.compactMap { reader.origins[$0]?.name }).sorted()
  }

  private func advance() throws(StoreError) {
    guard hasRow else {
      finishSeries()
      while let missing = expected.popFirst() { emitAbsentSeries(missing) }
      close()
      return
    }
    if rows.beginsGroup || !isInSeries {
      finishSeries()
      beginSeries(rows.group)
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
    case .printed(let span): try emitCell(on: DaySet([span]), span: span)
    case .bucket(let index):
      let spans = calendarSpans
      while nextBucket < index {
        emitAbsent(on: DaySet([spans[nextBucket]]))
        nextBucket += 1
      }
      nextBucket = index + 1
      try emitCell(on: DaySet([spans[index]]), span: spans[index])
    case .whole:
      let days = wholeDays(cell)
      try emitCell(on: days, span: days.spans.first ?? first)
    }
  }

  /// Where in its series a row belongs.
  private enum Place: Equatable {
    case outside
    case printed(DaySpan)
    case bucket(Int)
    case whole
  }

  private var calendarSpans: [DaySpan] {
    if case .calendar(let spans) = query.buckets { return spans }
    return []
  }

  private func place(of span: DaySpan) -> Place {
    switch query.buckets {
    case .spanOfData, .whole: return .whole
    case .printed(nil): return .printed(span)
    case .printed(let days?): return days.contains(span) ? .printed(span) : .outside
    case .calendar(let spans):
      var low = 0
      var high = spans.count
      while low < high {
        let middle = (low + high) / 2
        if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
      }
      return low < spans.count && spans[low].contains(span) ? .bucket(low) : .outside
    }
  }

  private func wholeDays(_ rows: [Candidate]) -> DaySet {
    if case .whole(let days) = query.buckets { return days }
    guard var hull = rows.first?.span else { return DaySet() }
    for row in rows { hull = DaySpan(start: min(hull.start, row.span.start), end: max(hull.end, row.span.end)) }
    return DaySet([hull])
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

  private func beginSeries(_ group: [String]) {
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
  }

  private func precedes(_ left: [String], _ right: [String]) -> Bool {
    for (left, right) in zip(left, right) where left != right {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return false
  }

  private func finishSeries() {
    guard isInSeries else { return }
    isInSeries = false
    emitAbsentRest()
    flagBreaks()
  }

  private func emitAbsentSeries(_ group: [String]) {
    series = group
    hasCell = false
    nextBucket = 0
    emitAbsentRest()
  }

  private func emitAbsentRest() {
    switch query.buckets {
    case .calendar(let spans):
      while nextBucket < spans.count {
        emitAbsent(on: DaySet([spans[nextBucket]]))
        nextBucket += 1
      }
    case .whole(let days): if !hasCell { emitAbsent(on: days) }
    case .printed(let days): if !hasCell { emitAbsent(on: days ?? DaySet(), asRow: false) }
    case .spanOfData: if !hasCell { emitAbsent(on: DaySet()) }
    }
  }

  /// Counts the changes of codes between the first and the last day of each product of the series.
  private func flagBreaks() {
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

// Cells
extension SeriesRows {
  private func emitCell(on days: DaySet, span: DaySpan) throws(StoreError) {
    hasCell = true
    var row = ResultRow(cells: dimensionCells(days), contributors: [])
    var figures: [(measure: MeasureName, figure: CellFigure)] = []
    let asked = absenceCell()
    let askedProduct = asked.code == nil ? asked.product : nil
    for measure in listedMeasures.isEmpty ? MeasureName.allCases : listedMeasures {
      let own = listedMeasures.count == 1 ? cell : cell.filter { $0.measure == measure }
      if own.isEmpty, listedMeasures.isEmpty { continue }
      var figure = try query.fold.figure(of: own, on: days, product: askedProduct)
      if own.isEmpty { figure.status = query.absence.status(of: asked, on: days) }
      figures.append((measure, figure))
    }
    if case .spanOfData = query.buckets { row.flags.insert(CellFlag.spanOfData) }
    for (measure, figure) in figures {
      row.contributors += figure.counted
      row.alternates += figure.alternates
      row.flags.formUnion(figure.flags)
      for chosen in figure.chosen {
        evidenceOrigins.insert(chosen.origin)
        extend(chosen)
      }
      if figure.isGap, !listedMeasures.isEmpty { addGap(on: days, figure.gapStatus, measure: measure) }
    }
    for flag in row.flags { evidence.flags[flag, default: 0] += 1 }
    evidence.sourceRows += row.contributors.count
    for column in query.measures {
      guard let measure = column.measure else {
        row.cells.append(.count(cell.count))
        continue
      }
      let figure = figures.first { $0.measure == measure }?.figure ?? CellFigure()
      row.cells.append(resultCell(figure, column.part))
    }
    ready.append(Entry(row: row, span: span))
  }

  private func extend(_ chosen: Candidate) {
    let product = chosen.scope.product
    guard reader.reference.breaks[product] != nil else { return }
    let known = extents[product] ?? chosen.span
    extents[product] = DaySpan(
      start: min(known.start, chosen.span.start), end: max(known.end, chosen.span.end))
  }

  private func resultCell(_ figure: CellFigure, _ part: MeasureColumn.Part) -> ResultCell {
    let missing = ResultCell.missing(figure.status)
    switch part {
    case .amount: return figure.value.map(ResultCell.amount) ?? missing
    case .low: return figure.bounds.low.map(ResultCell.amount) ?? missing
    case .high: return figure.bounds.high.map(ResultCell.amount) ?? missing
    case .status: return .text(figure.status.rawValue)
    case .covers: return figure.covers.isEmpty ? missing : .text(figure.covers.label)
    case .unit: return figure.unit.isEmpty ? missing : .text(figure.unit)
    }
  }

  /// Notes a cell without any row, and gives a row of its own to it where that was asked.
  private func emitAbsent(on days: DaySet, asRow: Bool = true) {
    let status = query.absence.status(of: absenceCell(), on: days)
    addGap(on: days, status, measure: nil)
    guard asRow, query.query.fill != nil || query.dimensions.isEmpty else { return }
    var row = ResultRow(cells: dimensionCells(days), contributors: [])
    let isZero = query.query.fill == .zero && status == .noRow
    for column in query.measures {
      switch (column.measure, column.part) {
      case (nil, _): row.cells.append(.count(0))
      case (_, .status): row.cells.append(.text(status.rawValue))
      case (_, .amount), (_, .low), (_, .high): row.cells.append(isZero ? .amount(.zero) : .missing(status))
      case (_, .covers), (_, .unit): row.cells.append(.missing(status))
      }
    }
    ready.append(Entry(row: row, span: days.spans.first ?? DaySpan(start: 0, end: 0)))
  }

  private func addGap(on days: DaySet, _ status: ObservationStatus, measure: MeasureName?) {
    guard evidence.gaps.count < SeriesRows.gapLimit else {
      evidence.flags["more-gaps", default: 0] += 1
      return
    }
    var at: [String: String] = [:]
    for (index, place) in groupOrder.enumerated() { at[query.query.by[place]] = series[index] }
    if !days.isEmpty { at["period"] = days.label }
    if listedMeasures.count > 1, let measure { at["measure"] = measure.name }
    evidence.gaps.append(QueryGap(at: at, status: status))
  }

  private func dimensionCells(_ days: DaySet) -> [ResultCell] {
    query.dimensions.indices.map { place in
      if query.dimensions[place] == .period { return .text(days.label) }
      let index = groupOrder.firstIndex(of: place) ?? 0
      return .text(series[index])
    }
  }

  /// Returns what is fixed for the present cell: its own values, and conditions that name one code.
  private func absenceCell() -> Absence.Cell {
    func value(_ name: String) -> String? {
      for (index, place) in groupOrder.enumerated() where query.dimensions[place].name == name { return series[index] }
      switch query.query.conditions.all[name] {
      case .equals(let code), .under(let code): return code
      case .anyOf(let codes): return codes.count == 1 ? codes[0] : nil
      case .not, .range, nil: return nil
      }
    }
    return Absence.Cell(
      reporter: value("reporter"), flow: value("flow"), product: value("product"), code: value("hs"),
      owner: value("owner"))
  }
}

import TradeModel

extension SeriesRows {
  mutating func emitCell(on days: CellDays, span: DaySpan) throws(StoreError) {
    hasCell = true
    if cell.count == 1, listedMeasures.count == 1,
      let figure = query.fold.plainFigure(cell[0], on: days.set, isWhole: isWhole(cell[0].scope))
    {
      return emitPlain(figure, of: cell[0], on: days, span: span)
    }
    var row = ResultRow(cells: dimensionCells(days), contributors: [])
    var figures: [(measure: MeasureName, figure: CellFigure)] = []
    for measure in listedMeasures.isEmpty ? MeasureName.allCases : listedMeasures {
      let own = listedMeasures.count == 1 ? cell : cell.filter { $0.measure == measure }
      if own.isEmpty, listedMeasures.isEmpty { continue }
      var figure = try query.fold.figure(of: own, on: days.set, product: asked.product, code: asked.code)
      if own.isEmpty { figure.status = query.absence.status(of: asked, on: days.set) }
      figures.append((measure, figure))
    }
    for (measure, figure) in figures {
      row.contributors += figure.counted
      row.alternates += figure.alternates
      row.flags.formUnion(figure.flags)
      for chosen in figure.chosen { note(chosen) }
      if !listedMeasures.isEmpty { row.contexts.append(context(of: figure, on: days)) }
      guard !listedMeasures.isEmpty else { continue }
      if figure.isGap { addGap(on: days, figure.gapStatus, measure: measure) }
      row.flags.formUnion(caveats(of: figure, measure: measure, on: days))
    }
    for column in query.measures {
      guard let measure = column.measure else {
        row.cells.append(.count(observationCount()))
        continue
      }
      let figure = figures.first { $0.measure == measure }?.figure ?? CellFigure()
      row.cells.append(resultCell(figure, column.part, days))
    }
    emit(row, span: span)
  }

  /// Returns the number of observations in the cell; one whose code belongs to several product groups counts once.
  private func observationCount() -> Int {
    cell.count == 1 ? 1 : Set(cell.map(\.id)).count
  }

  /// Gives the row of a cell whose figure is that of one observation, as most are; the whole fold would say the same.
  private mutating func emitPlain(_ figure: CellFigure, of candidate: Candidate, on days: CellDays, span: DaySpan) {
    var row = ResultRow(
      cells: dimensionCells(days), contributors: [candidate.id], flags: figure.flags,
      contexts: [context(of: figure, on: days)])
    for column in query.measures {
      row.cells.append(column.measure == nil ? .count(1) : resultCell(figure, column.part, days))
    }
    note(candidate)
    if figure.isGap { addGap(on: days, figure.gapStatus, measure: candidate.measure) }
    if roster != nil || !leftOut.isEmpty {
      row.flags.formUnion(caveats(of: figure, measure: candidate.measure, on: days))
    }
    emit(row, span: span)
  }

  private mutating func emit(_ row: ResultRow, span: DaySpan) {
    var row = row
    if case .spanOfData = query.buckets { row.flags.insert(CellFlag.spanOfData) }
    for flag in row.flags { evidence.flags[flag, default: 0] += 1 }
    evidence.sourceRows += row.contributors.count
    ready.append(Entry(row: row, span: span))
  }

  private mutating func isWhole(_ scope: ProductScope) -> Bool {
    if asked.code != nil || asked.product == nil {
      return query.fold.isWhole(scope, of: asked.product, code: asked.code)
    }
    let product = asked.product ?? ""
    if let last = lastWhole, last.scope == scope, last.product == product { return last.isWhole }
    let isWhole = query.fold.isWhole(scope, of: product, code: nil)
    lastWhole = (scope, product, isWhole)
    return isWhole
  }

  /// Notes what the answer rests on.
  private mutating func note(_ chosen: Candidate) {
    if chosen.origin != lastOrigin {
      lastOrigin = chosen.origin
      evidenceOrigins.insert(chosen.origin)
    }
    let product = chosen.scope.product
    if product != lastBroken.product { lastBroken = (product, reader.reference.breaks[product] != nil) }
    guard lastBroken.isBroken else { return }
    let known = extents[product] ?? chosen.span
    extents[product] = DaySpan(
      start: min(known.start, chosen.span.start), end: max(known.end, chosen.span.end))
  }

  private func context(of figure: CellFigure, on days: CellDays) -> FigureContext {
    FigureContext(
      bounds: figure.bounds, status: figure.status, unit: figure.unit, covers: covers(of: figure, on: days))
  }

  private func covers(of figure: CellFigure, on days: CellDays) -> String {
    figure.covers == days.set ? days.label : figure.covers.label
  }

  private func resultCell(_ figure: CellFigure, _ part: MeasureColumn.Part, _ days: CellDays) -> ResultCell {
    let missing = ResultCell.missing(figure.status)
    switch part {
    case .amount: return figure.value.map(ResultCell.amount) ?? missing
    case .low: return figure.bounds.low.map(ResultCell.amount) ?? missing
    case .high: return figure.bounds.high.map(ResultCell.amount) ?? missing
    case .status: return .text(figure.status.rawValue)
    case .covers: return figure.covers.isEmpty ? missing : .text(covers(of: figure, on: days))
    case .unit: return figure.unit.isEmpty ? missing : .text(figure.unit)
    }
  }

  /// Notes a cell without any row, and gives a row of its own to it where that was asked.
  mutating func emitAbsent(on days: CellDays, asRow: Bool = true) {
    let status = query.absence.status(of: asked, on: days.set)
    addGap(on: days, status, measure: nil)
    let isLeftOut = leftOut.hasFigure(in: series, of: nil, on: days.set)
    if isLeftOut { evidence.flags[CellFlag.compiledLeftOut, default: 0] += 1 }
    guard asRow, query.query.fill != nil || query.dimensions.isEmpty else { return }
    var row = ResultRow(cells: dimensionCells(days), contributors: [])
    if isLeftOut { row.flags.insert(CellFlag.compiledLeftOut) }
    let isZero = query.query.fill == .zero && status == .noRow
    for column in query.measures {
      switch (column.measure, column.part) {
      case (nil, _): row.cells.append(.count(0))
      case (_, .status): row.cells.append(.text(status.rawValue))
      case (_, .amount), (_, .low), (_, .high): row.cells.append(isZero ? .amount(.zero) : .missing(status))
      case (_, .covers), (_, .unit): row.cells.append(.missing(status))
      }
    }
    let bounds = isZero ? Bounds(exactly: .zero) : Bounds(low: nil, high: nil)
    let context = FigureContext(bounds: bounds, status: status, unit: "", covers: "")
    row.contexts = Array(repeating: context, count: listedMeasures.count)
    ready.append(Entry(row: row, span: days.set.spans.first ?? DaySpan(start: 0, end: 0)))
  }

  mutating func addGap(
    on days: CellDays, _ status: ObservationStatus, measure: MeasureName?, reporter: String? = nil
  ) {
    guard evidence.gaps.count < SeriesRows.gapLimit else {
      evidence.flags["more-gaps", default: 0] += 1
      return
    }
    var at: [String: String] = [:]
    for (index, place) in groupOrder.enumerated() { at[query.query.by[place]] = series[index] }
    if !days.set.isEmpty { at["period"] = days.label }
    if let reporter { at["reporter"] = reporter }
    if listedMeasures.count > 1, let measure { at["measure"] = measure.name }
    evidence.gaps.append(QueryGap(at: at, status: status))
  }

  /// Returns the cells of the dimensions, with room for those of the measures.
  private func dimensionCells(_ days: CellDays) -> [ResultCell] {
    var cells: [ResultCell] = []
    cells.reserveCapacity(query.columns.count)
    for index in seriesPlaces { cells.append(.text(index.map { series[$0] } ?? days.label)) }
    return cells
  }

  /// Where the value of a dimension is known from, for a cell without rows.
  enum FixedValue {
    case open
    case code(String)
    case series(Int)
  }

  /// Returns where the values of reporter, flow, product, code and owner are known from: the cell's own, or a condition
  /// that names one code.
  static func fixedValues(_ query: CompiledQuery, _ groupOrder: [Int]) -> [FixedValue] {
    ["reporter", "flow", "product", "hs", "owner"].map { name in
      if let index = groupOrder.firstIndex(where: { query.dimensions[$0].name == name }) { return .series(index) }
      switch query.query.conditions.all[name] {
      case .equals(let code), .under(let code): return .code(code)
      case .anyOf(let codes): return codes.count == 1 ? .code(codes[0]) : .open
      case .not, .range, nil: return .open
      }
    }
  }

  /// Returns what is fixed for the cells of the present series.
  func absenceCell() -> Absence.Cell {
    func value(_ place: Int) -> String? {
      switch fixed[place] {
      case .open: nil
      case .code(let code): code
      case .series(let index): series[index]
      }
    }
    return Absence.Cell(
      reporter: value(0), flow: value(1), product: value(2), code: value(3), owner: value(4))
  }
}

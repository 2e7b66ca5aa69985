import TradeModel

extension SeriesRows {
  func emitCell(on days: DaySet, span: DaySpan) throws(StoreError) {
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
    case .covers: return figure.covers.isEmpty ? missing : .text(label(figure.covers))
    case .unit: return figure.unit.isEmpty ? missing : .text(figure.unit)
    }
  }

  /// Notes a cell without any row, and gives a row of its own to it where that was asked.
  func emitAbsent(on days: DaySet, asRow: Bool = true) {
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
    if !days.isEmpty { at["period"] = label(days) }
    if listedMeasures.count > 1, let measure { at["measure"] = measure.name }
    evidence.gaps.append(QueryGap(at: at, status: status))
  }

  private func dimensionCells(_ days: DaySet) -> [ResultCell] {
    query.dimensions.indices.map { place in
      if query.dimensions[place] == .period { return .text(label(days)) }
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

import TradeModel

extension Verifier {
  /// Holds each period against the shorter ones in it: all of it against months that fill it, and otherwise only whether
  /// the parts are more than the whole.
  func checkPeriods() {
    runs(rows, by: \.series) { series in
      guard let first = series.first, series.contains(where: { $0.span != first.span }) else { return }
      var cells: [VerifyCell] = []
      runs(Array(series), by: \.span) { cells.append(VerifyCell($0)) }
      // Those that end first come first, so that the shortest parts are taken, and as many as do not overlap.
      let byEnd = cells.sorted { ($0.span.end, $1.span.start) < ($1.span.end, $0.span.start) }
      for whole in cells { checkPeriod(whole, parts: byEnd, series: first.series) }
    }
  }

  private func checkPeriod(_ whole: VerifyCell, parts cells: [VerifyCell], series: VerifyRow.Series) {
    var sum = VerifyRange(low: 0, high: 0)
    var parts: [Int64] = []
    var reached = whole.span.start
    var hasGap = false
    for cell in cells where whole.span.contains(cell.span) && cell.span != whole.span && cell.span.start >= reached {
      hasGap = hasGap || cell.span.start > reached
      reached = cell.span.end
      sum.add(cell.range)
      parts.append(cell.id)
    }
    guard !parts.isEmpty else { return }
    count(.periodAgainstParts)
    let isFilled = !hasGap && reached == whole.span.end
    guard sum.low > whole.range.high || isFilled && sum.high < whole.range.low else { return }
    found(.periodAgainstParts) {
      VerifyFinding(
        kind: .periodAgainstParts, subject: subject(series, span: whole.span, reporter: reporter, partner: partner),
        unit: unit(series), figure: side(whole.span.period?.description ?? "", whole.range, ids: [whole.id]),
        against: side("\(parts.count) periods in it", sum, ids: parts))
    }
  }

  /// One code, or all goods, of one period.
  private struct CodeCell {
    var code: String
    var cell: VerifyCell
    var series: VerifyRow.Series
    var parts = VerifyRange(low: 0, high: 0)
    var ids: [Int64] = []
  }

  private struct CodeKey: Hashable {
    var flow: UInt8
    var measure: UInt8
    var print: Int32
    var span: DaySpan
    var owner: String
    var edition: String
  }

  /// Holds each code against the codes below it that are in print: they may never be more.
  func checkCodes() {
    let key = { [codes] (row: VerifyRow) in
      let scope = codes.scopes[Int(row.series.scope)]
      return CodeKey(
        flow: row.series.flow, measure: row.series.measure, print: row.series.print, span: row.span, owner: scope.owner,
        edition: scope.edition)
    }
    var groups: [CodeKey: [VerifyRow]] = [:]
    for row in rows where !codes.scopes[Int(row.series.scope)].code.isEmpty {
      groups[key(row), default: []].append(row)
    }
    for group in groups.values.sorted(by: { ($0.first?.id ?? 0) < ($1.first?.id ?? 0) }) where group.count > 1 {
      checkCodes(group)
    }
  }

  private func checkCodes(_ rows: [VerifyRow]) {
    let sorted = rows.map { (codes.scopes[Int($0.series.scope)].code, $0) }.sorted { ($0.0, $0.1.id) < ($1.0, $1.1.id) }
    var cells: [CodeCell] = []
    var start = 0
    for end in 1...sorted.count where end == sorted.count || sorted[end].0 != sorted[start].0 {
      let same = sorted[start..<end].map(\.1)
      cells.append(CodeCell(code: sorted[start].0, cell: VerifyCell(same[...]), series: same[0].series))
      start = end
    }
    // Codes follow those that they begin with; the open ones of them are on the stack.
    let all = cells.firstIndex { $0.code == "TOTAL" }
    var stack: [Int] = []
    for index in cells.indices where index != all {
      while let last = stack.last, !cells[index].code.hasPrefix(cells[last].code) { stack.removeLast() }
      if let parent = stack.last ?? all {
        cells[parent].parts.add(cells[index].cell.range)
        cells[parent].ids.append(cells[index].cell.id)
      }
      stack.append(index)
    }
    for whole in cells where !whole.ids.isEmpty {
      count(.codeAgainstParts)
      guard whole.parts.low > whole.cell.range.high else { continue }
      found(.codeAgainstParts) {
        VerifyFinding(
          kind: .codeAgainstParts,
          subject: subject(whole.series, span: whole.cell.span, reporter: reporter, partner: partner),
          unit: unit(whole.series), figure: side(whole.code, whole.cell.range, ids: [whole.cell.id]),
          against: side("\(whole.ids.count) codes in it", whole.parts, ids: whole.ids))
      }
    }
  }
}

import TradeModel
import TradeStore

/// The answer to a query by plain loops over all rows: slow, and written from the protocol, not from the engine.
struct ReferenceAnswer {
  /// One row: its cells, what it rests on, and its place in time.
  struct Row {
    var cells: [ResultCell]
    var span: DaySpan
    var counted: [Int64] = []
    var alternates: [Int64] = []
    var flags: Set<String> = []
  }

  private let selection: ReferenceSelection
  private let query: TradeQuery
  private let goods: ReferenceGoods
  private let fold: ReferenceFold
  private let calendar: ReferenceCalendar
  private let listed: [String]
  private let dimensions: [String]
  private let roster: [ReferenceRow]
  private let leftOut: [ReferenceRow]

  private(set) var rows: [Row] = []
  private(set) var gaps: [QueryGap] = []
  private(set) var flags: [String: Int] = [:]
  private(set) var origins: Set<String> = []
  /// The code of the refusal, where the query must be refused.
  private(set) var refusal: String?

  init(_ query: TradeQuery, files: [PropertyCase.File], lists: Reference, rows all: [ReferenceRow]) {
    self.query = query
    goods = ReferenceGoods(lists: lists)
    let retracted = Set(files.filter(\.isRetracted).map(\.name))
    selection = ReferenceSelection(goods: goods, query: query, all: all, retracted: retracted)
    let claiming = Set(files.filter { $0.claims == .wholePeriods && !$0.isRetracted }.map(\.name))
    fold = ReferenceFold(
      goods: goods, claims: all.filter { claiming.contains($0.file) }.map { ($0.reporter, $0.flow, $0.span) },
      allowsPartial: query.partial)
    calendar = ReferenceCalendar(query.period, isByPeriod: query.by.contains("period"))
    var listed: [String] = []
    for name in query.measures where name != "rows" {
      let measure = String(name.prefix { $0 != "." })
      if !listed.contains(measure) { listed.append(measure) }
    }
    self.listed = listed
    dimensions = query.by.filter { $0 != "period" }
    refusal = selection.refusal(hull: calendar.hull?.period)
    guard refusal == nil else {
      (roster, leftOut) = ([], [])
      return
    }
    roster = ReferenceAnswer.sumsOverReporters(query) && !listed.isEmpty ? selection.roster() : []
    leftOut = selection.isNamed("method") || listed.isEmpty ? [] : selection.rows(method: "compiled").filter(\.isFigure)
    answer()
  }

  private static func sumsOverReporters(_ query: TradeQuery) -> Bool {
    if query.by.contains("reporter") { return false }
    switch query.conditions.all["reporter"] {
    case .equals, .under: return false
    case .anyOf(let codes): return codes.count > 1
    case .not, .range, nil: return true
    }
  }

  private mutating func answer() {
    let hull = calendar.hull
    let read = selection.rows(method: "reported").filter { hull?.contains($0.span) ?? true }
    let telling = leftOut.filter { calendar.cell(of: $0) != nil }
    var series: [[String]] = []
    for values in (read.map { value(of: $0) } + pinnedSeries()) where !series.contains(values) { series.append(values) }
    for values in series {
      answer(values, rows: read.filter { value(of: $0) == values }, leftOut: telling.filter { value(of: $0) == values })
    }
    let others = Set(telling.map { value(of: $0) }).subtracting(series)
    if !others.isEmpty { flags["compiled-left-out", default: 0] += others.count }
    rows.sort(by: comesBefore)
    if let limit = query.limit { rows = Array(rows.prefix(limit)) }
  }

  private func value(of row: ReferenceRow) -> [String] { dimensions.map { row.text($0) } }

  /// Returns the series that the conditions name one by one.
  private func pinnedSeries() -> [[String]] {
    var series: [[String]] = [[]]
    for name in dimensions {
      switch query.conditions.all[name] {
      case .equals(let code): series = series.map { $0 + [code] }
      case .anyOf(let codes): series = series.flatMap { known in Set(codes).map { known + [$0] } }
      case .not, .under, .range, nil: return []
      }
    }
    return series
  }

  private mutating func answer(_ series: [String], rows: [ReferenceRow], leftOut: [ReferenceRow]) {
    var cells: [DaySpan: [ReferenceRow]] = [:]
    for row in rows {
      if let cell = calendar.cell(of: row) { cells[cell, default: []].append(row) }
    }
    var chosen: [ReferenceRow] = []
    for (span, own) in cells {
      let days: Set<Int32>
      switch calendar {
      case .open:
        days =
          own.reduce(into: DaySpan(start: .max, end: .min)) {
            $0 = DaySpan(start: min($0.start, $1.span.start), end: max($0.end, $1.span.end))
          }.dayNumbers
      case .whole(let asked): days = asked
      case .printed, .spans: days = span.dayNumbers
      }
      chosen += emit(series, own, days: days, leftOut: leftOut)
    }
    switch calendar {
    case .open: if cells.isEmpty { emitAbsent(series, [], leftOut: leftOut, isRow: true) }
    case .whole(let days): if cells.isEmpty { emitAbsent(series, days, leftOut: leftOut, isRow: true) }
    case .printed(let days): if cells.isEmpty { emitAbsent(series, days ?? [], leftOut: leftOut, isRow: false) }
    case .spans(let spans):
      for span in spans where cells[span] == nil {
        emitAbsent(series, span.dayNumbers, leftOut: leftOut, isRow: true)
      }
    }
    if case .printed = calendar, !cells.isEmpty {
      let count = Set(leftOut.compactMap { calendar.cell(of: $0) }).subtracting(cells.keys).count
      if count > 0 { flags["compiled-left-out", default: 0] += count }
    }
    flagBreaks(chosen)
  }

  private mutating func flagBreaks(_ chosen: [ReferenceRow]) {
    for (product, own) in Dictionary(grouping: chosen, by: \.product) {
      let (first, end) = (own.map(\.span.start).min() ?? 0, own.map(\.span.end).max() ?? 0)
      for change in goods.lists.breaks[product] ?? [] {
        let edition = goods.lists.editions.first { $0.owner == "WCO" && $0.name == change.to }
        guard let day = edition?.period.start.dayNumber, first < day, day < end else { continue }
        flags["edition-break:" + change.kind, default: 0] += 1
      }
    }
  }
}

// Cells
extension ReferenceAnswer {
  /// The value that the series or a condition fixes for the dimension; `hs` of any level counts as the code.
  private func fixed(_ name: String, _ series: [String]) -> String? {
    if let place = dimensions.firstIndex(where: { $0 == name || (name == "hs" && $0.hasPrefix("hs:")) }) {
      return series[place]
    }
    switch query.conditions.all[name] {
    case .equals(let code), .under(let code): return code
    case .anyOf(let codes): return codes.count == 1 ? codes[0] : nil
    case .not, .range, nil: return nil
    }
  }

  /// Returns why there is no figure: the code is gone, the period was filed, or nothing is known.
  private func absence(_ series: [String], _ days: Set<Int32>, reporter: String? = nil) -> ObservationStatus {
    if let code = fixed("hs", series), !days.isEmpty {
      let runs = ReferenceAnswer.runs(days)
      let owner = fixed("owner", series) ?? "WCO"
      if runs.allSatisfy({ goods.isGone(code, owner: owner, during: $0, seen: selection.all) }) { return .notInEdition }
    }
    guard let reporter = reporter ?? fixed("reporter", series) else { return .notInExtract }
    let flow = fixed("flow", series)
    let filed = fold.claims.filter { $0.reporter == reporter && (flow == nil || $0.flow == flow) }
      .reduce(into: Set<Int32>()) { $0.formUnion($1.span.dayNumbers) }
    return !days.isEmpty && days.isSubset(of: filed) ? .noRow : .notInExtract
  }

  private static func runs(_ days: Set<Int32>) -> [Period] {
    DaySet(days.map { DaySpan(start: $0, end: $0 + 1) }).spans.compactMap(\.period)
  }

  private func dimensionCells(_ series: [String], _ days: Set<Int32>) -> [ResultCell] {
    var rest = series[...]
    return query.by.map { .text($0 == "period" ? label(of: days) : rest.removeFirst()) }
  }

  private mutating func addGap(
    _ series: [String], _ days: Set<Int32>, _ status: ObservationStatus, measure: String?, reporter: String? = nil
  ) {
    var at: [String: String] = [:]
    for (name, value) in zip(dimensions, series) { at[name] = value }
    if !days.isEmpty { at["period"] = label(of: days) }
    if let reporter { at["reporter"] = reporter }
    if listed.count > 1, let measure { at["measure"] = measure }
    gaps.append(QueryGap(at: at, status: status))
  }

  private mutating func emitAbsent(_ series: [String], _ days: Set<Int32>, leftOut: [ReferenceRow], isRow: Bool) {
    let status = absence(series, days)
    addGap(series, days, status, measure: nil)
    let isLeftOut = leftOut.contains { days.isEmpty || $0.span.dayNumbers.isSubset(of: days) }
    if isLeftOut { flags["compiled-left-out", default: 0] += 1 }
    guard isRow, query.fill != nil || query.by.isEmpty else { return }
    let isZero = query.fill == .zero && status == .noRow
    var row = Row(
      cells: dimensionCells(series, days), span: DaySpan(start: days.min() ?? 0, end: (days.max() ?? -1) + 1))
    if isLeftOut { row.flags = ["compiled-left-out"] }
    for name in query.measures {
      if name == "rows" {
        row.cells.append(.count(0))
      } else if name.hasSuffix(".status") {
        row.cells.append(.text(status.rawValue))
      } else if isZero, !name.hasSuffix(".covers"), !name.hasSuffix(".unit") {
        row.cells.append(.amount(.zero))
      } else {
        row.cells.append(.missing(status))
      }
    }
    rows.append(row)
  }

  /// Adds the row of a cell; returns the rows that count in it.
  private mutating func emit(
    _ series: [String], _ own: [ReferenceRow], days: Set<Int32>, leftOut: [ReferenceRow]
  ) -> [ReferenceRow] {
    let product = fixed("product", series)
    let code = fixed("hs", series)
    var row = Row(
      cells: dimensionCells(series, days), span: DaySpan(start: days.min() ?? 0, end: (days.max() ?? -1) + 1))
    var figures: [String: ReferenceFold.Figure] = [:]
    for measure in listed.isEmpty ? Array(Set(own.map(\.measure))).sorted() : listed {
      let mine = own.filter { $0.measure == measure }
      var figure = fold.figure(mine, days: days, product: product, code: code)
      if mine.isEmpty { figure.status = absence(series, days) }
      figures[measure] = figure
      row.counted += figure.counted.map(\.id)
      row.alternates += figure.alternates.map(\.id)
      row.flags.formUnion(figure.flags)
      origins.formUnion(figure.counted.map(\.origin))
      guard !listed.isEmpty else { continue }
      if figure.isGap { addGap(series, days, figure.gapStatus, measure: measure) }
      let isSilent = figure.value == nil && figure.low == nil && figure.high == nil
      if isSilent, leftOut.contains(where: { $0.measure == measure && $0.span.dayNumbers.isSubset(of: days) }) {
        row.flags.insert("compiled-left-out")
      }
      if addMissingReporters(series, mine, days: days, measure: measure) { row.flags.insert("reporters-missing") }
    }
    if case .open = calendar { row.flags.insert("span-of-data") }
    for name in query.measures {
      if name == "rows" {
        row.cells.append(.count(Set(own.map(\.id)).count))
        continue
      }
      let parts = name.split(separator: ".").map(String.init)
      row.cells.append(cell(figures[parts[0]] ?? .init(), parts.count > 1 ? parts[1] : ""))
    }
    for flag in row.flags { flags[flag, default: 0] += 1 }
    rows.append(row)
    return figures.values.flatMap(\.counted)
  }

  private func cell(_ figure: ReferenceFold.Figure, _ part: String) -> ResultCell {
    let missing = ResultCell.missing(figure.status)
    func amount(_ thousandths: Int64?) -> ResultCell {
      thousandths.map { .amount(Amount(thousandths: $0)) } ?? missing
    }
    switch part {
    case "low": return amount(figure.low)
    case "high": return amount(figure.high)
    case "status": return .text(figure.status.rawValue)
    case "covers": return figure.covers.isEmpty ? missing : .text(label(of: figure.covers))
    case "unit": return figure.unit.isEmpty ? missing : .text(figure.unit)
    default: return amount(figure.value)
    }
  }

  /// Adds a gap for each reporter that has rows elsewhere for the partner and flow, and no figure here.
  private mutating func addMissingReporters(
    _ series: [String], _ own: [ReferenceRow], days: Set<Int32>, measure: String
  ) -> Bool {
    let present = Set(own.filter(\.isFigure).map(\.reporter))
    guard !present.isEmpty, !present.contains(where: { goods.lists.areas[$0]?.isAggregate ?? false }) else {
      return false
    }
    let here = roster.filter { row in
      zip(dimensions, series).allSatisfy { name, value in
        (name != "flow" && name != "partner") || row.text(name) == value
      }
    }
    var isMissing = false
    for reporter in Set(here.map(\.reporter)).subtracting(present).sorted() {
      let told = own.filter { $0.reporter == reporter }.map(\.status)
      let status = told.isEmpty ? absence(series, days, reporter: reporter) : ReferenceFold.silence(told)
      guard status != .noRow else { continue }
      addGap(series, days, status, measure: measure, reporter: reporter)
      isMissing = true
    }
    return isMissing
  }
}

// Order
extension ReferenceAnswer {
  /// The asked columns first, then what is left of `by`; cells without a figure come last.
  private func comesBefore(_ left: Row, _ right: Row) -> Bool {
    let names = query.by + query.measures
    var order = query.order.map { item in
      (
        column: names.firstIndex(of: item.hasPrefix("-") ? String(item.dropFirst()) : item) ?? 0,
        falls: item.hasPrefix("-")
      )
    }
    for column in query.by.indices where !order.contains(where: { $0.column == column }) {
      order.append((column, false))
    }
    for (column, falls) in order {
      if names[column] == "period" {
        if left.span != right.span { return (left.span < right.span) != falls }
        continue
      }
      switch (left.cells[column], right.cells[column]) {
      case (.missing, .missing): continue
      case (.missing, _): return false
      case (_, .missing): return true
      case (.amount(let left), .amount(let right)) where left != right: return (left < right) != falls
      case (.count(let left), .count(let right)) where left != right: return (left < right) != falls
      case (.text(let left), .text(let right)) where left != right:
        return (Array(left.utf8).lexicographicallyPrecedes(Array(right.utf8))) != falls
      default: continue
      }
    }
    return false
  }
}

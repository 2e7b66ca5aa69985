import ReportModel

extension Composer {
  /// Returns a numbered chart of its table's figures, or a notice that says why there is none.
  mutating func compose(_ draft: ChartDraft, in context: SectionContext) -> Block {
    let place = context.at(draft.key)
    guard let table = context.tables[draft.data], let plan = ChartPlan(draft, table: table, formatter: formatter),
      ChartProblem(draft, in: context) == nil
    else {
      let problem = ChartProblem(draft, in: context)
      let message = problem?.message ?? "no chart is drawn"
      let code = problem?.code ?? "reference.unknown"
      diagnostics.append(
        Diagnostic(severity: .warning, code: code, message: message, hint: problem?.hint, place: place.place))
      let title = inlines(draft.title, in: place).plainText
      let shown = title.isEmpty ? message : "\u{201C}\(title)\u{201D}: \(message)"
      return .notice(Notice(severity: .warning, code: code, message: shown, hint: problem?.hint))
    }
    counters.chart += 1
    let number = counters.chart
    let title = inlines(draft.title, in: place)
    return .chart(
      Chart(
        id: context.id + "." + draft.key, number: number, title: title, mark: draft.mark,
        table: context.id + "." + draft.data, x: draft.x, y: draft.y, series: draft.series,
        alt: draft.alt ?? plan.alt(mark: draft.mark), points: plan.points, xLabel: plan.xLabel, yLabel: plan.yLabel,
        format: plan.format, notes: plan.notes))
  }
}

/// The figures of a chart, taken from its table.
struct ChartPlan {
  /// What is drawn.
  private(set) var points: [ChartPoint] = []
  /// The words along the horizontal axis.
  let xLabel: String
  /// The words along the vertical axis.
  let yLabel: String
  /// How the vertical axis is written.
  let format: ValueFormat
  /// What was left out.
  private(set) var notes: [[Inline]] = []

  /// Takes the figures out of a table, or returns nil where a column is missing.
  init?(_ draft: ChartDraft, table: TableDraft, formatter: ValueFormatter) {
    let names = table.columns.map(\.name)
    guard let xIndex = names.firstIndex(of: draft.x), let yIndex = names.firstIndex(of: draft.y) else { return nil }
    let seriesIndex = draft.series.flatMap { names.firstIndex(of: $0) }
    let xColumn = table.columns[xIndex]
    let yColumn = table.columns[yIndex]
    xLabel = xColumn.label.isEmpty ? xColumn.name : xColumn.label
    let label = yColumn.label.isEmpty ? yColumn.name : yColumn.label
    yLabel = yColumn.unit.map { label + ", " + formatter.heading(ofUnit: $0) } ?? label
    format = yColumn.format
    var left: [String] = []
    for row in table.rows where max(xIndex, yIndex, seriesIndex ?? 0) < row.count {
      var value = row[yIndex]
      value.unit = value.unit ?? yColumn.unit
      if value.format == .auto { value.format = yColumn.format }
      let x = formatter.text(row[xIndex], in: .cell)
      let series = seriesIndex.map { formatter.text(row[$0], in: .cell) }
      let isThere = value.status.flatMap { MissingText(status: $0) }.map { $0.words == "zero" } ?? true
      guard isThere, let number = Self.number(value.raw) else {
        left.append([series, x].compactMap { $0 }.joined(separator: ", ") + " " + formatter.text(value, in: .prose))
        continue
      }
      points.append(
        ChartPoint(
          x: x, y: number, low: value.low.flatMap { Self.number($0) }, high: value.high.flatMap { Self.number($0) },
          series: series, label: formatter.text(value, in: .prose),
          position: row[xIndex].kind == .period ? PeriodText(row[xIndex].raw)?.position : nil))
    }
    if !left.isEmpty {
      let listed = left.prefix(6).joined(separator: "; ")
      let more = left.count > 6 ? "; and \(left.count - 6) more" : ""
      notes.append([.text("Not drawn, because there is no figure: " + listed + more + ".")])
    }
    if table.totalRows > table.rows.count {
      notes.append([.text("Drawn from the first \(table.rows.count) of \(table.totalRows) rows.")])
    }
  }

  /// Returns the number in plain decimal text; other forms that a program may read, such as `inf`, are no figures.
  private static func number(_ text: String) -> Double? {
    guard DecimalNumber(text) != nil, let number = Double(text), number.isFinite else { return nil }
    return number
  }

  /// Returns the chart in words: how much it shows, and its highest and lowest figure.
  func alt(mark: String) -> String {
    let kind = mark == "bar" ? "Bar chart" : mark == "line" ? "Line chart" : "Point chart"
    guard let first = points.first, let last = points.last,
      let lowest = points.min(by: { $0.y < $1.y }), let highest = points.max(by: { $0.y < $1.y })
    else { return "\(kind) of \(yLabel) by \(xLabel), without a figure." }
    func named(_ point: ChartPoint) -> String {
      point.label + " (" + [point.series, point.x].compactMap { $0 }.joined(separator: ", ") + ")"
    }
    return "\(kind) of \(yLabel) by \(xLabel), \(points.count) figures from \(first.x) to \(last.x). "
      + "Highest: \(named(highest)). Lowest: \(named(lowest))."
  }
}

import ReportModel
internal import Spelling

/// Why a chart cannot be drawn.
struct ChartProblem: Hashable, Sendable {
  /// The error code.
  var code: String
  /// What is wrong, for the reader.
  var message: String
  /// What to try.
  var hint: String?

  /// Finds what keeps a chart from being drawn, or returns nil where nothing does.
  init?(_ chart: ChartDraft, in context: SectionContext) {
    let marks = ["line", "bar", "point"]
    guard marks.contains(chart.mark) else {
      self.init(
        code: "chart.unknown_mark", message: "no chart is drawn: '\(chart.mark)' is no kind of chart",
        hint: "use line, bar or point; the figures stand in the table")
      return
    }
    guard let table = context.tables[chart.data] else {
      let nearest = nearestName(to: chart.data, among: context.tables.keys)
      self.init(
        code: "reference.unknown", message: "no chart is drawn: the section has no table '\(chart.data)'",
        hint: nearest.map { "did you mean '\($0)'?" })
      return
    }
    let names = table.columns.map(\.name)
    for column in [chart.x, chart.y] + [chart.series].compactMap({ $0 }) where !names.contains(column) {
      let nearest = nearestName(to: column, among: names)
      self.init(
        code: "reference.unknown", message: "no chart is drawn: table '\(chart.data)' has no column '\(column)'",
        hint: nearest.map { "did you mean '\($0)'?" })
      return
    }
    return nil
  }

  private init(code: String, message: String, hint: String?) {
    self.code = code
    self.message = message
    self.hint = hint
  }
}

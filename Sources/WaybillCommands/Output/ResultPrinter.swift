internal import ReportPipeline

/// Prints what came of a build.
struct ResultPrinter {
  /// What the table of sections shows.
  enum Columns {
    /// What is to be done.
    case plan
    /// What was done, with counts.
    case outcome
  }

  let format: OutputFormat
  var columns = Columns.outcome

  func print(_ result: BuildResult) throws {
    guard format == .text else { return try Console.json(result) }
    Console.report(result.diagnostics)
    if !result.sections.isEmpty { Console.note(table(result.sections).text) }
    for (_, path) in result.outputs.sorted(by: { $0.key < $1.key }) { Console.result(path) }
  }

  private func table(_ sections: [BuildResult.SectionSummary]) -> TextTable {
    let headings = ["section", "plugin", "outcome", "queries", "rows"]
    let width = columns == .plan ? 3 : headings.count
    var table = TextTable(Array(headings.prefix(width)), rightAligned: [3, 4])
    for section in sections {
      let cells = [section.section, section.plugin, section.outcome, String(section.queries), String(section.rows)]
      table.append(Array(cells.prefix(width)))
    }
    return table
  }
}

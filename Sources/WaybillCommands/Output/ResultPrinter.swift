internal import ReportPipeline

/// Prints what came of a build.
struct ResultPrinter {
  let format: OutputFormat

  func print(_ result: BuildResult) throws {
    guard format == .text else { return try Console.json(result) }
    Console.report(result.diagnostics)
    if !result.sections.isEmpty {
      var table = TextTable(["section", "plugin", "outcome", "queries", "rows"], rightAligned: [3, 4])
      for section in result.sections {
        table.append([
          section.section, section.plugin, section.outcome, String(section.queries), String(section.rows),
        ])
      }
      Console.note(table.text)
    }
    for (_, path) in result.outputs.sorted(by: { $0.key < $1.key }) { Console.result(path) }
  }
}

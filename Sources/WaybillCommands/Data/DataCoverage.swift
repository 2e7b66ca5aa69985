internal import ArgumentParser
internal import ReportPipeline
internal import TradeModel

/// The command `waybill data coverage`.
struct DataCoverage: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "coverage", abstract: "Shows who reported what when, so that an absent figure can be read.")

  @OptionGroup var dataset: DatasetOption

  @Option(help: .init("Only this reporter.", valueName: "area"))
  var reporter: String?

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let lines = try answering(format) { try DatasetService(opening: dataset.dataset).coverage() }
      .filter { reporter == nil || $0.reporter == reporter }
    if format == .json { return try Console.json(ResultEnvelope(["coverage": lines])) }
    var table = TextTable(["reporter", "flow", "product", "period", "rows", "claim"], rightAligned: [4])
    for line in lines {
      table.append([
        line.reporter, line.flow, line.product, line.period.description, String(line.observations),
        line.isComplete ? "all trade" : "",
      ])
    }
    Console.result(table.text)
  }
}

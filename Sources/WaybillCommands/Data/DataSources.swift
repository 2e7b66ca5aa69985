internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data sources`.
struct DataSources: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sources", abstract: "Lists the imported files.")

  @OptionGroup var dataset: DatasetOption

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let sources = try answering(format) { try DatasetService(opening: dataset.dataset).sources() }
    if format == .json { return try Console.json(ResultEnvelope(["sources": sources])) }
    var table = TextTable(["name", "format", "rows", "digest"], rightAligned: [2])
    for source in sources {
      let name = source.isRetracted ? source.name + " (retracted)" : source.name
      table.append([name, source.format, String(source.rows), String(source.digest.prefix(19))])
    }
    Console.result(table.text)
  }
}

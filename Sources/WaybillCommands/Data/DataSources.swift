internal import ArgumentParser
internal import ReportModel
internal import ReportPipeline

/// The command `waybill data sources`.
struct DataSources: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "sources", abstract: "Lists the imported files.")

  @OptionGroup var dataset: DatasetOption

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  func run() throws {
    let sources = try answering { try DatasetService(opening: dataset.dataset).sources() }
    if format == .json { return try Console.json(sources) }
    var table = TextTable(["name", "format", "rows", "digest"], rightAligned: [2])
    for source in sources {
      let name = source.isRetracted ? source.name + " (retracted)" : source.name
      table.append([name, source.format, String(source.rows), String(source.digest.prefix(19))])
    }
    Console.result(table.text)
  }
}

/// Runs the body; a dataset that cannot be used is explained and ends the command with code 1.
func answering<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let failure as DatasetFailure {
    Console.report([failure.diagnostic])
    throw ExitCode(failure.diagnostic.code.hasPrefix("query.") ? 64 : 1)
  }
}

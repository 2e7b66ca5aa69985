internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data export`.
struct DataExport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes all observations as our observation CSV.",
    discussion: """
      Rows of retracted files are left out; the others stand in an order that does not depend on that of the imports. An
      import of the file into a new dataset gives the same figures; what the file has no place for is said:

        waybill data export --dataset trade.db --out observations.csv
        waybill data export --dataset trade.db | gzip > observations.csv.gz
      """)

  @OptionGroup var dataset: DatasetOption

  @Option(
    help: .init("The file to write; without it the rows go to standard output.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var out: String?

  func run() throws {
    let export = try answering(.text) {
      let service = try DatasetService(opening: dataset.dataset)
      guard let out else { return try service.export { Console.write($0) } }
      return try service.export(toFile: out)
    }
    Console.report(export.diagnostics)
    if let out { Console.result("\(out): \(export.rows) rows") }
  }
}

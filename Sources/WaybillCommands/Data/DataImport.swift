internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill data import`.
struct DataImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Imports files, each whole or not at all.",
    discussion: """
      The dataset is created where there is none. The same bytes twice change nothing. Every row that cannot be used is
      listed with its place and the way out; one of them refuses its file, unless --skip-bad is given. Each file is a
      transaction of its own: those that are sound stay in the dataset when another is refused. The exit code is 1 when
      one was.

        waybill data import --dataset trade.db Data/observations/*.csv

      A CSV of any other form is read by a mapping, of which 'waybill data map' makes a draft:

        waybill data import --dataset trade.db customs.csv --mapping customs.yaml

      Formats are known by their content, packed with gzip or not; --as overrides that:

      \(FormatName.list)
      """)

  @OptionGroup var dataset: DatasetOption

  @Argument(
    help: "Files in any of these formats.",
    completion: .file(extensions: ["csv", "json", "gz"]))
  var files: [String]

  @Option(name: .customLong("as"), help: .init("The format, where it is not to be recognised.", valueName: "format"))
  var formatName: FormatName?

  @Option(
    help: .init("A YAML file that says what the columns mean, for all files named.", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var mapping: String?

  @Option(help: "The flow of all rows, for a format that does not say it: X for exports, M for imports.")
  var flow: FlowName?

  @Flag(help: "Leaves rows out that cannot be used, and imports the rest.")
  var skipBad = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    if mapping != nil, formatName != nil {
      throw ValidationError("Give --as or --mapping: a mapping is for files that are in none of the formats.")
    }
    if mapping != nil, flow != nil {
      throw ValidationError("Give --flow or --mapping: a mapping says the flow itself.")
    }
  }

  func run() throws {
    let table = try mapping.map(read)
    let data = places.request(report: dataset.dataset, out: ".").dataDirectory
    try FileImports(dataset: dataset.dataset, dataDirectory: data, format: format)
      .run(files) { service, file throws(DatasetFailure) in
        try service.importFile(
          file, skippingBadRows: skipBad, format: formatName?.name, mapping: table, flow: flow?.rawValue)
      }
  }

  private func read(_ mapping: String) throws -> ImportMapping {
    do {
      return try ImportMapping(file: mapping)
    } catch {
      throw try refused(error.diagnostics, format, code: 64)
    }
  }
}

internal import ArgumentParser
internal import ReportModel
internal import ReportPipeline

/// The command `waybill data import`.
struct DataImport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import", abstract: "Imports files, each whole or not at all.",
    discussion: """
      The dataset is created where there is none. The same bytes twice change nothing. Every row that cannot be used is
      listed with its place and the way out; one of them refuses its file, unless --skip-bad is given:

        waybill data import --dataset trade.db Data/observations/*.csv

      Formats are known by their content: our own observations and events; UN Comtrade's web and legacy CSV and API
      answers; CEPII BACI; India's DGCI&S by fiscal year. Each may be packed with gzip.
      """)

  @OptionGroup var dataset: DatasetOption

  @Argument(
    help: "Files in any of these formats.",
    completion: .file(extensions: ["csv", "json", "gz"]))
  var files: [String]

  @Flag(help: "Leaves rows out that cannot be used, and imports the rest.")
  var skipBad = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func run() throws {
    let data = places.request(report: dataset.dataset, out: ".").dataDirectory
    var summaries: [DatasetService.ImportSummary] = []
    var failures: [Diagnostic] = []
    do {
      let service = try DatasetService(openingOrCreating: dataset.dataset, dataDirectory: data)
      for file in files {
        do {
          summaries.append(try service.importFile(file, skippingBadRows: skipBad))
        } catch {
          failures.append(error.diagnostic)
        }
      }
    } catch {
      failures.append(error.diagnostic)
    }
    if format == .json {
      let all = summaries.flatMap(\.diagnostics) + failures
      try Console.json(ResultEnvelope(["files": summaries], diagnostics: all))
    } else {
      for summary in summaries {
        Console.result(words(summary))
        for note in summary.notes { Console.result("  \(note)") }
      }
      Console.report(summaries.flatMap(\.diagnostics) + failures)
    }
    if !failures.isEmpty || summaries.contains(where: \.isRefused) { throw ExitCode(1) }
  }

  private func words(_ summary: DatasetService.ImportSummary) -> String {
    if summary.wasAlreadyThere { return "\(summary.file): already imported, nothing changed" }
    if summary.isRefused { return "\(summary.file): refused, nothing changed" }
    let skipped = summary.skipped > 0 ? ", \(summary.skipped) skipped" : ""
    let format = summary.format.isEmpty ? "" : " (\(summary.format))"
    return "\(summary.file)\(format): \(summary.imported) rows imported\(skipped)"
  }
}

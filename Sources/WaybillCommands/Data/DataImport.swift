internal import ArgumentParser
internal import ReportModel
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

  @Flag(help: "Leaves rows out that cannot be used, and imports the rest.")
  var skipBad = false

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func run() throws {
    let data = places.request(report: dataset.dataset, out: ".").dataDirectory
    var outcomes: [Outcome] = []
    var failure: Diagnostic?
    do {
      let service = try DatasetService(openingOrCreating: dataset.dataset, dataDirectory: data)
      for file in files { outcomes.append(outcome(of: file, in: service)) }
    } catch {
      failure = error.diagnostic
    }
    let diagnostics = outcomes.flatMap(\.diagnostics) + (failure.map { [$0] } ?? [])
    let refused = outcomes.filter(\.isRefused)
    if format == .json {
      try Console.json(ResultEnvelope(["files": outcomes.compactMap(\.summary)], diagnostics: diagnostics))
    } else {
      for outcome in outcomes {
        Console.result(words(outcome))
        for note in outcome.summary?.notes ?? [] { Console.result("  \(note)") }
      }
      if files.count > 1, !refused.isEmpty {
        Console.result(
          "\(refused.count) of \(files.count) files were refused and changed nothing; what the others hold is imported")
      }
      Console.report(diagnostics)
    }
    if failure != nil || !refused.isEmpty { throw ExitCode(1) }
  }

  /// What became of one file: a summary, or why it could not be read at all.
  private struct Outcome {
    let file: String
    let summary: DatasetService.ImportSummary?
    let diagnostics: [Diagnostic]

    var isRefused: Bool { summary?.isRefused ?? true }
  }

  private func outcome(of file: String, in service: DatasetService) -> Outcome {
    do {
      let summary = try service.importFile(file, skippingBadRows: skipBad, format: formatName?.name)
      return Outcome(file: file, summary: summary, diagnostics: summary.diagnostics)
    } catch {
      return Outcome(file: file, summary: nil, diagnostics: [error.diagnostic])
    }
  }

  private func words(_ outcome: Outcome) -> String {
    guard let summary = outcome.summary, !summary.isRefused else { return "\(outcome.file): refused, nothing changed" }
    if summary.wasAlreadyThere { return "\(summary.file): already imported, nothing changed" }
    let skipped = summary.skipped > 0 ? ", \(summary.skipped) skipped" : ""
    let format = summary.format.isEmpty ? "" : " (\(summary.format))"
    return "\(summary.file)\(format): \(summary.imported) rows imported\(skipped)"
  }
}

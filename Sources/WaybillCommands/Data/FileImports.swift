internal import ArgumentParser
internal import ReportModel
internal import ReportPipeline

/// Imports files one after the other into a dataset, and prints what became of each.
struct FileImports {
  let dataset: String
  let dataDirectory: String?
  let format: OutputFormat

  /// What became of one file: a summary, or why it could not be read at all.
  private struct Outcome {
    let file: String
    let summary: DatasetService.ImportSummary?
    let diagnostics: [Diagnostic]

    var isRefused: Bool { summary?.isRefused ?? true }
  }

  /// Runs the import of each file; ends with code 1 where one was refused.
  func run(
    _ files: [String],
    by importing: (DatasetService, String) throws(DatasetFailure) -> DatasetService.ImportSummary
  ) throws {
    var outcomes: [Outcome] = []
    var failure: Diagnostic?
    do {
      let service = try DatasetService(openingOrCreating: dataset, dataDirectory: dataDirectory)
      for file in files {
        outcomes.append(outcome(of: file) { () throws(DatasetFailure) in try importing(service, file) })
      }
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

  private func outcome(
    of file: String, by importing: () throws(DatasetFailure) -> DatasetService.ImportSummary
  ) -> Outcome {
    do {
      let summary = try importing()
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

internal import Foundation
internal import PluginHost
internal import ReportModel
internal import ReportComposition
internal import ReportRendering
internal import TradeStore

/// Makes a report: plans it, runs its plugins, composes and renders what they sent, and writes the outputs.
public struct ReportBuild: Sendable {
  private let request: BuildRequest

  /// Creates a build.
  public init(_ request: BuildRequest) {
    self.request = request
  }

  /// Plans the report and asks the dataset whether it can answer, without running any plugin or writing any output.
  public func check() -> BuildResult {
    var result = BuildResult(ending: .complete)
    var planner = Planner(request: request)
    guard let plan = planner.plan(), isFolderUsable(&planner) else {
      return failed(planner.ending, planner.diagnostics)
    }
    result.diagnostics = planner.diagnostics
    let folder: RunFolder
    do throws(HostError) {
      folder = try RunFolder(in: request.temporaryDirectory, name: "check")
    } catch {
      return failed(.failed, [Diagnostic(severity: .error, code: error.code, message: error.message, hint: error.hint)])
    }
    defer { folder.remove() }
    var opening = DatasetOpening(request: request, temporaryPath: folder.path + "/check.dataset.db")
    guard let dataset = opening.open(plan.file) else {
      return failed(opening.ending, planner.diagnostics + opening.diagnostics)
    }
    do throws(StoreError) {
      result.snapshot = try dataset.snapshot().digest
    } catch {
      return failed(.failed, [Diagnostic(error)])
    }
    result.diagnostics += InputCheck(plan: plan, dataset: dataset).diagnostics()
    result.sections = plan.file.plugins.map {
      .init(section: $0.id, plugin: $0.plugin.text, outcome: "planned", queries: 0, rows: 0)
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { result.ending = .usage }
    return result
  }

  /// Makes the report.
  ///
  /// A plugin's failure costs its section and is shown there; everything else is written all the same.
  public func run(onEvent: @escaping @Sendable (BuildEvent) -> Void = { _ in }) async -> BuildResult {
    var planner = Planner(request: request)
    guard let plan = planner.plan(), isFolderUsable(&planner) else {
      return failed(planner.ending, planner.diagnostics)
    }
    var opening = DatasetOpening(request: request)
    guard let dataset = opening.open(plan.file) else {
      return failed(opening.ending, planner.diagnostics + opening.diagnostics)
    }
    let refusals = InputCheck(plan: plan, dataset: dataset).diagnostics()
    guard refusals.isEmpty else { return failed(.usage, planner.diagnostics + refusals) }
    do throws(StoreError) {
      let adapter = DatasetAdapter(dataset: dataset, snapshot: try dataset.snapshot().digest)
      let tasks = PluginTasks(plan: plan, request: request, dataset: adapter, onEvent: onEvent)
      let results = await tasks.run()
      if Task.isCancelled { return failed(.interrupted, planner.diagnostics) }
      var assembly = DraftAssembly(plan: plan, results: results, dataset: dataset, snapshot: adapter.snapshot)
      var report = compose(try assembly.draft())
      report.diagnostics = planner.diagnostics + report.diagnostics
      var result = BuildResult(ending: .complete)
      result.snapshot = adapter.snapshot
      result.sections = summaries(plan, results)
      await write(report, plan: plan, dataset: adapter, into: &result, onEvent: onEvent)
      result.diagnostics = report.diagnostics + result.diagnostics
      result.ending = ending(result, results)
      return result
    } catch {
      return failed(.failed, planner.diagnostics + [Diagnostic(error)])
    }
  }

  /// Looks whether outputs can go into the folder, before anything costs time.
  private func isFolderUsable(_ planner: inout Planner) -> Bool {
    guard OutputWriter.isFile(request.outputDirectory) else { return true }
    planner.add(
      .usage(
        "host.output", "'\(request.outputDirectory)' is a file; outputs go into a folder", at: .option("--out"),
        hint: "name a folder with --out, and the file's name with --name"))
    return false
  }

  private func write(
    _ report: Report, plan: BuildPlan, dataset: DatasetAdapter, into result: inout BuildResult,
    onEvent: @escaping @Sendable (BuildEvent) -> Void
  ) async {
    let writer = OutputWriter(directory: request.outputDirectory, stem: request.outputStem)
    for output in plan.outputs {
      onEvent(.rendering(output: output.rawValue))
      do throws(HostError) {
        try writer.write(try await bytes(of: report, as: output, plan: plan, dataset: dataset), as: output)
        result.outputs[output.rawValue] = writer.path(of: output)
      } catch {
        result.diagnostics.append(
          Diagnostic(
            severity: .error, code: error.code, message: "no \(output.rawValue) was made: \(error.message)",
            hint: error.hint, place: output.rawValue))
      }
    }
  }

  private func bytes(
    of report: Report, as output: ReportOutput, plan: BuildPlan, dataset: DatasetAdapter
  ) async throws(HostError) -> Data {
    switch output {
    case .markdown: return Data(MarkdownRenderer().render(report).utf8)
    case .html: return Data(HTMLRenderer().render(report).utf8)
    case .json: return Data(try json(report).utf8)
    case .pdf:
      let renderer = PDFOutput(request: request, dataset: dataset, renderer: plan.pdfRenderer)
      return try await renderer.render(report, json: try json(report))
    }
  }

  private func json(_ report: Report) throws(HostError) -> String {
    do {
      return try JSONRenderer().render(report)
    } catch {
      throw HostError(code: "host.internal", message: "the report cannot be written as JSON: \(error)")
    }
  }

  private func summaries(_ plan: BuildPlan, _ results: [String: RunResult]) -> [BuildResult.SectionSummary] {
    plan.file.plugins.compactMap { entry in
      results[entry.id].map {
        .init(
          section: entry.id, plugin: entry.plugin.text,
          outcome: SectionRemarks($0, section: entry.id, plugin: entry.plugin.text).outcome, queries: $0.queryCount,
          rows: $0.rowCount)
      }
    }
  }

  private func ending(_ result: BuildResult, _ results: [String: RunResult]) -> BuildResult.Ending {
    if result.outputs.isEmpty { return .failed }
    let hasErrors = result.diagnostics.contains { $0.severity == .error }
    let hasGaps = hasErrors || results.values.contains { $0.status != .complete }
    if request.isStrict, hasGaps || result.diagnostics.contains(where: { $0.severity == .warning }) {
      return .refusedByCheck
    }
    return hasGaps ? .gaps : .complete
  }

  private func failed(_ ending: BuildResult.Ending, _ diagnostics: [Diagnostic]) -> BuildResult {
    var result = BuildResult(ending: ending)
    result.diagnostics = diagnostics
    return result
  }
}

extension Diagnostic {
  /// Takes over an error of the dataset.
  init(_ error: StoreError) {
    self.init(severity: .error, code: error.code.rawValue, message: error.message, hint: error.hint)
  }
}

internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportComposition
internal import ReportModel
internal import ReportRendering
internal import TradeStore

/// Runs one plugin by itself and shows its section, for the people who write plugins.
public struct PluginTrial: Sendable {
  /// The folder of the plugin.
  public var folder: String
  /// The analysis; nil where the plugin has one.
  public var analysis: String?
  /// Parameters as a command line gives them.
  public var parameters: [String: String] = [:]
  /// The day that the report speaks of.
  public var asOf: String
  /// The file that the run is written down in; nil where it is not.
  public var record: String?

  /// Creates a trial.
  public init(folder: String, asOf: String) {
    self.folder = folder
    self.asOf = asOf
  }

  /// Returns the section as Markdown, empty where it could not be made, with everything that deserves a look.
  public func run(
    _ request: BuildRequest, onEvent: @escaping @Sendable (BuildEvent) -> Void = { _ in }
  ) async -> (markdown: String, result: BuildResult) {
    var request = request
    request.pluginDirectories = [folder]
    request.developedPlugins.insert(folder)
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    guard FileManager.default.fileExists(atPath: folder + "/plugin.json") else {
      let problem = Diagnostic(
        severity: .error, code: "plugin.not_found", message: "'\(folder)' is no folder of a plugin",
        hint: "name the folder that holds plugin.json")
      return ("", failure(.usage, [problem]))
    }
    let place = FilePlace.option(folder)
    let entry = ReportFile.PluginEntry(
      id: name, title: "", plugin: ReportFile.Text(text: name, place: place),
      analysis: analysis.map { ReportFile.Text(text: $0, place: place) },
      parameters: .object(parameters.mapValues { .string($0) }), parameterPlaces: [:], place: place)
    let file = ReportFile(
      title: ReportFile.Text(text: name, place: place), asOf: ReportFile.Text(text: asOf, place: place),
      sections: [.plugin(entry)])
    var planner = Planner(request: request)
    guard let plan = planner.plan(for: file) else { return ("", failure(planner.ending, planner.diagnostics)) }
    var opening = DatasetOpening(request: request)
    guard let dataset = opening.open(file) else { return ("", failure(opening.ending, opening.diagnostics)) }
    let writer: TranscriptWriter?
    do throws(HostError) {
      writer = try record.map { path throws(HostError) in
        try TranscriptWriter(path: path, folder: RunFolder.path(in: request.temporaryDirectory, name: name))
      }
    } catch {
      return ("", failure(.usage, [DatasetFailure(error).diagnostic]))
    }
    do throws(StoreError) {
      let adapter = DatasetAdapter(dataset: dataset, snapshot: try dataset.snapshot().digest)
      let results = await PluginTasks(
        plan: plan, request: request, dataset: adapter, onEvent: onEvent, observer: writer?.observer
      ).run()
      var assembly = DraftAssembly(plan: plan, results: results, dataset: dataset, snapshot: adapter.snapshot)
      let report = compose(try assembly.draft())
      var result = BuildResult(ending: results.values.allSatisfy { $0.status == .complete } ? .complete : .gaps)
      result.diagnostics = report.diagnostics
      if let record, writer?.isComplete == false {
        result.diagnostics.append(
          Diagnostic(
            severity: .error, code: "host.internal", message: "not every line of the run is in \(record)",
            hint: "look whether the disk is full"))
        result.ending = .failed
      }
      result.snapshot = adapter.snapshot
      if let tail = results[name]?.errorTail, !tail.isEmpty { result.errorOutput = tail }
      return (MarkdownRenderer().render(report), result)
    } catch {
      return ("", failure(.failed, [Diagnostic(error)]))
    }
  }

  private func failure(_ ending: BuildResult.Ending, _ diagnostics: [Diagnostic]) -> BuildResult {
    var result = BuildResult(ending: ending)
    result.diagnostics = diagnostics
    return result
  }
}

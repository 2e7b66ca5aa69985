internal import Foundation
internal import PluginHost
internal import PluginProtocol
internal import ReportModel

/// Runs the plugins of a plan side by side.
struct PluginTasks {
  let plan: BuildPlan
  let request: BuildRequest
  let dataset: DatasetAdapter
  let onEvent: @Sendable (BuildEvent) -> Void
  /// Sees what passes between host and plugin; nil where nobody looks.
  var observer: SessionObserver?

  /// Returns the results by section; each plugin's failure stays in its own.
  func run() async -> [String: RunResult] {
    let order = RunOrder(plan.tasks)
    return await withTaskGroup(of: (String, RunResult).self) { group in
      var results: [String: RunResult] = [:]
      var waiting = plan.file.plugins.map(\.id)
      var free = max(1, request.concurrentPlugins)
      func startReady() {
        while free > 0, let index = waiting.firstIndex(where: { order.isReady($0, finished: results.keys) }) {
          let name = waiting.remove(at: index)
          free -= 1
          group.addTask { (name, await run(section: name)) }
        }
      }
      startReady()
      while let (name, result) = await group.next() {
        results[name] = result
        onEvent(.finished(section: name, outcome: result.outcome))
        free += 1
        startReady()
      }
      return results
    }
  }

  private func run(section: String) async -> RunResult {
    guard let task = plan.tasks[section] else { return RunResult() }
    let folder: RunFolder
    do throws(HostError) {
      folder = try RunFolder(in: request.temporaryDirectory, name: section)
    } catch {
      var result = RunResult()
      result.failure = error
      result.outcome = error.code
      return result
    }
    defer { folder.remove() }
    var datasets = [
      "trade": DatasetState(snapshot: dataset.snapshot, asOf: plan.file.asOf.text),
      "events": DatasetState(snapshot: dataset.snapshot, asOf: plan.file.asOf.text),
    ]
    datasets["claims"] = task.claims.map { DatasetState(snapshot: $0.digest, asOf: $0.date) }
    let start = Start(
      v: 1, run: section, mode: "run", analysis: task.analysis.name, params: task.parameters, locale: "en-GB",
      now: plan.file.asOf.text + "T00:00:00Z", seed: 1, datasets: datasets, accepts: ProtocolFacts.blocksOfAnalyses,
      features: ["credit"], dirs: RunDirectories(out: folder.out),
      limits: Limits(request))
    let run = RunPlan(
      section: section, plugin: task.plugin, command: task.command, start: start, inputs: task.analysis.inputs ?? [:],
      environment: task.environment.merging(["PATH": request.environment["PATH"] ?? "/usr/bin:/bin"]) { $1 },
      directory: folder.path,
      policy: EvidencePolicy(allowsUnsourced: request.allowsUnsourced, allowsMismatch: request.allowsMismatch),
      isStrict: request.isStrict, observer: observer)
    var lent = dataset
    lent.claims = task.claims
    return await PluginRunner(dataset: lent).run(run) { event in
      switch event {
      case .started: onEvent(.started(section: section))
      case .progress(let progress):
        let fraction = progress.total.flatMap { total in progress.done.map { total > 0 ? $0 / total : 0 } }
        onEvent(.progress(section: section, message: progress.message ?? "", fraction: fraction))
      case .log(let log): onEvent(.progress(section: section, message: log.message, fraction: nil))
      }
    }
  }
}

extension Limits {
  /// Returns a span that clocks can count; no run is meant to last for a century.
  private static func bounded(_ seconds: Double) -> Double {
    seconds.isNaN ? 3e9 : min(max(seconds, 0), 3e9)
  }

  /// Takes the limits that a request sets.
  init(_ request: BuildRequest) {
    self.init()
    if let seconds = request.idleSeconds { idleSeconds = Limits.bounded(seconds) }
    if let seconds = request.totalSeconds { totalSeconds = Limits.bounded(seconds) }
  }
}

internal import Foundation
internal import PluginHost
internal import PluginProtocol

/// What the cases share: the plugin, and the runs that were already made.
final class CaseContext {
  let subject: Subject
  private var conversations: [Script: Conversation] = [:]
  private var folderCount = 0

  init(_ subject: Subject) {
    self.subject = subject
  }

  /// Returns what the plugin answers to the script; a script is played once.
  func conversation(_ script: Script) async throws -> Conversation {
    if let known = conversations[script] { return known }
    let conversation = try await play(script)
    conversations[script] = conversation
    return conversation
  }

  /// Plays the script in a new process, whether or not it was played before.
  func play(_ script: Script) async throws -> Conversation {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let (subject, patience) = (subject, ScriptedHost.Patience(factor: subject.patience))
    let surroundings = ScriptedHost.Surroundings(
      snapshot: subject.dataset.snapshot, asOf: subject.asOf, out: folder + "/out")
    let process = PluginProcess(
      command: subject.command, granted: subject.environment, directory: folder,
      pluginDirectory: subject.plugin.directory)
    var conversation = try await process.run { pipes, child in
      try subject.dataset.withSession { session in
        try ScriptedHost(
          script, isDuplex: subject.isDuplex, probe: Probe(pipes: pipes, child: child), dataset: session,
          surroundings: surroundings, patience: patience
        ).run()
      }
    }
    conversation.assetProblems = AssetCheck.problems(in: conversation.lines, out: surroundings.out)
    return conversation
  }

  /// Runs an example on the real host, which refuses stray lines and figures that it cannot back.
  func hosted(_ example: Subject.Example) async throws -> RunResult {
    let folder = try newFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var limits = Limits()
    limits.idleSeconds *= subject.patience
    let state = DatasetState(snapshot: subject.dataset.snapshot, asOf: subject.asOf)
    let start = Start(
      v: ProtocolFacts.versions[0], run: "kit", mode: "run", analysis: example.analysis.name,
      params: example.parameters, locale: "en-GB", now: subject.asOf + "T00:00:00Z", seed: 1,
      datasets: ["trade": state, "events": state], accepts: ProtocolFacts.blocks, features: ["credit"],
      dirs: RunDirectories(out: folder + "/out"), limits: limits)
    let plan = RunPlan(
      section: "kit", plugin: subject.plugin, command: subject.command, start: start,
      inputs: example.analysis.inputs ?? [:], environment: subject.environment, directory: folder,
      policy: EvidencePolicy(), isStrict: true)
    return await PluginRunner(dataset: subject.dataset).run(plan) { _ in }
  }

  /// The first example as an ordinary run.
  ///
  /// - Throws: A skip where the plugin has no analysis.
  func ordinary() throws -> Script {
    guard let example = subject.examples.first else { throw CaseSkip("the plugin has no analysis") }
    return script(of: example)
  }

  /// The example as an ordinary run.
  func script(of example: Subject.Example) -> Script {
    Script(
      analysis: example.analysis.name, parameters: example.parameters, inputs: example.analysis.inputs ?? [:])
  }

  /// The first example's ordinary run.
  ///
  /// - Throws: A skip where it does not end with `ok`, which other cases say.
  func fineRun() async throws -> Conversation {
    let conversation = try await conversation(ordinary())
    guard conversation.isFine else { throw CaseSkip("an ordinary run does not end with ok; see N14 and R01") }
    return conversation
  }

  /// Every run whose lines are looked at for their form: the hand-shake, all examples, an empty answer, a check.
  func survey() async throws -> [Conversation] {
    var all = [try await conversation(handshake)]
    for example in subject.examples { all.append(try await conversation(script(of: example))) }
    if let ordinary = try? ordinary() {
      all.append(try await conversation(ordinary.with { $0.isEmpty = true }))
      all.append(try await conversation(ordinary.with { $0.mode = "check" }))
    }
    return all
  }

  /// Only the hand-shake: standard input ends without a start.
  var handshake: Script { Script(stop: .beforeStart) }

  private func newFolder() throws -> String {
    folderCount += 1
    let folder = subject.temporaryDirectory + "/kit-\(subject.plugin.name)-\(folderCount)"
    try FileManager.default.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)
    return folder
  }
}

internal import PluginProtocol

/// What one run is.
enum RunCases {
  static let all = [
    PluginCase(
      id: "R01", rule: "A run has exactly one done, and it is the last line.", section: "2",
      check: { try await oneDone($0) }),
    PluginCase(
      id: "R02", rule: "done says ok, failed or cancelled; failed has an error with kind, code and message.",
      section: "4", check: { try await status($0) }),
    PluginCase(
      id: "R03", rule: "An unknown analysis is no crash; a plugin that has several answers it with failed.",
      section: "7",
      check: { try await unknownAnalysis($0) }),
    PluginCase(
      id: "R04", rule: "In mode check the plugin sends no block.", section: "3", check: { try await checkMode($0) }),
    PluginCase(
      id: "R05", rule: "A second run in the same process knows nothing of the first.", section: "2",
      check: { try await reuse($0) }),
    PluginCase(
      id: "R06", rule: "The same parameters, data, now and seed give the same bytes.", section: "3",
      check: { context in
        let first = try await context.fineRun()
        let second = try await context.play(context.ordinary())
        try first.requireSameOutputs(as: second, "a second run differs from the first")
      }),
  ]

  private static func oneDone(_ context: CaseContext) async throws {
    for conversation in try await context.survey() where conversation.closing != .script {
      try conversation.requireDone()
      let after = conversation.lines.filter { $0.number > conversation.doneLine ?? 0 }
      if let line = after.first {
        throw CaseFailure(
          "there is a line after done, when \(conversation.circumstances)", line: line, hint: "send done last, and once"
        )
      }
    }
  }

  private static func status(_ context: CaseContext) async throws {
    for conversation in try await context.survey() {
      for line in conversation.lines {
        guard case .done(let done) = line.message else { continue }
        try check(done, line, conversation.circumstances)
      }
    }
  }

  private static func check(_ done: Done, _ line: HeardLine, _ circumstances: String) throws(CaseFailure) {
    let kinds = ["config", "data", "plugin", "host", "transient", "policy"]
    guard ["ok", "failed", "cancelled"].contains(done.status) else {
      throw CaseFailure("done has the status '\(done.status)'", line: line, hint: "use ok, failed or cancelled")
    }
    guard done.status == "failed" else { return }
    guard let error = done.error else {
      throw CaseFailure(
        "done says failed and not why, when \(circumstances)", line: line, hint: "send an error with done")
    }
    guard kinds.contains(error.kind) else {
      throw CaseFailure(
        "the error has the kind '\(error.kind)'", line: line, hint: "use one of: " + kinds.joined(separator: ", "))
    }
    if error.code.isEmpty || error.message.isEmpty {
      throw CaseFailure("the error has no code or no message", line: line, hint: "say what happened and what to try")
    }
  }

  private static func unknownAnalysis(_ context: CaseContext) async throws {
    let script = try context.ordinary().with { $0.analysis = "kit-no-such-analysis" }
    let conversation = try await context.conversation(script)
    try conversation.requireDone(when: "the analysis is unknown")
    // A plugin with one analysis need not look which one is asked for; the host asks for no other.
    guard context.subject.analyses.count > 1 || conversation.done?.status == "failed" else { return }
    guard let done = conversation.done, done.status == "failed" else {
      throw CaseFailure(
        "the analysis is unknown, and done says '\(conversation.done?.status ?? "nothing")'",
        line: conversation.lines.last,
        hint: "look at start.analysis; answer failed with the code plugin.unknown_analysis")
    }
    if let line = conversation.lines.last { try check(done, line, "the analysis is unknown") }
  }

  private static func checkMode(_ context: CaseContext) async throws {
    let conversation = try await context.conversation(context.ordinary().with { $0.mode = "check" })
    try conversation.requireDone()
    if let block = conversation.lines.first(where: \.isBlock) {
      throw CaseFailure("a block came in mode check", line: block, hint: "look at start.mode before the work begins")
    }
  }

  private static func reuse(_ context: CaseContext) async throws {
    guard context.subject.features.contains("reuse") else {
      throw CaseSkip("the plugin does not name the feature reuse")
    }
    let fresh = try await context.fineRun()
    let twice = try await context.conversation(context.ordinary().with { $0.runs = 2 })
    try twice.requireDone()
    var runs: [[HeardLine]] = [[]]
    for line in twice.lines {
      if case .done = line.message { runs.append([]) }
      if line.isOutput { runs[runs.count - 1].append(line) }
    }
    for run in runs.prefix(2) {
      try fresh.requireSame(fresh.outputs, run, "a run of a used process differs from that of a new one")
    }
  }
}

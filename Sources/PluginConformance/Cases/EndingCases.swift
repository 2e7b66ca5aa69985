internal import PluginHost
internal import PluginProtocol

/// How a plugin ends when it is told to.
enum EndingCases {
  static let all = [
    PluginCase(
      id: "C01", rule: "A cancelled run ends with done and cancelled within five seconds.", section: "2",
      check: { try await cancelled($0) }),
    PluginCase(
      id: "C02", rule: "A cancel for another run changes nothing.", section: "2",
      check: { context in
        guard context.subject.isDuplex else { throw CaseSkip("a one-way plugin is sent no cancel") }
        try await context.requireSameOutputs { $0.cancelsAnotherRun = true }
      }),
    PluginCase(
      id: "C03", rule: "The plugin exits within two seconds after standard input has ended, also in the middle.",
      section: "2",
      check: { context in
        try await requireExit(context) { $0.stop = .closeInput }
      }),
    PluginCase(
      id: "C04", rule: "The plugin exits on SIGTERM.", section: "2",
      check: { context in
        try await requireExit(context) { $0.stop = .terminate }
      }),
  ]

  private static func cancelled(_ context: CaseContext) async throws {
    guard context.subject.isDuplex else { throw CaseSkip("a one-way plugin is ended by a signal") }
    let conversation = try await context.conversation(context.ordinary().with { $0.stop = .cancel })
    guard conversation.stoppedAfter != nil else { throw CaseSkip("the plugin was done before it asked anything") }
    try conversation.requireDone()
    guard conversation.done?.status == "cancelled" else {
      throw CaseFailure(
        "the run was cancelled, and done says '\(conversation.done?.status ?? "nothing")'",
        line: conversation.lines.last,
        hint: "answer cancel with done and the status cancelled")
    }
    if let line = conversation.lines.last, line.number != conversation.doneLine {
      throw CaseFailure("there is a line after done", line: line)
    }
  }

  private static func requireExit(_ context: CaseContext, _ change: (inout Script) -> Void) async throws {
    let script = context.subject.examples.isEmpty ? Script(mode: "render") : try context.ordinary()
    let conversation = try await context.conversation(script.with(change))
    guard conversation.ending == nil else { return }
    throw CaseFailure(
      "the plugin goes on running, when \(conversation.circumstances)", line: conversation.lines.last,
      hint: "exit where standard input ends, and leave SIGTERM to its default")
  }
}

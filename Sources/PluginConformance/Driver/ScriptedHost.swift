internal import Foundation
internal import Glibc
internal import PluginHost
internal import PluginProtocol
internal import PluginTransport
internal import TradeModel

/// Plays the host of one script, line by line, and writes down what the plugin answers.
final class ScriptedHost {
  /// Times that the protocol gives a plugin, multiplied where the machine is slow.
  struct Patience: Sendable {
    /// How many times longer than the protocol says.
    var factor = 1.0
    /// The longest wait for `hello`.
    var hello: Duration { .seconds(10 * factor) }
    /// The longest silence in a run, in seconds.
    var idleSeconds: Double { 30 * factor }
    /// How long the process may take to end after its input has ended, or after SIGTERM.
    var exit: Duration { .seconds(2 * factor) }
    /// How long `done` may take after `cancel`, in seconds.
    var cancelSeconds: Double { 5 * factor }
  }

  private let script: Script
  private let isDuplex: Bool
  private let probe: Probe
  private let dataset: any DatasetSession
  private let surroundings: Surroundings
  private let patience: Patience
  private let codec = MessageCodec()
  private var conversation: Conversation
  private var answers: [ScriptedAnswer] = []
  private var questionCount = 0
  private var runNumber = 0
  private var isStopped = false

  /// What the start line says of the world.
  struct Surroundings: Sendable {
    /// The digest of the dataset's state.
    var snapshot: String
    /// The day that the report speaks of.
    var asOf: String
    /// The folder for assets.
    var out: String
  }

  init(
    _ script: Script, isDuplex: Bool, probe: Probe, dataset: any DatasetSession, surroundings: Surroundings,
    patience: Patience
  ) {
    self.script = script
    self.isDuplex = isDuplex
    self.probe = probe
    self.dataset = dataset
    self.surroundings = surroundings
    self.patience = patience
    conversation = Conversation(circumstances: script.circumstances)
  }

  /// Talks to the end, then waits for the process to end by itself.
  func run() throws -> Conversation {
    if script.isEager { try startRun() }
    switch probe.next(within: patience.hello) {
    case .closed: conversation.closing = .closed
    case .silence: conversation.closing = .silence(10 * patience.factor)
    case .line(let line): try greet(line)
    }
    probe.closeInput()
    conversation.ending = probe.ending(within: patience.exit)
    conversation.lines = probe.lines
    conversation.hasCarriageReturns = probe.hasCarriageReturns
    conversation.endsWithoutLineFeed = probe.endsWithoutLineFeed
    conversation.errorTail = String(decoding: probe.errors.suffix(1000), as: UTF8.self)
    return conversation
  }

  private func greet(_ line: HeardLine) throws {
    guard case .hello = line.message, script.stop != .beforeStart else {
      conversation.closing = .script
      conversation.stoppedAfter = probe.lines.count
      return
    }
    if !script.isEager { try startRun() }
    try converse()
  }

  private func converse() throws {
    while true {
      if isStopped, script.stop != .cancel {
        conversation.closing = .script
        return
      }
      let seconds = isStopped ? patience.cancelSeconds : patience.idleSeconds
      switch probe.next(within: .seconds(seconds)) {
      case .closed:
        conversation.closing = .closed
        return
      case .silence:
        conversation.closing = .silence(seconds)
        return
      case .line(let line):
        guard let message = line.message else { continue }
        guard case .done = message else {
          if !isStopped { try handle(message) }
          continue
        }
        conversation.doneLine = line.number
        guard runNumber < script.runs, !isStopped else {
          conversation.closing = .done
          return
        }
        try startRun()
      }
    }
  }

  private func startRun() throws {
    runNumber += 1
    questionCount = 0
    var limits = Limits()
    limits.idleSeconds = patience.idleSeconds
    let state = DatasetState(snapshot: surroundings.snapshot, asOf: surroundings.asOf)
    try send(
      .start(
        Start(
          v: ProtocolFacts.versions[0], run: runName, mode: script.mode, analysis: script.analysis,
          params: script.parameters, locale: "en-GB", now: surroundings.asOf + "T00:00:00Z", seed: 1,
          datasets: ["trade": state, "events": state], accepts: ProtocolFacts.blocks, features: ["credit"],
          dirs: RunDirectories(out: surroundings.out), limits: limits)))
    if script.cancelsAnotherRun { try send(.cancel(Cancel(run: "kit-another-run", reason: "user"))) }
    if script.stop != .never, !isDuplex { return try stop() }
    for (name, declared) in script.inputs.sorted(by: { $0.key < $1.key }) {
      let query = try InputSubstitution.query(declared, named: name, parameters: script.parameters)
      try answer(id: name, query: query, credit: nil)
    }
    if !isDuplex { probe.closeInput() }
  }

  /// One process may make several runs, each with a name of its own.
  private var runName: String { script.runs == 1 ? "kit" : "kit-\(runNumber)" }

  private func stop() throws {
    isStopped = true
    conversation.stoppedAfter = probe.lines.count
    switch script.stop {
    case .never, .beforeStart: break
    case .cancel: try send(.cancel(Cancel(run: runName, reason: "user")))
    case .closeInput: probe.closeInput()
    case .terminate: probe.signal(SIGTERM)
    }
  }

  private func handle(_ message: PluginMessage) throws {
    switch message {
    case .query(let question):
      if script.stop != .never { return try stop() }
      try answer(id: question.id, query: question.query, credit: question.credit)
    case .describe(let question):
      if script.stop != .never { return try stop() }
      try reply(to: question.id) { try value(of: dataset.describe()) }
    case .lookup(let question):
      if script.stop != .never { return try stop() }
      try reply(to: question.id) {
        let words = try dataset.labels(of: question.codes, in: question.list)
        return .object(words.mapValues { .string(script.hasUnusualText ? $0 + ScriptedAnswer.unusualText : $0) })
      }
    case .credit(let credit):
      guard let index = answers.firstIndex(where: { $0.id == credit.id }) else { return }
      answers[index].credit? += min(max(credit.n, 0), 1 << 20)
      try advance(index)
    case .drop(let drop):
      guard let index = answers.firstIndex(where: { $0.id == drop.id }) else { return }
      answers[index].isDropped = true
      try advance(index)
    default: break
    }
  }

  private func answer(id: String, query: TradeQuery, credit: Int?) throws {
    questionCount += 1
    if script.hasStrangeReplies { try sendStrangers() }
    if isDuplex, script.refusal == .all || script.refusal == .first && questionCount == 1 {
      return try refuse(id, QueryProblem(code: "query.failed", message: "the kit refuses this question", pointer: ""))
    }
    do {
      let answer = try ScriptedAnswer(
        id: id, query: query, credit: credit, script: script, isFirst: questionCount == 1, dataset: dataset)
      send(line: answer.head)
      answers.append(answer)
      try advance(answers.count - 1)
    } catch let problem as QueryProblem {
      try refuse(id, problem)
    }
  }

  /// Sends as many batches as the plugin is ready for, and the end where there is nothing more.
  private func advance(_ index: Int) throws {
    while !answers[index].isFinished, answers[index].credit.map({ $0 > 0 }) ?? true {
      send(line: answers[index].batches[answers[index].sent])
      answers[index].sent += 1
      answers[index].credit? -= 1
    }
    guard answers[index].isFinished else { return }
    send(line: try answers[index].end())
    answers.remove(at: index)
  }

  private func refuse(_ id: String, _ problem: QueryProblem) throws {
    try send(
      .error(
        ErrorReply(
          id: id,
          error: ErrorDetail(
            kind: problem.code == "query.failed" ? "host" : "config", code: problem.code, message: problem.message,
            help: problem.hint, labels: [ErrorLabel(at: problem.pointer, text: problem.hint ?? problem.message)]))))
  }

  /// Sends replies that belong to no question.
  private func sendStrangers() throws {
    let id = "kit-nobody-asked"
    let column = ResultColumn(name: "x-kit", type: .string)
    try send(.stream(Stream(id: id, columns: [column], digest: "sha256:0")))
    try send(.batch(Batch(id: id, seq: 0, rows: [["kit"]])))
    try send(.end(End(id: id, rows: 1, truncated: false, evidence: QueryEvidence())))
    try send(.result(ResultReply(id: id, value: .object([:]))))
    try send(
      .error(ErrorReply(id: id, error: ErrorDetail(kind: "host", code: "query.failed", message: "for nobody"))))
  }

  private func reply(to id: String, _ body: () throws -> JSONValue) throws {
    questionCount += 1
    if script.hasStrangeReplies { try sendStrangers() }
    if script.refusal == .all || script.refusal == .first && questionCount == 1 {
      return try refuse(id, QueryProblem(code: "query.failed", message: "the kit refuses this question", pointer: ""))
    }
    do {
      try send(.result(ResultReply(id: id, value: try body())))
    } catch let error as HostError {
      try refuse(id, QueryProblem(code: error.code, message: error.message, pointer: "", hint: error.hint))
    }
  }

  private func value(of encodable: some Encodable) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(encodable))
  }

  private func send(_ message: HostMessage) throws {
    send(line: try codec.line(for: message))
  }

  private func send(line: [UInt8]) {
    guard script.hasUnknownFields || script.hasUnusualText, line.suffix(2) == Array("}\n".utf8)[...] else {
      return probe.send(line)
    }
    // Behind the known fields, because a plugin in shell may look for the first field of a name.
    let value = script.hasUnusualText ? #"" \u2028é\"🚢\" ""# : #"{"deep":[null,{"x":1}]}"#
    probe.send(line.dropLast(2) + Array(",\"x-kit\":\(value)}\n".utf8))
  }
}

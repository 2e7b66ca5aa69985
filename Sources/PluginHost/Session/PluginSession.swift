internal import Glibc
internal import PluginProtocol
internal import PluginTransport
internal import ReportModel

/// One conversation with one plugin, on one thread: reading, writing, waiting and answering in turn.
///
/// The thread never waits for one direction alone, so that a plugin that does not read, or writes without end, cannot stop
/// it; rows are read from the dataset only as fast as the plugin takes them.
final class PluginSession {
  let plan: RunPlan
  let pipes: SessionPipes
  let child: ChildProcess
  let dataset: any DatasetSession
  let deadline: RunDeadline
  let onEvent: @Sendable (RunEvent) -> Void
  let codec: MessageCodec
  var limits: Limits { plan.start.limits }

  var phase = Phase.awaitingHello
  var splitter: LineSplitter
  let spool: BlockSpool
  var tail = ErrorTail()
  var outgoing = OutgoingBytes()
  var answering = AnswerQueue()
  var answers: [String: Answer] = [:]
  /// The blocks and remarks of the run, in order.
  var received: [ReceivedLine] = []
  var openTables = OpenTables()
  var result = RunResult()
  var lineNumber = 0
  var bytesRead = 0
  var strayLines = 0
  var blockCount = 0
  var tableRowCount = 0
  var assetCount = 0
  /// Why the plugin was asked to stop.
  var cancelError: HostError?
  var isOutputOpen = true
  var isErrorOpen = true
  /// Whether the host has sent the plugin a signal.
  var wasEndedByHost = false

  private let began = ContinuousClock.now
  private var lastLine = ContinuousClock.now
  private var cancelled: ContinuousClock.Instant?

  /// Where the conversation stands.
  enum Phase {
    case awaitingHello
    case running
    case done
    case failed(HostError)
  }

  /// A block or a remark: the line that it stood on, and where that lies in the spool.
  struct ReceivedLine {
    let line: Int
    let piece: BlockSpool.Piece
  }

  init(
    plan: RunPlan, pipes: SessionPipes, child: ChildProcess, dataset: any DatasetSession, deadline: RunDeadline,
    onEvent: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.plan = plan
    self.pipes = pipes
    self.child = child
    self.dataset = dataset
    self.deadline = deadline
    self.onEvent = onEvent
    splitter = LineSplitter(limit: plan.start.limits.helloBytes)
    codec = MessageCodec(depth: plan.start.limits.depth)
    // Beside the run's folder, so that the plugin does not find it in its own.
    spool = BlockSpool(in: plan.directory + "/..")
    deadline.limit(to: began + .seconds(limits.totalSeconds))
    dataset.breakOff { deadline.isOver }
  }

  /// Talks until the plugin is done, then ends its process and verifies what it sent.
  func run() -> RunResult {
    converse()
    let ending = close()
    if let ending { observe(ending.event) }
    explainCrash(ending)
    result.queryCount = answers.count
    result.errorTail = tail.text
    // The check of a whole run has as long as the run; that of one which failed must not keep anybody waiting.
    deadline.renew(
      until: ContinuousClock.now + .seconds(failure == nil ? limits.totalSeconds : limits.graceSeconds))
    return BlockVerifier(session: self).verified(result, failure: failure)
  }

  var failure: HostError? {
    if case .failed(let error) = phase { error } else { nil }
  }

  /// Ends the run with its first error; what the plugin sent so far is kept.
  func fail(_ error: HostError) {
    if case .failed = phase { return }
    phase = .failed(error)
  }

  func warn(_ code: String, _ message: String, hint: String? = nil) {
    result.diagnostics.append(
      Diagnostic(severity: .warning, code: code, message: message, hint: hint, place: plan.section))
  }

  private func converse() {
    while true {
      switch phase {
      case .done, .failed: return
      case .awaitingHello, .running: break
      }
      working { pump() }
      guard wait() else { continue }
      working {
        readErrors()
        readOutput()
      }
      if !isOutputOpen, case .running = phase { return }
      if !isOutputOpen, case .awaitingHello = phase { return }
    }
  }

  /// Does work of the host's own, which is no silence of the plugin's.
  private func working(_ work: () -> Void) {
    let start = ContinuousClock.now
    let line = lastLine
    work()
    if lastLine == line { lastLine += ContinuousClock.now - start } else { noteLine() }
  }

  /// Waits until something can be read or written, or a deadline passes; returns whether to go on reading.
  private func wait() -> Bool {
    let now = ContinuousClock.now
    if let error = passedDeadline(now) {
      guard cancelled == nil, isRunning, plan.isDuplex else {
        fail(error)
        return false
      }
      cancel(error)
      writeOut()
    }
    let wantsToWrite = !outgoing.isEmpty || outgoing.isOpen && answering.canProceed
    var sets = [
      pollfd(fd: isOutputOpen ? pipes.output.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isErrorOpen ? pipes.errors.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: pipes.wake.descriptor.number, events: Int16(POLLIN), revents: 0),
      pollfd(
        fd: wantsToWrite && outgoing.isOpen ? pipes.input.descriptor.number : -1, events: Int16(POLLOUT), revents: 0),
    ]
    // The array lives for the length of the call.
    _ = unsafe poll(&sets, nfds_t(sets.count), Int32(clamping: milliseconds(until: nextDeadline, from: now)))
    if sets[2].revents != 0 {
      _ = pipes.wake.descriptor.read(atMost: 16)
      cancel(HostError(code: "run.cancelled", message: "the run was cancelled"))
    }
    if sets[3].revents != 0 { writeOut() }
    return true
  }

  private var nextDeadline: ContinuousClock.Instant {
    if let cancelled { return cancelled + .seconds(limits.graceSeconds) }
    let total = began + .seconds(limits.totalSeconds)
    if case .awaitingHello = phase { return min(total, began + .seconds(limits.helloSeconds)) }
    return min(total, lastLine + .seconds(limits.idleSeconds))
  }

  private func passedDeadline(_ now: ContinuousClock.Instant) -> HostError? {
    guard now >= nextDeadline else { return nil }
    if let cancelError { return cancelError }
    if case .awaitingHello = phase, now >= began + .seconds(limits.helloSeconds) {
      return HostError(
        code: "protocol.no_hello", message: "the plugin said nothing for \(Int(limits.helloSeconds)) seconds",
        hint: "flush standard output after the hello line; many languages keep it back when it is a pipe")
    }
    if now >= began + .seconds(limits.totalSeconds) {
      return HostError(
        code: "limit.total", message: "the plugin was not done after \(Int(limits.totalSeconds)) seconds",
        hint: "raise it with --total-limit, or let the plugin ask for less")
    }
    return HostError(
      code: "limit.idle", message: "the plugin said nothing for \(Int(limits.idleSeconds)) seconds",
      hint: "send progress while working, and flush standard output; raise it with --idle-limit")
  }

  private func milliseconds(until deadline: ContinuousClock.Instant, from now: ContinuousClock.Instant) -> Int64 {
    let (seconds, attoseconds) = (deadline - now).components
    return max(0, seconds * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }

  func noteLine() {
    lastLine = ContinuousClock.now
  }

  /// Asks the plugin to stop; a one-way plugin cannot hear it and is ended.
  func cancel(_ error: HostError) {
    guard cancelled == nil else { return }
    cancelError = error
    cancelled = ContinuousClock.now
    guard isRunning, plan.isDuplex else { return fail(error) }
    // Rows that nobody wants any more would only stand before the word to stop.
    answering = AnswerQueue()
    send(.cancel(Cancel(run: plan.start.run, reason: error.code == "run.cancelled" ? "user" : error.code)))
  }

  private var isRunning: Bool {
    if case .running = phase { true } else { false }
  }

  func send(_ message: HostMessage) {
    guard let line = try? codec.line(for: message) else {
      return fail(HostError(code: "host.internal", message: "a \(message.type) message cannot be written"))
    }
    write(line)
  }

  /// Puts a line with its LF in the queue for the plugin.
  func write(_ line: [UInt8]) {
    if outgoing.isOpen { observe(.toPlugin(line.dropLast())) }
    outgoing.append(line)
  }

  /// Tells the observer, where there is one; the event is made only then.
  func observe(_ event: @autoclosure () -> SessionEvent) {
    plan.observer?(event(), ContinuousClock.now - began)
  }
}

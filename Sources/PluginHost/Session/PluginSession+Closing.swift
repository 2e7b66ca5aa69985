internal import Glibc
internal import PluginTransport

extension PluginSession {
  /// Ends the process: first by closing its input, then by asking, then by force; returns how it ended.
  ///
  /// A run that failed is not waited for: what it would still say does not count.
  func close() -> ChildProcess.Ending? {
    if outgoing.isOpen { observe(.inputClosed) }
    outgoing.close(pipes.input)
    var patience: [(signal: Int32?, Duration)] = [(nil, .seconds(2)), (SIGTERM, .seconds(2))]
    if failure != nil, isOutputOpen { patience.removeFirst() }
    for (signal, limit) in patience {
      if let signal { endByForce(signal) }
      if let ending = waitForEnd(atMost: limit) { return ending }
    }
    endByForce(SIGKILL)
    return waitForEnd(atMost: .seconds(2))
  }

  private func endByForce(_ signal: Int32) {
    wasEndedByHost = true
    child.signalGroup(signal)
  }

  /// Waits for the process while both of its output pipes are kept empty.
  private func waitForEnd(atMost limit: Duration) -> ChildProcess.Ending? {
    let deadline = ContinuousClock.now + limit
    var pause: Int32 = 1
    while true {
      drain()
      if let ending = child.ending {
        drain()
        return ending
      }
      if ContinuousClock.now >= deadline { return nil }
      var sets = [
        pollfd(fd: isOutputOpen ? pipes.output.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isErrorOpen ? pipes.errors.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
      ]
      // The array lives for the length of the call.
      _ = unsafe poll(&sets, nfds_t(sets.count), pause)
      pause = min(pause * 2, 20)
    }
  }

  private func drain() {
    readErrors()
    if case .done = phase {
      // A block after done is the plugin's error, and is said.
      readOutput()
    } else if isOutputOpen {
      for _ in 0..<16 {
        guard case .bytes = pipes.output.descriptor.read(atMost: 64 * 1024).outcome else { break }
      }
    }
  }

  /// Puts into words that the plugin ended without `done`.
  func explainCrash(_ ending: ChildProcess.Ending?) {
    let said = tail.summary.map { "; its last words on standard error: \($0)" } ?? ""
    let how = wasEndedByHost ? "it closed its output and went on running" : ending?.words ?? "it closed its output"
    switch phase {
    case .awaitingHello:
      fail(
        HostError(
          code: "protocol.no_hello", message: "the plugin ended before it said hello: \(how)\(said)",
          hint: "run \(plan.command.joined(separator: " ")) by hand"))
    case .running:
      if let cancelError { return fail(cancelError) }
      fail(
        HostError(
          code: "plugin.crashed", message: "the plugin ended before it was done: \(how)\(said)",
          hint: "see what it writes to standard error with: waybill plugin run"))
    case .done, .failed: break
    }
  }
}

internal import Glibc
internal import PluginHost
internal import PluginProtocol
internal import PluginTransport

/// A started plugin, spoken with line by line; reading and writing never wait for each other.
final class Probe {
  /// What came next.
  enum Event {
    /// A line.
    case line(HeardLine)
    /// The plugin has closed its output.
    case closed
    /// Nothing came in time.
    case silence
  }

  /// All lines so far.
  private(set) var lines: [HeardLine] = []
  /// Whether a CR stood before a LF.
  private(set) var hasCarriageReturns = false
  /// Whether the output ended without LF.
  private(set) var endsWithoutLineFeed = false
  /// The end of standard error.
  private(set) var errors: [UInt8] = []

  private let pipes: SessionPipes
  private let child: ChildProcess
  private var splitter = LineSplitter(limit: 64 * 1024 * 1024)
  private var lineNumber = 0
  private var byteCount = 0
  private var lastByte: UInt8?
  private var unread: [HeardLine] = []
  private var outgoing: [UInt8] = []
  private var written = 0
  private var isInputOpen = true
  private var closesInput = false
  private var isOutputOpen = true
  private var areErrorsOpen = true

  init(pipes: SessionPipes, child: ChildProcess) {
    self.pipes = pipes
    self.child = child
  }

  /// Puts a line, with its LF, into the queue for the plugin.
  func send(_ line: [UInt8]) {
    if isInputOpen { outgoing.append(contentsOf: line) }
  }

  /// Closes the plugin's input once everything is written.
  func closeInput() {
    closesInput = true
  }

  /// Sends a signal to the plugin and its children.
  func signal(_ number: Int32) {
    child.signalGroup(number)
  }

  /// Returns what comes next, waiting at most so long.
  func next(within limit: Duration) -> Event {
    let deadline = ContinuousClock.now + limit
    while true {
      if !unread.isEmpty { return .line(unread.removeFirst()) }
      if !isOutputOpen { return .closed }
      if ContinuousClock.now >= deadline { return .silence }
      pump(until: deadline)
    }
  }

  /// Returns how the process ends by itself, or nil where it does not in that time; what it still says is heard.
  func ending(within limit: Duration) -> ChildProcess.Ending? {
    let deadline = ContinuousClock.now + limit
    while true {
      let ending = child.ending
      // What the process wrote last is in the pipe before it has ended.
      pump(until: min(deadline, ContinuousClock.now + .milliseconds(ending == nil ? 10 : 0)))
      if let ending { return ending }
      if ContinuousClock.now >= deadline { return nil }
    }
  }

  private func pump(until deadline: ContinuousClock.Instant) {
    write()
    let wantsToWrite = isInputOpen && written < outgoing.count
    var sets = [
      pollfd(fd: isOutputOpen ? pipes.output.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: areErrorsOpen ? pipes.errors.descriptor.number : -1, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wantsToWrite ? pipes.input.descriptor.number : -1, events: Int16(POLLOUT), revents: 0),
    ]
    let rest = (deadline - ContinuousClock.now).components
    let wait = max(0, rest.seconds * 1000 + rest.attoseconds / 1_000_000_000_000_000)
    // The array lives for the length of the call.
    _ = unsafe poll(&sets, nfds_t(sets.count), Int32(clamping: min(wait, 100)))
    readErrors()
    readOutput()
  }

  private func write() {
    while isInputOpen, written < outgoing.count {
      switch pipes.input.descriptor.write(outgoing, from: written) {
      case .bytes(let count): written += count
      case .wouldBlock: return
      case .closed, .failed: isInputOpen = false
      }
    }
    outgoing = []
    written = 0
    if closesInput || !isInputOpen {
      pipes.input.close()
      isInputOpen = false
    }
  }

  private func readErrors() {
    while areErrorsOpen {
      let (bytes, outcome) = pipes.errors.descriptor.read(atMost: 64 * 1024)
      switch outcome {
      case .bytes: errors = Array((errors + bytes).suffix(4096))
      case .wouldBlock: return
      case .closed, .failed: areErrorsOpen = false
      }
    }
  }

  private func readOutput() {
    while isOutputOpen {
      let (bytes, outcome) = pipes.output.descriptor.read(atMost: 64 * 1024)
      switch outcome {
      case .bytes:
        take(bytes)
        // A flood is not heard to its end.
        byteCount += bytes.count
        if byteCount > Limits().runBytes { isOutputOpen = false }
      case .wouldBlock: return
      case .closed, .failed:
        isOutputOpen = false
        if splitter.hasRemainder {
          endsWithoutLineFeed = true
          take(line: splitter.remainder())
        }
      }
    }
  }

  private func take(_ bytes: [UInt8]) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n"), lastByte == UInt8(ascii: "\r") { hasCarriageReturns = true }
      lastByte = byte
    }
    splitter.append(bytes)
    while let line = try? splitter.nextLine() { take(line: line) }
  }

  private func take(line: [UInt8]) {
    lineNumber += 1
    guard let heard = HeardLine(number: lineNumber, bytes: line) else { return }
    lines.append(heard)
    unread.append(heard)
  }
}

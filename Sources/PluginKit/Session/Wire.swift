internal import Glibc
internal import PluginProtocol
internal import PluginTransport
internal import TradeModel

/// The two directions between a plugin and its host, with one writer and one reader, both waiting.
///
/// Once something went wrong, every further call throws it again: a run that swallowed an error cannot send half a truth.
final class Wire {
  private let input: Descriptor
  private let output: Descriptor
  private let codec = MessageCodec()
  private var splitter = LineSplitter(limit: 64 * 1024 * 1024)
  private var answers: [String: Answer] = [:]
  private var results: [String: ResultReply] = [:]
  private var refusals: [String: PluginError] = [:]
  /// The questions and inputs that the plugin has begun to read.
  private var begun: Set<String> = []
  private var isClosed = false
  /// Whether the end of input means that the host is gone; a one-way plugin sees it after its inputs.
  var endsWithInput = true
  /// The run, once it has started.
  var run: String?
  /// What ended the conversation.
  private(set) var failure: (any Error)?

  init(input: Descriptor, output: Descriptor) {
    self.input = input
    self.output = output
  }

  /// Remembers the first failure for every later call.
  func fail(_ error: any Error) {
    if failure == nil { failure = error }
  }

  /// Sends one message, after a look at what the host has sent meanwhile.
  func send(_ message: PluginMessage) throws {
    try takeWhatIsThere()
    try sendLast(message)
  }

  /// Sends one message whatever the host wants.
  func sendLast(_ message: PluginMessage) throws {
    guard output.writeAll(try codec.line(for: message)) else {
      fail(HostGone())
      throw HostGone()
    }
  }

  /// Waits for `start`; nil where the host only wanted the handshake.
  func start() throws -> Start? {
    while let line = try nextLine() {
      if case .start(let start) = try codec.hostMessage(line) { return start }
    }
    return nil
  }

  /// Waits for the head of an answer.
  func answer(_ id: String) throws -> Answer {
    while true {
      if let refusal = refusals.removeValue(forKey: id) { throw refusal }
      if let answer = answers[id] {
        begun.insert(id)
        return answer
      }
      try waitForMessage()
    }
  }

  /// Waits for the answer to `describe` or `lookup`.
  func result(_ id: String) throws -> JSONValue {
    while true {
      if let refusal = refusals.removeValue(forKey: id) { throw refusal }
      if let reply = results.removeValue(forKey: id) { return reply.value }
      try waitForMessage()
    }
  }

  /// Reads lines until one was a message, and puts it where it belongs.
  func waitForMessage() throws {
    if let failure { throw failure }
    guard let line = try nextLine() else {
      fail(HostGone())
      throw HostGone()
    }
    try take(line)
    if let failure { throw failure }
  }

  private func takeWhatIsThere() throws {
    if let failure { throw failure }
    while !isClosed, hasInput {
      if let line = try splitter.nextLine() {
        try take(line)
        continue
      }
      switch input.read(into: &splitter) {
      case .bytes, .wouldBlock: continue
      case .closed, .failed: isClosed = true
      }
    }
    while let line = try splitter.nextLine() { try take(line) }
    if isClosed, endsWithInput { fail(HostGone()) }
    if let failure { throw failure }
  }

  private var hasInput: Bool {
    var state = pollfd(fd: input.number, events: Int16(POLLIN), revents: 0)
    // `poll` reads and writes the one structure that is passed.
    return unsafe poll(&state, 1, 0) > 0
  }

  private func nextLine() throws -> [UInt8]? {
    while true {
      if let line = try splitter.nextLine() {
        if line.isEmpty { continue }
        return line
      }
      if isClosed { return nil }
      switch input.read(into: &splitter) {
      case .bytes, .wouldBlock: continue
      case .closed, .failed: isClosed = true
      }
    }
  }

  private func take(_ line: [UInt8]) throws {
    if line.isEmpty { return }
    if var batch = BatchScanner(line) {
      guard let answer = answers[batch.id] else { return }
      while let row = batch.nextRow() { answer.append(row) }
      return
    }
    switch try codec.hostMessage(line) {
    case .stream(let stream): answers[stream.id] = Answer(stream, wire: self)
    case .end(let end): answers[end.id]?.finish(end)
    case .result(let reply): results[reply.id] = reply
    case .error(let reply): refuse(reply)
    case .cancel(let cancel) where run == nil || cancel.run == run: fail(Cancelled(reason: cancel.reason))
    case .batch(let batch): batch.rows.forEach { answers[batch.id]?.append($0.map(\.cellText)) }
    case .cancel, .start, .unknown: break
    }
  }

  private func refuse(_ reply: ErrorReply) {
    let error = PluginError(reply.error)
    // An error in the middle of an answer means that the rows read so far are not the whole; one for a question that
    // nobody asked means nothing.
    guard let id = reply.id, !begun.contains(id) else { return fail(error) }
    refusals[id] = error
  }
}

extension JSONValue {
  /// The value as the text of a cell; nil where it is missing.
  fileprivate var cellText: String? {
    switch self {
    case .string(let text): text
    case .number(let number): "\(number)"
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object: nil
    }
  }
}

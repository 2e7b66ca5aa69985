internal import PluginProtocol
internal import PluginTransport
internal import Spelling

extension PluginSession {
  /// Reads what stands on standard error, so that the plugin never waits for it.
  func readErrors() {
    guard isErrorOpen else { return }
    // A bound on one visit, so that a flood does not keep the thread from the other pipes.
    for _ in 0..<16 {
      let (bytes, outcome) = pipes.errors.descriptor.read(atMost: 64 * 1024)
      switch outcome {
      case .bytes:
        observe(.fromErrors(bytes))
        tail.append(bytes)
      case .wouldBlock: return
      case .closed, .failed:
        isErrorOpen = false
        return
      }
    }
  }

  /// Reads what stands on standard output and takes every whole line.
  func readOutput() {
    guard isOutputOpen else { return }
    for _ in 0..<16 {
      switch pipes.output.descriptor.read(into: &splitter) {
      case .bytes(let count):
        bytesRead += count
        if bytesRead > limits.runBytes {
          return fail(HostError(code: "limit.run_bytes", message: "the plugin sent more than \(limits.runBytes) bytes"))
        }
        takeLines()
      case .wouldBlock: return
      case .closed, .failed:
        isOutputOpen = false
        takeRemainder()
        observe(.outputClosed)
        return
      }
      switch phase {
      case .awaitingHello, .running: continue
      case .done, .failed: return
      }
    }
  }

  private func takeLines() {
    do throws(WireProblem) {
      while let line = try splitter.nextLine() {
        lineNumber += 1
        noteLine()
        observe(.fromPlugin(line, isWhole: true))
        try take(line)
        if case .failed = phase { return }
      }
    } catch {
      if error.code == "limit.line_bytes" { observe(.fromPlugin(splitter.remainder(), isWhole: false)) }
      fail(problem(error))
    }
  }

  /// Takes a last line without LF: a whole message counts, anything else was cut off.
  private func takeRemainder() {
    guard splitter.hasRemainder else { return }
    let line = splitter.remainder()
    lineNumber += 1
    observe(.fromPlugin(line, isWhole: false))
    do throws(WireProblem) {
      try take(line)
    } catch {
      fail(
        HostError(
          code: "protocol.truncated",
          message: "the plugin's output ends in the middle of a line: \(StrictJSON.excerpt(of: line))",
          hint: "write each message whole, with a line feed, and flush it"))
    }
  }

  private func problem(_ error: WireProblem) -> HostError {
    HostError(
      code: error.code, message: "line \(lineNumber + (error.code == "limit.line_bytes" ? 1 : 0)): \(error.message)",
      hint: error.hint)
  }

  private func take(_ line: [UInt8]) throws(WireProblem) {
    guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }) else { return }
    guard first == UInt8(ascii: "{") else {
      if line.starts(with: [0xEF, 0xBB, 0xBF]) {
        throw WireProblem(
          code: "protocol.malformed", message: "a byte order mark stands before the message",
          hint: "write UTF-8 without a byte order mark")
      }
      return stray(line)
    }
    let message = try codec.pluginMessage(line)
    if case .done = phase {
      return fail(
        HostError(
          code: "protocol.unexpected", message: "line \(lineNumber): a \(message.type) message after done",
          hint: "done is the last line of a run"))
    }
    if case .awaitingHello = phase {
      guard case .hello(let hello) = message else {
        return fail(
          HostError(
            code: "protocol.bad_hello", message: "the first message is '\(message.type)', not hello",
            hint: "send {\"type\":\"hello\",\"protocol\":[1],\"id\":…,\"version\":…} before anything else"))
      }
      return shakeHands(hello)
    }
    handle(message)
  }

  /// Notes a line that is no message; many runtimes print one before a program begins.
  private func stray(_ line: [UInt8]) {
    strayLines += 1
    if plan.isStrict {
      return fail(
        HostError(
          code: "protocol.stray_output", message: "line \(lineNumber) is no message: \(StrictJSON.excerpt(of: line))",
          hint: "standard output is the wire; print to standard error instead"))
    }
    if strayLines > limits.strayLines {
      return fail(
        HostError(
          code: "limit.stray", message: "more than \(limits.strayLines) lines on standard output are no messages",
          hint: "standard output is the wire; print to standard error instead"))
    }
    if strayLines == 1 {
      warn(
        "protocol.stray_output",
        "line \(lineNumber) of the plugin's output is no message: \(StrictJSON.excerpt(of: line))",
        hint: "standard output is the wire; print to standard error instead")
    }
  }

  private func shakeHands(_ hello: Hello) {
    guard let version = ProtocolFacts.versions.filter(hello.protocol.contains).max() else {
      return fail(
        HostError(
          code: "protocol.version_unsupported",
          message: "the plugin speaks protocol \(hello.protocol), this host speaks \(ProtocolFacts.versions)",
          hint: "update the plugin, or the host"))
    }
    if let drift = ManifestDrift.difference(hello, plan.plugin.manifest.hello) {
      return fail(
        HostError(
          code: "plugin.manifest_drift", message: "hello says another \(drift) than plugin.json",
          hint: "bring plugin.json up to date"))
    }
    precondition(version == plan.start.v, "the host speaks one version only")
    start()
  }

  private func handle(_ message: PluginMessage) {
    switch message {
    case .query, .describe, .lookup, .credit, .drop: question(message)
    case .heading, .prose, .list, .finding, .chart, .footnote: keep(message, rows: 0)
    case .table(let table): keep(message, rows: table.rows?.count ?? 0)
    case .asset(let asset): result.assets.append(asset)
    case .diagnostic: messages.append(ReceivedMessage(message: message, line: lineNumber))
    case .progress(let progress): onEvent(.progress(progress))
    case .log(let log): onEvent(.log(log))
    case .done(let done): finish(done)
    case .hello:
      fail(HostError(code: "protocol.unexpected", message: "line \(lineNumber): a second hello"))
    case .unknown(let type, let id): unknown(type, id)
    }
  }

  private func question(_ message: PluginMessage) {
    guard plan.isDuplex else {
      return fail(
        HostError(
          code: "protocol.unexpected", message: "line \(lineNumber): a one-way plugin cannot send '\(message.type)'",
          hint: "add \"features\":[\"duplex\"] to plugin.json, or declare the query under inputs"))
    }
    switch message {
    case .query(let question): ask(question)
    case .describe(let question): describe(question)
    case .lookup(let question): lookUp(question)
    case .credit(let credit): answering.addCredit(credit.n, to: credit.id)
    case .drop(let drop): answering.drop(drop.id)
    default: break
    }
  }

  private func keep(_ message: PluginMessage, rows: Int) {
    blockCount += 1
    tableRowCount += rows
    if blockCount > limits.blocks {
      return fail(HostError(code: "limit.blocks", message: "the plugin sent more than \(limits.blocks) blocks"))
    }
    if tableRowCount > limits.tableRows {
      return fail(
        HostError(code: "limit.table_rows", message: "the plugin's tables have more than \(limits.tableRows) rows"))
    }
    messages.append(ReceivedMessage(message: message, line: lineNumber))
  }

  private func unknown(_ type: String, _ id: String?) {
    let hint = nearestName(to: type, among: PluginMessage.types).map { "did you mean '\($0)'?" }
    warn("protocol.unknown_type", "line \(lineNumber): this host does not know messages of type '\(type)'", hint: hint)
    guard let id else { return }
    let detail = ErrorDetail(
      kind: "plugin", code: "protocol.unknown_type", message: "there is no message type '\(type)'", help: hint)
    send(.error(ErrorReply(id: id, error: detail)))
  }

  private func finish(_ done: Done) {
    switch done.status {
    case "ok": phase = .done
    case "cancelled":
      fail(HostError(code: cancelReason ?? "run.cancelled", message: "the run was cancelled"))
    case "failed":
      let detail =
        done.error ?? ErrorDetail(kind: "plugin", code: "plugin.failed", message: "the plugin gave no reason")
      fail(HostError(detail))
    default:
      fail(
        HostError(
          code: "protocol.invalid_field", message: "line \(lineNumber): done has the status '\(done.status)'",
          hint: "use ok, failed or cancelled"))
    }
  }
}

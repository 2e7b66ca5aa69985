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
          hint: "write each message whole, with a line feed, and flush it"
        ).onLine(lineNumber))
    }
  }

  private func problem(_ error: WireProblem) -> HostError {
    let isTooLong = error.code == "limit.line_bytes"
    let line = lineNumber + (isTooLong ? 1 : 0)
    var code = error.code
    if case .awaitingHello = phase, isTooLong { code = "limit.hello_bytes" }
    return HostError(
      code: code, message: "line \(line): \(error.message)", hint: error.hint,
      labels: [ErrorLabel(at: error.pointer, line: line, text: error.message)])
  }

  /// Ends the run with an error that stands on the line that was just read.
  private func failHere(_ code: String, _ message: String, hint: String? = nil, at pointer: String? = nil) {
    fail(HostError(code: code, message: "line \(lineNumber): \(message)", hint: hint, at: pointer).onLine(lineNumber))
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
      return failHere(
        "protocol.unexpected", "a \(message.type) message after done", hint: "done is the last line of a run")
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
    handle(message, line)
  }

  /// Notes a line that is no message; many runtimes print one before a program begins.
  private func stray(_ line: [UInt8]) {
    strayLines += 1
    if plan.isStrict {
      return failHere(
        "protocol.stray_output", "this is no message: \(StrictJSON.excerpt(of: line))",
        hint: "standard output is the wire; print to standard error instead")
    }
    if strayLines > limits.strayLines {
      return failHere(
        "limit.stray", "more than \(limits.strayLines) lines on standard output are no messages",
        hint: "standard output is the wire; print to standard error instead")
    }
    if strayLines == 1 {
      warn(
        "protocol.stray_output",
        "line \(lineNumber) of the plugin's output is no message: \(StrictJSON.excerpt(of: line))",
        hint: "standard output is the wire; print to standard error instead")
    }
  }

  private func shakeHands(_ hello: Hello) {
    guard let version = plan.versions.filter(hello.protocol.contains).max() else {
      return fail(
        HostError(
          code: "protocol.version_unsupported",
          message: "the plugin speaks protocol \(hello.protocol), this host speaks \(plan.versions)",
          hint: (hello.protocol.max() ?? 0) > (plan.versions.max() ?? 0)
            ? "update waybill, or let the plugin speak \(plan.versions) too"
            : "update the plugin: let it speak one of \(plan.versions)", at: "/protocol"))
    }
    if let drift = ManifestDrift.difference(hello, plan.plugin.manifest.hello) {
      return fail(
        HostError(
          code: "plugin.manifest_drift", message: "hello says another \(drift) than plugin.json",
          hint: "bring plugin.json up to date"))
    }
    splitter.limit = limits.lineBytes
    start(version)
  }

  private func handle(_ message: PluginMessage, _ line: [UInt8]) {
    switch message {
    case .query, .describe, .lookup, .credit, .drop: question(message)
    case .heading, .prose, .list, .finding, .chart, .footnote: keep(line)
    case .diagnostic: keep(line, isRemark: true)
    case .table(let table): take(table, line)
    case .rows(let rows): take(rows, line)
    case .asset(let asset): take(asset, line)
    case .progress(let progress):
      if let total = progress.total { result.estimate = total }
      onEvent(.progress(progress))
    case .log(let log): onEvent(.log(log))
    case .done(let done): finish(done)
    case .hello: failHere("protocol.unexpected", "a second hello")
    case .unknown(let type, let id): unknown(type, id)
    }
  }

  private func question(_ message: PluginMessage) {
    guard plan.isDuplex else {
      return failHere(
        "protocol.unexpected", "a one-way plugin cannot send '\(message.type)'",
        hint: "add \"features\":[\"duplex\"] to plugin.json, or declare the query under inputs")
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

  /// Puts a block or a remark into the spool.
  private func keep(_ line: [UInt8], isRemark: Bool = false) {
    guard plan.start.mode == "run" || plan.start.mode == "render" || isRemark && plan.start.mode == "check" else {
      return failHere(
        "protocol.unexpected", "a block, and the mode is \(plan.start.mode)",
        hint: plan.start.mode == "check"
          ? "a check sends diagnostics and done" : "an estimate sends one progress with a total, and done")
    }
    blockCount += 1
    guard blockCount <= limits.blocks else {
      return failHere("limit.blocks", "the plugin sent more than \(limits.blocks) blocks and diagnostics")
    }
    spooled(line) { received.append(ReceivedLine(line: lineNumber, piece: $0)) }
  }

  private func take(_ table: TableMessage, _ line: [UInt8]) {
    if table.open == true {
      openTables.open(table.key)
    } else if line.count > limits.tableBytes {
      return failHere(
        "limit.table_bytes", "the table '\(table.key)' is longer than \(limits.tableBytes) bytes",
        hint: "send it with \"open\":true and its rows in rows messages, or show a query with \"from\"")
    }
    guard countsRows(table.rows?.count ?? 0) else { return }
    keep(line)
  }

  private func take(_ rows: RowsMessage, _ line: [UInt8]) {
    guard countsRows(rows.rows?.count ?? 0) else { return }
    spooled(line) { (piece) throws(HostError) in try openTables.take(rows, at: piece) }
  }

  private func take(_ asset: Asset, _ line: [UInt8]) {
    assetCount += 1
    guard assetCount <= limits.assets else {
      return failHere("limit.assets", "the plugin sent more than \(limits.assets) files")
    }
    result.assets.append(asset)
    keep(line)
  }

  /// Counts rows of tables; returns whether the run may go on.
  private func countsRows(_ count: Int) -> Bool {
    tableRowCount += count
    if tableRowCount <= limits.tableRows { return true }
    failHere("limit.table_rows", "the plugin's tables have more than \(limits.tableRows) rows")
    return false
  }

  private func spooled(_ line: [UInt8], _ body: (BlockSpool.Piece) throws(HostError) -> Void) {
    do throws(HostError) {
      try body(try spool.append(line))
    } catch {
      fail(
        HostError(
          code: error.code, message: "line \(lineNumber): \(error.message)", hint: error.hint, labels: error.labels
        )
        .onLine(lineNumber))
    }
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
    case "ok":
      if let key = openTables.unended.first {
        return failHere(
          "protocol.truncated", "done before the end of the open table '\(key)'",
          hint: "end it with {\"type\":\"rows\",\"key\":\"\(key)\",\"end\":true,\"n\":…}")
      }
      phase = .done
    case "cancelled":
      fail(cancelError ?? HostError(code: "run.cancelled", message: "the plugin says that the run was cancelled"))
    case "failed":
      let detail =
        done.error ?? ErrorDetail(kind: "plugin", code: "plugin.failed", message: "the plugin gave no reason")
      fail(HostError(detail))
    default:
      failHere(
        "protocol.invalid_field", "done has the status '\(done.status)'", hint: "use ok, failed or cancelled",
        at: "/status")
    }
  }
}

internal import Foundation
internal import PluginProtocol
internal import PluginTransport
internal import TradeModel

extension PluginSession {
  /// Fills the outgoing bytes with rows, as far as there is room and the plugin is ready for them.
  func pump() {
    guard case .running = phase else { return }
    while outgoing.hasRoom, var entry = answering.takeNext() {
      do throws(HostError) {
        let isFinished = try advance(&entry)
        if !isFinished { answering.putBack(entry) }
      } catch {
        // Broken off for the deadline, which says so itself.
        if deadline.isOver { break }
        send(.error(ErrorReply(id: entry.answer.id, error: error.detail(otherwise: "host"))))
        warn(error.code, error.message, hint: error.hint)
      }
    }
    if answering.isEmpty, answering.closesWhenEmpty {
      answering.closesWhenEmpty = false
      outgoing.finish()
    }
    writeOut()
  }

  /// Writes as much of the queue as the pipe takes.
  func writeOut() {
    let wasOpen = outgoing.isOpen
    outgoing.write(to: pipes.input)
    if wasOpen, !outgoing.isOpen { observe(.inputClosed) }
  }

  /// Writes one batch, and the end where there is nothing more; returns whether the answer is out.
  private func advance(_ entry: inout AnswerQueue.Entry) throws(HostError) -> Bool {
    begin(&entry)
    if entry.isDropped {
      finish(entry, truncated: true)
      return true
    }
    guard entry.hasCredit else { return false }
    while let cells = try entry.nextCells() {
      guard !entry.writer.isFull else {
        // The row that does not fit any more shows that the answer goes on; the end of one takes no credit.
        entry.pending = cells
        flush(&entry)
        return false
      }
      entry.writer.append(cells)
      entry.sentRows += 1
    }
    flush(&entry)
    finish(entry, truncated: false)
    return true
  }

  /// Sends the head of an answer, once: for inputs with the first rows, so that one is whole before the next begins.
  private func begin(_ entry: inout AnswerQueue.Entry) {
    guard !entry.isBegun else { return }
    entry.isBegun = true
    let answer = entry.answer
    send(.stream(Stream(id: answer.id, columns: answer.columns, digest: answer.digest)))
  }

  private func flush(_ entry: inout AnswerQueue.Entry) {
    guard entry.writer.rowCount > 0 else { return }
    if plan.observer == nil {
      outgoing.append { entry.writer.flush(into: &$0) }
    } else {
      var line: [UInt8] = []
      entry.writer.flush(into: &line)
      write(line)
    }
    if let credit = entry.credit { entry.credit = credit - 1 }
  }

  private func finish(_ entry: AnswerQueue.Entry, truncated: Bool) {
    result.rowCount += entry.sentRows
    send(
      .end(
        End(id: entry.answer.id, rows: entry.sentRows, truncated: truncated, evidence: entry.answer.evidence)))
  }

  /// Begins a run: the start line, then the declared inputs.
  func start(_ version: Int) {
    phase = .running
    onEvent(.started)
    var start = plan.start
    start.v = version
    send(.start(start))
    answering.closesWhenEmpty = !plan.isDuplex
    guard start.mode == "run" else { return }
    for (name, declared) in plan.inputs.sorted(by: { $0.key < $1.key }) {
      do throws(HostError) {
        let query = try InputSubstitution.query(declared, named: name, parameters: plan.start.params)
        do throws(QueryProblem) {
          let answer = try Answer(id: name, query: query, dataset: dataset)
          answers[name] = answer
          answering.append(AnswerQueue.Entry(answer: answer, credit: nil))
        } catch {
          throw HostError(
            code: error.code, message: "the input '\(name)' is refused at \(error.pointer): \(error.message)",
            hint: error.hint)
        }
      } catch {
        return fail(error)
      }
    }
  }

  /// Answers a question, or refuses it with the place and a way out.
  func ask(_ question: Query) {
    guard Identifier.isValid(question.id, allowingDots: true) else {
      return fail(
        HostError(
          code: "protocol.invalid_field", message: "the query id '\(question.id)' is not allowed",
          hint: "use 1 to 64 letters, digits, dots, hyphens or underscores"))
    }
    guard answers[question.id] == nil else {
      return fail(
        HostError(
          code: "protocol.duplicate_id", message: "the query id '\(question.id)' was used before in this run",
          hint: "number your queries"))
    }
    guard answering.count < limits.openQueries else {
      return fail(
        HostError(
          code: "limit.open_queries", message: "more than \(limits.openQueries) queries are open at once",
          hint: "read the answers before asking more"))
    }
    do throws(QueryProblem) {
      let answer = try Answer(id: question.id, query: question.query, dataset: dataset)
      answers[question.id] = answer
      // The head of an answer stands in the order of the questions.
      var entry = AnswerQueue.Entry(answer: answer, credit: question.credit)
      begin(&entry)
      answering.append(entry)
    } catch {
      if !deadline.isOver { refuse(question.id, error) }
    }
  }

  private func refuse(_ id: String, _ problem: QueryProblem) {
    send(
      .error(
        ErrorReply(
          id: id,
          error: ErrorDetail(
            kind: ErrorCatalogue.kind(of: problem.code) ?? "config", code: problem.code, message: problem.message,
            help: problem.hint,
            labels: [ErrorLabel(at: problem.pointer, text: problem.hint ?? problem.message)]))))
    warn(problem.code, "query '\(id)' at \(problem.pointer): \(problem.message)", hint: problem.hint)
  }

  /// Answers what can be asked.
  func describe(_ question: Describe) {
    reply(to: question.id) { () throws(HostError) in try value(of: dataset.describe()) }
  }

  /// Answers with the words of codes.
  func lookUp(_ question: Lookup) {
    reply(to: question.id) { () throws(HostError) in
      let labels = try dataset.labels(of: question.codes, in: question.list)
      return .object(labels.mapValues { .string($0) })
    }
  }

  private func reply(to id: String, _ body: () throws(HostError) -> JSONValue) {
    do throws(HostError) {
      send(.result(ResultReply(id: id, value: try body())))
    } catch {
      send(.error(ErrorReply(id: id, error: error.detail(otherwise: "config"))))
    }
  }

  private func value(of encodable: some Encodable) throws(HostError) -> JSONValue {
    do {
      return try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(encodable))
    } catch {
      throw HostError(code: "host.internal", message: "the answer cannot be written")
    }
  }
}

internal import PluginProtocol
internal import ReportModel

/// Turns what a plugin sent into blocks whose values the host has resolved, and says what it had to refuse.
final class BlockVerifier {
  private let plan: RunPlan
  private let cells: CellResolver
  private let session: PluginSession
  private var tables: [String: VerifiedTable] = [:]
  private var keys: Set<String> = []
  private var blocks: [BlockDraft] = []
  private var values: [String: VerifiedValue] = [:]
  private var diagnostics: [Diagnostic] = []
  private var refusals: [HostError] = []
  private var unnamed = 0

  init(session: PluginSession) {
    self.session = session
    plan = session.plan
    cells = CellResolver(answers: session.answers, dataset: session.dataset, section: session.plan.section)
  }

  /// Returns the run's result with verified blocks, and with a notice where the run did not end well.
  func verified(_ partial: RunResult, failure ended: HostError?) -> RunResult {
    var failure = ended
    for received in session.received {
      let known = cells.ledger.ledger.values.count
      var type = "message"
      do throws(HostError) {
        let message = try session.spool.message(received.piece)
        type = message.type
        try take(message)
      } catch {
        cells.ledger.removeValues(after: known)
        if session.deadline.isOver {
          failure = failure ?? broken()
          break
        }
        refuse(error, type, received.line)
      }
    }
    var result = partial
    let hasContent = blocks.contains { if case .notice = $0 { false } else { true } }
    result.status = failure == nil ? (diagnostics.isEmpty ? .complete : .partial) : hasContent ? .partial : .failed
    if let failure {
      result.failure = failure
      result.outcome = failure.code
      add(.error, failure.code, failure.message, hint: failure.hint)
    }
    result.blocks = blocks
    result.values = values
    result.ledger = cells.ledger.ledger
    result.diagnostics += diagnostics
    result.refusals = refusals
    return result
  }

  private func take(_ message: PluginMessage) throws(HostError) {
    switch message {
    case .heading(let heading):
      let text = try text(heading.text, heading.values, block: try unique(nil, "heading"))
      blocks.append(.heading(HeadingDraft(level: min(6, max(2, heading.level)), text: text)))
    case .prose(let prose):
      let name = try unique(prose.key, "prose")
      blocks.append(.prose(ProseDraft(key: prose.key, text: try text(prose.text, prose.values, block: name))))
    case .list(let list):
      let name = try unique(list.key, "list")
      let resolved = try resolve(list.values, block: name)
      var items: [TextDraft] = []
      for (index, item) in list.items.enumerated() {
        items.append(try printable(item, resolved, block: "\(name).\(index)"))
      }
      blocks.append(.list(ListDraft(key: list.key, items: items)))
    case .finding(let finding):
      let name = try unique(finding.key, "finding")
      blocks.append(
        .finding(
          FindingDraft(
            key: finding.key, text: try text(finding.text, finding.values, block: name), signal: finding.signal,
            weight: finding.weight)))
    case .table(let table):
      _ = try unique(table.key, "table")
      let rows = openRows(of: table)
      let verifier = TableVerifier(table, rows: rows, plan: plan, cells: cells, tables: tables)
      let verified = VerifiedTable(draft: try verifier.draft(), verifier: rows == nil ? nil : verifier)
      tables[table.key] = verified
      blocks.append(.table(verified.draft))
    case .chart(let chart):
      let name = try unique(chart.key, "chart")
      if let alt = chart.alt { try BareFigures.refuse(in: alt, of: name, policy: plan.policy) }
      blocks.append(
        .chart(
          ChartDraft(
            key: chart.key, title: try printable(chart.title ?? "", [:], block: name), mark: chart.mark,
            data: chart.data,
            x: chart.x, y: chart.y, series: chart.series, alt: chart.alt)))
    case .footnote(let footnote):
      let text = try text(footnote.text, footnote.values, block: "footnote-\(footnote.key)")
      blocks.append(.footnote(FootnoteDraft(key: footnote.key, text: text)))
    case .diagnostic(let diagnostic): try note(diagnostic)
    case .asset(let asset):
      guard plan.start.mode == "run" else { return }
      add(
        .warning, "asset.unused", "the file '\(asset.path)' is not shown: reports take no files of analyses yet",
        hint: "send what it shows as a table or a chart")
    case .hello, .query, .describe, .lookup, .credit, .drop, .rows, .progress, .log, .done, .unknown: break
    }
  }

  /// Returns why the check of the blocks does not come to its end.
  private func broken() -> HostError {
    guard !session.deadline.isCancelled else {
      return HostError(code: "run.cancelled", message: "the run was cancelled while its values were checked")
    }
    return HostError(
      code: "limit.total",
      message: "the check of the plugin's values was not done after \(Int(plan.start.limits.totalSeconds)) seconds",
      hint: "raise it with --total-limit, or let the plugin cite fewer rows far down in long answers")
  }

  /// Returns the rows of a table that came in messages of their own; nil for other tables.
  private func openRows(of table: TableMessage) -> SpooledRows? {
    guard table.open == true, let open = session.openTables.tables[table.key] else { return nil }
    return SpooledRows(table: open, spool: session.spool)
  }

  private func text(
    _ template: String, _ sources: [String: ValueSource]?, block: String
  ) throws(HostError) -> TextDraft {
    try printable(template, try resolve(sources, block: block), block: block)
  }

  /// Returns a text that may be printed: without bare figures, or with a mark on each of them where that is allowed.
  private func printable(
    _ template: String, _ resolved: [String: VerifiedValue], block: String
  ) throws(HostError) -> TextDraft {
    try BareFigures.refuse(in: template, of: block, policy: plan.policy)
    guard plan.policy.allowsUnsourced else { return TextDraft(template: template, values: resolved) }
    let (marked, bare) = BareFigures.marked(template, prefix: "\(plan.section).\(block)") { cells.ledger.append($0) }
    return TextDraft(template: marked, values: resolved.merging(bare) { own, _ in own })
  }

  private func resolve(
    _ sources: [String: ValueSource]?, block: String
  ) throws(HostError) -> [String: VerifiedValue] {
    guard let sources, !sources.isEmpty else { return [:] }
    let resolved = try ValueResolver(sources, block: block, plan: plan, cells: cells, tables: tables).resolveAll()
    for (name, value) in resolved { values["\(block).\(name)"] = value }
    return resolved
  }

  /// Returns the block's name: its own key, checked, or a number.
  private func unique(_ key: String?, _ kind: String) throws(HostError) -> String {
    let name = key ?? blockName(kind)
    if let key, !Identifier.isValid(key) {
      throw HostError(
        code: "protocol.invalid_field", message: "the key '\(key)' is not allowed",
        hint: "use 1 to 64 letters, digits, hyphens or underscores")
    }
    guard keys.insert(name).inserted else {
      throw HostError(
        code: "protocol.duplicate_id", message: "the key '\(name)' was used before in this run",
        hint: "give every block a key of its own")
    }
    return name
  }

  private func blockName(_ kind: String) -> String {
    unnamed += 1
    return "\(kind)-\(unnamed)"
  }

  private func note(_ message: DiagnosticMessage) throws(HostError) {
    for text in [message.message, message.help ?? ""] {
      try BareFigures.refuse(in: text, of: "diagnostic", policy: plan.policy)
    }
    let severity = Severity(rawValue: message.severity) ?? .warning
    blocks.append(
      .notice(
        Notice(severity: severity, code: message.code ?? "data.note", message: message.message, hint: message.help)))
  }

  private func refuse(_ error: HostError, _ type: String, _ line: Int) {
    add(
      .error, error.code, "a \(type) was refused (line \(line)): \(error.message)", hint: error.hint)
    refusals.append(error.onLine(line))
  }

  private func add(_ severity: Severity, _ code: String, _ message: String, hint: String?) {
    blocks.append(.notice(Notice(severity: severity, code: code, message: message, hint: hint)))
    diagnostics.append(
      Diagnostic(severity: severity, code: code, message: message, hint: hint, place: plan.section))
  }
}

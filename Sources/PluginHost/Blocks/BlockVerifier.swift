internal import PluginProtocol
internal import ReportModel

/// Turns what a plugin sent into blocks whose values the host has resolved, and says what it had to refuse.
final class BlockVerifier {
  private let plan: RunPlan
  private let cells: CellResolver
  private var tables: [String: TableDraft] = [:]
  private var keys: Set<String> = []
  private var blocks: [BlockDraft] = []
  private var values: [String: VerifiedValue] = [:]
  private var diagnostics: [Diagnostic] = []
  private var unnamed = 0

  init(session: PluginSession) {
    plan = session.plan
    cells = CellResolver(answers: session.answers, dataset: session.dataset, section: session.plan.section)
  }

  /// Returns the run's result with verified blocks, and with a notice where the run did not end well.
  func verified(
    _ partial: RunResult, messages: [PluginSession.ReceivedMessage], failure: HostError?
  ) -> RunResult {
    for received in messages {
      let known = cells.ledger.ledger.values.count
      do throws(HostError) {
        try take(received.message)
      } catch {
        cells.ledger.removeValues(after: known)
        refuse(error, received)
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
    return result
  }

  private func take(_ message: PluginMessage) throws(HostError) {
    switch message {
    case .heading(let heading):
      let text = try text(heading.text, heading.values, block: blockName(nil, "heading"))
      blocks.append(.heading(HeadingDraft(level: max(2, heading.level), text: text)))
    case .prose(let prose):
      let name = try unique(prose.key, "prose")
      blocks.append(.prose(ProseDraft(key: prose.key, text: try text(prose.text, prose.values, block: name))))
    case .list(let list):
      let name = try unique(list.key, "list")
      for item in list.items { try refuseBareNumbers(in: item, block: name) }
      let resolved = try resolve(list.values, block: name)
      blocks.append(
        .list(ListDraft(key: list.key, items: list.items.map { TextDraft(template: $0, values: resolved) })))
    case .finding(let finding):
      let name = try unique(finding.key, "finding")
      blocks.append(
        .finding(
          FindingDraft(
            key: finding.key, text: try text(finding.text, finding.values, block: name), signal: finding.signal,
            weight: finding.weight)))
    case .table(let table):
      let name = try unique(table.key, "table")
      let labels = (table.columns ?? []).compactMap(\.label)
      for words in [table.title ?? ""] + labels + (table.notes ?? []) { try refuseBareNumbers(in: words, block: name) }
      let draft = try TableVerifier(table, plan: plan, cells: cells, tables: tables).draft()
      tables[table.key] = draft
      blocks.append(.table(draft))
    case .chart(let chart):
      let name = try unique(chart.key, "chart")
      for words in [chart.title, chart.alt] { try refuseBareNumbers(in: words ?? "", block: name) }
      blocks.append(
        .chart(
          ChartDraft(
            key: chart.key, title: TextDraft(template: chart.title ?? ""), mark: chart.mark, data: chart.data,
            x: chart.x, y: chart.y, series: chart.series, alt: chart.alt)))
    case .footnote(let footnote):
      let text = try text(footnote.text, footnote.values, block: "footnote-\(footnote.key)")
      blocks.append(.footnote(FootnoteDraft(key: footnote.key, text: text)))
    case .diagnostic(let diagnostic): note(diagnostic)
    case .hello, .query, .describe, .lookup, .credit, .drop, .asset, .progress, .log, .done, .unknown: break
    }
  }

  private func text(
    _ template: String, _ sources: [String: ValueSource]?, block: String
  ) throws(HostError) -> TextDraft {
    try refuseBareNumbers(in: template, block: block)
    return TextDraft(template: template, values: try resolve(sources, block: block))
  }

  private func resolve(
    _ sources: [String: ValueSource]?, block: String
  ) throws(HostError) -> [String: VerifiedValue] {
    guard let sources, !sources.isEmpty else { return [:] }
    let resolved = try ValueResolver(sources, block: block, plan: plan, cells: cells, tables: tables).resolveAll()
    for (name, value) in resolved { values["\(block).\(name)"] = value }
    return resolved
  }

  private func refuseBareNumbers(in template: String, block: String) throws(HostError) {
    guard !plan.policy.allowsUnsourced, let figure = UnbackedNumbers.words(in: template).first else { return }
    throw HostError(
      code: "evidence.missing", message: "the text of '\(block)' holds the bare number \(figure)",
      hint: "put a {name} in its place and say under values where it comes from; codes stand in backticks")
  }

  private func unique(_ key: String?, _ kind: String) throws(HostError) -> String {
    guard let key else { return blockName(nil, kind) }
    guard keys.insert(key).inserted else {
      throw HostError(
        code: "protocol.duplicate_id", message: "the key '\(key)' was used before in this run",
        hint: "give every block a key of its own")
    }
    return key
  }

  private func blockName(_ key: String?, _ kind: String) -> String {
    if let key { return key }
    unnamed += 1
    return "\(kind)-\(unnamed)"
  }

  private func note(_ message: DiagnosticMessage) {
    let severity = Severity(rawValue: message.severity) ?? .warning
    blocks.append(
      .notice(
        Notice(severity: severity, code: message.code ?? "data.note", message: message.message, hint: message.help)))
  }

  private func refuse(_ error: HostError, _ received: PluginSession.ReceivedMessage) {
    add(
      .error, error.code, "a \(received.message.type) was refused (line \(received.line)): \(error.message)",
      hint: error.hint)
  }

  private func add(_ severity: Severity, _ code: String, _ message: String, hint: String?) {
    blocks.append(.notice(Notice(severity: severity, code: code, message: message, hint: hint)))
    diagnostics.append(
      Diagnostic(severity: severity, code: code, message: message, hint: hint, place: plan.section))
  }
}

internal import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import TradeModel
internal import TradeStore

/// Puts the plugins' blocks into the outline of the report file.
struct DraftAssembly {
  let plan: BuildPlan
  let results: [String: RunResult]
  let dataset: Dataset
  let snapshot: String
  private var words: ScopeWords?
  private(set) var diagnostics: [Diagnostic] = []

  init(plan: BuildPlan, results: [String: RunResult], dataset: Dataset, snapshot: String) {
    self.plan = plan
    self.results = results
    self.dataset = dataset
    self.snapshot = snapshot
  }

  /// Returns the draft of the whole report.
  mutating func draft() throws(StoreError) -> ReportDraft {
    words = try ScopeWords(plan.file, dataset: dataset)
    var sections: [SectionDraft] = []
    for entry in plan.file.sections { if let section = section(entry) { sections.append(section) } }
    let records = plan.file.plugins.compactMap { record($0) }
    var ledger = Ledger()
    for entry in plan.file.plugins {
      guard let own = results[entry.id]?.ledger else { continue }
      ledger.append(entry.shown == nil ? own : own.pruned(to: visible(entry)))
    }
    let remarks = plan.file.plugins.flatMap { entry in
      results[entry.id].map { SectionRemarks($0, section: entry.id, plugin: entry.plugin.text).diagnostics } ?? []
    }
    let scope = scope()
    let units = try units()
    return ReportDraft(
      title: filled(plan.file.title.text), subtitle: plan.file.subtitle.map { filled($0.text) },
      authors: plan.file.authors,
      asOf: plan.file.asOf.text, language: plan.file.language, form: plan.file.form, scope: scope, snapshot: snapshot,
      sections: sections, ledger: ledger, units: units, plugins: records,
      diagnostics: diagnostics + remarks,
      generator: "waybill \(ProgramVersion.current)")
  }

  /// Returns the section; nil where nothing of it is to be shown.
  private mutating func section(_ entry: ReportFile.Entry) -> SectionDraft? {
    switch entry {
    case .text(let id, let title, let paragraphs, let needs):
      guard hasAll(needs) else { return nil }
      var blocks: [BlockDraft] = []
      for paragraph in paragraphs {
        blocks.append(.prose(ProseDraft(text: TextDraft(template: paragraph.text, values: values(named: paragraph)))))
      }
      return SectionDraft(id: id, title: filled(title), status: .complete, blocks: blocks)
    case .plugin(let plugin): return section(plugin)
    case .group(let id, let title, let entries):
      var sections: [SectionDraft] = []
      for entry in entries { if let section = section(entry) { sections.append(section) } }
      let notice = Notice(
        severity: .note, code: "report.left_out", message: "the data gave none of the findings that this section shows",
        hint: "import figures of this scope, or name another")
      return SectionDraft(
        id: id, title: filled(title), status: .complete, blocks: sections.isEmpty ? [.notice(notice)] : [],
        sections: sections)
    }
  }

  private mutating func section(_ plugin: ReportFile.PluginEntry) -> SectionDraft? {
    let result = results[plugin.id] ?? RunResult()
    var blocks = result.blocks
    if let failure = result.failure, blocks.isEmpty {
      blocks.append(
        .notice(
          Notice(severity: .error, code: failure.code, message: failure.message, hint: failure.hint)))
    } else if let shown = plugin.shown, result.failure == nil {
      blocks = chosen(shown, of: blocks, section: plugin.id)
      if blocks.isEmpty { return nil }
    }
    let fallback = plan.tasks[plugin.id]?.analysis.title ?? plugin.plugin.text
    let hasHeading = blocks.contains { if case .heading(let heading) = $0 { heading.level <= 2 } else { false } }
    let isUntitled = plugin.title.isEmpty && !hasHeading
    // Single findings stand among the report's own texts, without a heading, unless the file gives one.
    let isInline = isUntitled && plugin.shown != nil && result.failure == nil
    return SectionDraft(
      id: plugin.id, title: isInline ? "" : isUntitled ? fallback : filled(plugin.title), status: result.status,
      plugin: isInline ? nil : plugin.plugin.text, blocks: blocks)
  }

  /// Returns the blocks of these keys, in the order of the keys, and notes those that the plugin has not made.
  private mutating func chosen(
    _ keys: [ReportFile.Text], of blocks: [BlockDraft], section: String
  ) -> [BlockDraft] {
    keys.compactMap { key in
      if let block = blocks.first(where: { $0.key == key.text }) { return block }
      leaveOut("the section '\(section)' has made no block '\(key.text)' to show", at: key.place)
      return nil
    }
  }

  /// Returns whether plugins have made all these findings, and notes the first that they have not.
  private mutating func hasAll(_ needs: [ReportFile.Text]) -> Bool {
    for need in needs {
      let parts = need.text.split(separator: ".", maxSplits: 1).map(String.init)
      let names = results[parts[0]]?.values.keys.map(\.self) ?? []
      guard names.contains(where: { $0 == parts[1] || $0.hasPrefix(parts[1] + ".") }) else {
        leaveOut(
          "the section '\(parts[0])' has made no '\(parts[1])', so a text that needs it is left out", at: need.place)
        return false
      }
    }
    return true
  }

  /// Returns the beginnings of the names of all values that a reader meets, of a section that is shown in parts.
  private func visible(_ entry: ReportFile.PluginEntry) -> [String] {
    let cited = plan.file.texts.flatMap { PlaceholderNames.names(in: $0.text) }.filter { $0.hasPrefix(entry.id + ".") }
    return cited + (entry.shown ?? []).map { "\(entry.id).\($0.text)." }
  }

  private mutating func leaveOut(_ message: String, at place: FilePlace) {
    diagnostics.append(
      Diagnostic(severity: .note, code: "report.left_out", message: message, place: place.description))
  }

  /// Returns the values that a text of the report file names, and reports those that no plugin has made.
  private mutating func values(named text: ReportFile.Text) -> [String: VerifiedValue] {
    var values = words?.values ?? [:]
    for name in PlaceholderNames.names(in: text.text) where values[name] == nil {
      let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let result = results[parts[0]] else { continue }
      if let value = result.values[parts[1]] {
        values[name] = value
        continue
      }
      // What stands in its place is visible, and said once: here.
      values[name] = VerifiedValue(kind: .text, raw: "[missing value: \(name)]", level: .unsourced)
      diagnostics.append(
        .usage(
          "report.unknown_value", "the section '\(parts[0])' has made no value '\(parts[1])'", at: text.place,
          hint: ValueNames(result.values.keys, section: parts[0]).hint(for: parts[1])))
    }
    return values
  }

  private func record(_ entry: ReportFile.PluginEntry) -> PluginRecord? {
    guard let task = plan.tasks[entry.id], let result = results[entry.id] else { return nil }
    return PluginRecord(
      section: entry.id, id: task.plugin.manifest.hello.id, version: task.plugin.manifest.hello.version,
      digest: task.digest, status: result.outcome,
      queries: result.queryCount, rowsRead: result.rowCount)
  }

  /// Returns the report's scope in words.
  private func scope() -> [ScopeEntry] {
    plan.file.scope.map { item in
      ScopeEntry(
        name: item.name.prefix(1).uppercased() + item.name.dropFirst(),
        value: words?["scope.\(item.name)"] ?? item.value.text)
    }
  }

  private func filled(_ title: String) -> String { words?.filled(title) ?? title }

  private func units() throws(StoreError) -> [UnitLabel] {
    try dataset.units().map { unit in
      // Money is written with its code in front, everything else with its words behind.
      unit.isCurrency
        ? UnitLabel(code: unit.code, singular: unit.code, plural: unit.plural, isPrefix: true)
        : UnitLabel(code: unit.code, singular: unit.singular, plural: unit.plural)
    }
  }
}

extension Ledger {
  /// Returns what the values with these beginnings of names rest on.
  fileprivate func pruned(to names: [String]) -> Ledger {
    var result = Ledger(queries: queries)
    var moved: [Int: Int] = [:]
    for record in values where names.contains(where: { record.id == $0 || record.id.hasPrefix($0) }) {
      var record = record
      for index in record.inputs.indices {
        record.inputs[index].sources = record.inputs[index].sources.map { place in
          if let known = moved[place] { return known }
          moved[place] = result.sources.count
          result.sources.append(sources[place])
          return result.sources.count - 1
        }
      }
      result.values.append(record)
    }
    return result
  }

  /// Adds another section's ledger behind this one; its source rows move, and so do the references to them.
  mutating func append(_ other: Ledger) {
    let offset = sources.count
    queries += other.queries
    sources += other.sources
    values += other.values.map { record in
      var moved = record
      for index in moved.inputs.indices {
        moved.inputs[index].sources = moved.inputs[index].sources.map { $0 + offset }
      }
      return moved
    }
  }
}

extension BlockDraft {
  /// The name that the plugin gave the block, where it has one.
  fileprivate var key: String? {
    switch self {
    case .heading, .notice: nil
    case .prose(let prose): prose.key
    case .list(let list): list.key
    case .finding(let finding): finding.key
    case .table(let table): table.key
    case .chart(let chart): chart.key
    case .footnote(let footnote): footnote.key
    }
  }
}

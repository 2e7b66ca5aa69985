import ReportModel

extension Composer {
  /// Returns the blocks of a section; the one that became the section's heading is left out.
  mutating func compose(_ drafts: [BlockDraft], in context: SectionContext, title: SectionTitle) -> [Block] {
    var blocks: [Block] = []
    // With the plugin's own heading as the section's, its level 3 stands directly below.
    let base = title.heading == nil ? 2 : 3
    for (index, draft) in drafts.enumerated() where index != title.takenBlock {
      switch draft {
      case .heading(let heading):
        let depth = context.number.level + 1 + max(0, heading.level - base)
        blocks.append(
          .heading(Heading(level: min(depth, 6), text: inlines(heading.text, in: context.at("heading")))))
      case .prose(let prose): blocks += paragraphs(prose, in: context)
      case .list(let list):
        let place = context.at(list.key ?? "list")
        blocks.append(
          .list(ItemList(id: anchor(list.key, in: context), items: list.items.map { inlines($0, in: place) })))
      case .finding(let finding): blocks.append(.finding(compose(finding, in: context)))
      case .table(let table): blocks.append(.table(compose(table, in: context)))
      case .chart(let chart): blocks.append(compose(chart, in: context))
      case .footnote: break
      case .notice(let notice): blocks.append(.notice(notice))
      }
    }
    return blocks
  }

  private func anchor(_ key: String?, in context: SectionContext) -> String? {
    key.map { context.id + "." + $0 }
  }

  /// Returns one paragraph for each run of lines; the first one carries the anchor.
  private mutating func paragraphs(_ draft: ProseDraft, in context: SectionContext) -> [Block] {
    var texts: [String] = []
    var lines: [Substring] = []
    var remaining = draft.text.template.split(omittingEmptySubsequences: false) { $0.isNewline }
    remaining.append("")
    for line in remaining {
      if line.allSatisfy({ $0.isWhitespace }) {
        if !lines.isEmpty { texts.append(lines.joined(separator: " ")) }
        lines.removeAll()
      } else {
        lines.append(line)
      }
    }
    let place = context.at(draft.key ?? "prose")
    return texts.enumerated().map { index, text in
      .paragraph(
        Paragraph(
          id: index == 0 ? anchor(draft.key, in: context) : nil,
          text: inlines(TextDraft(template: text, values: draft.text.values), in: place)))
    }
  }

  private mutating func compose(_ draft: FindingDraft, in context: SectionContext) -> Finding {
    let text = inlines(draft.text, in: context.at(draft.key))
    return Finding(
      id: context.id + "." + draft.key, text: text, signal: draft.signal, level: weakestLevel(draft.text),
      sources: sources.numbers(behind: text))
  }

  /// Returns the weakest level of the values that a text names; nothing backs a text without values.
  private func weakestLevel(_ draft: TextDraft) -> EvidenceLevel {
    let levels = placeholders(InlineParser.parse(draft.template)).compactMap { name -> EvidenceLevel? in
      guard let value = draft.values[name] else { return .unsourced }
      let isWord = value.kind == .text && value.evidence == nil && value.level != .mismatch
      return isWord ? nil : value.level
    }
    return levels.max() ?? .unsourced
  }

  private func placeholders(_ items: [DraftInline]) -> [String] {
    items.flatMap { item -> [String] in
      switch item {
      case .placeholder(let name): [name]
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): placeholders(inner)
      case .text, .code, .footnote, .reference: []
      }
    }
  }
}

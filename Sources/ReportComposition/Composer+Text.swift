import ReportModel
internal import Spelling

extension Composer {
  /// Returns the pieces of a text with every name looked up.
  mutating func inlines(_ draft: TextDraft, in context: SectionContext) -> [Inline] {
    resolve(InlineParser.parse(draft.template), draft.values, after: "", in: context)
  }

  /// Returns the pieces of a line without values, such as a table's note.
  mutating func inlines(_ text: String, in context: SectionContext) -> [Inline] {
    inlines(TextDraft(template: text), in: context)
  }

  /// Returns the pieces in order; `before` is the text that stands in front of them.
  private mutating func resolve(
    _ items: [DraftInline], _ values: [String: VerifiedValue], after before: String, in context: SectionContext
  ) -> [Inline] {
    var result: [Inline] = []
    var tail = before
    for item in items {
      for piece in resolve(item, values, after: tail, in: context) {
        tail = String((tail + [piece].plainText.suffix(8)).suffix(8))
        if case .text(let text) = piece, case .text(let before)? = result.last {
          result[result.count - 1] = .text(before + text)
        } else {
          result.append(piece)
        }
      }
    }
    return result
  }

  private mutating func resolve(
    _ item: DraftInline, _ values: [String: VerifiedValue], after before: String, in context: SectionContext
  ) -> [Inline] {
    switch item {
    case .text(let text): return [.text(text)]
    case .code(let code): return [.code(code)]
    case .emphasis(let inner): return [.emphasis(resolve(inner, values, after: before, in: context))]
    case .strong(let inner): return [.strong(resolve(inner, values, after: before, in: context))]
    case .link(let inner, let address):
      let words = resolve(inner, values, after: before, in: context)
      if isAllowed(address) { return [.link(text: words, address: address)] }
      diagnostics.append(
        Diagnostic(
          severity: .warning, code: "link.refused", message: "a link was dropped: its address is '\(address)'",
          hint: "only http, https and mailto addresses become links", place: context.place))
      return words
    case .placeholder(let name): return value(named: name, values, after: before, in: context)
    case .footnote(let key): return footnote(key, in: context)
    case .reference(let key): return reference(key, in: context)
    }
  }

  private func isAllowed(_ address: String) -> Bool {
    let lowered = address.lowercased()
    guard !address.utf8.contains(where: { $0 <= 32 || $0 == 127 }) else { return false }
    return ["http://", "https://", "mailto:"].contains { lowered.hasPrefix($0) && lowered.count > $0.count }
  }

  private mutating func value(
    named name: String, _ values: [String: VerifiedValue], after before: String, in context: SectionContext
  ) -> [Inline] {
    guard let value = values[name] else {
      let nearest = nearestName(to: name, among: values.keys)
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "evidence.missing", message: "the text names a value '\(name)' that does not exist",
          hint: nearest.map { "did you mean '\($0)'?" }, place: context.place))
      return [.strong([.text("[missing value: \(name)]")])]
    }
    var text = formatter.text(value, in: .prose)
    if value.kind == .code, !before.endsSentence { text = value.raw.isAreaCode ? text : text.uncapitalized }
    if text.isEmpty {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "evidence.missing", message: "the value '\(name)' is empty and says no reason",
          place: context.place))
      text = "[no value: \(name)]"
    }
    var pieces: [Inline] = []
    if value.kind != .number, value.evidence == nil, value.status == nil, value.level != .mismatch {
      pieces.append(.text(text))
    } else {
      pieces.append(
        .value(
          ValueSpan(text: text, raw: value.raw, unit: value.unit, level: value.level, evidence: value.evidence)))
    }
    guard let covers = value.covers else { return pieces }
    let note = coverage(covers)
    // A footnote cannot hold a footnote.
    pieces.append(context.isFootnote ? .text(" (\(note))") : .footnote(footnoteNumber(of: [.text(note)])))
    return pieces
  }

  /// Returns the words that say which part of a period a figure covers.
  func coverage(_ period: String) -> String {
    "covers " + (PeriodText(period)?.words ?? period) + " only"
  }

  /// Returns the number of the footnote with these words, a new one where there is none yet.
  mutating func footnoteNumber(of text: [Inline]) -> Int {
    if let known = numberByText[text] { return known }
    let number = footnotes.count + 1
    footnotes.append(Footnote(number: number, text: text))
    numberByText[text] = number
    return number
  }

  private mutating func footnote(_ key: String, in context: SectionContext) -> [Inline] {
    guard !context.isFootnote else {
      diagnostics.append(
        Diagnostic(
          severity: .warning, code: "footnote.nested", message: "a footnote points to the footnote '\(key)'",
          hint: "say both in one footnote", place: context.place))
      return [.text("[footnote \(key)]")]
    }
    let name = context.id + "\u{0}" + key
    if let number = footnoteNumbers[name] { return [.footnote(number)] }
    guard let draft = context.footnotes[key] else {
      let nearest = nearestName(to: key, among: context.footnotes.keys)
      diagnostics.append(
        Diagnostic(
          severity: .error, code: "reference.unknown",
          message: "the text points to a footnote '\(key)' that is not there",
          hint: nearest.map { "did you mean '\($0)'?" }, place: context.place))
      return [.strong([.text("[missing footnote: \(key)]")])]
    }
    let number = footnoteNumber(of: inlines(draft, in: context.inFootnote(key)))
    footnoteNumbers[name] = number
    return [.footnote(number)]
  }

  private mutating func reference(_ key: String, in context: SectionContext) -> [Inline] {
    if let target = outline.target(key, in: context.id) {
      return [.reference(text: target.name, anchor: target.anchor)]
    }
    let nearest = outline.nearest(to: key, in: context.id)
    diagnostics.append(
      Diagnostic(
        severity: .error, code: "reference.unknown", message: "the text refers to '@\(key)', which is not there",
        hint: nearest.map { "did you mean '@\($0)'?" } ?? "write \\@ for a plain at sign", place: context.place))
    return [.strong([.text("[missing reference: \(key)]")])]
  }
}

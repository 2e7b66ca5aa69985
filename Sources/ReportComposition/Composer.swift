package import ReportModel

/// Returns the report of a draft: outline, numbers, footnotes, cross references and every value in words.
///
/// The function is total: what a text names but the draft does not have becomes a visible mark and a diagnostic.
package func compose(_ draft: ReportDraft) -> Report {
  var composer = Composer(draft)
  return composer.report(of: draft)
}

/// The state of one composition.
struct Composer {
  /// Writes values.
  let formatter: ValueFormatter
  /// What references can point to.
  let outline: Outline
  /// The numbers of the publications behind every record.
  let sources: SourceNumbers
  /// Footnotes so far, in the order of first use.
  var footnotes: [Footnote] = []
  /// The number of a footnote by its words, so that one text has one number.
  var numberByText: [[Inline]: Int] = [:]
  /// The number of a footnote by its section and key.
  var footnoteNumbers: [String: Int] = [:]
  /// What went wrong, or nearly.
  var diagnostics: [Diagnostic] = []
  /// The numbers given so far.
  var counters = Counters()

  /// The last numbers given to tables and charts.
  struct Counters {
    var table = 0
    var chart = 0
  }

  init(_ draft: ReportDraft) {
    formatter = ValueFormatter(
      units: draft.units,
      calculations: Set(draft.ledger.values.filter { $0.form == "calculation" }.map(\.id)))
    outline = Outline(draft)
    sources = SourceNumbers(draft.ledger)
  }

  mutating func report(of draft: ReportDraft) -> Report {
    let sections = compose(draft.sections, parent: nil)
    return Report(
      title: draft.title, subtitle: draft.subtitle, authors: draft.authors, asOf: draft.asOf, language: draft.language,
      form: draft.form,
      scope: draft.scope.map(inWords), snapshot: draft.snapshot, generator: draft.generator, sections: sections,
      footnotes: footnotes, origins: origins(of: draft.ledger.sources), ledger: draft.ledger, plugins: draft.plugins,
      diagnostics: draft.diagnostics + diagnostics)
  }

  /// Returns the entry with a period in words, such as `January 2017 to December 2022`.
  private func inWords(_ entry: ScopeEntry) -> ScopeEntry {
    var entry = entry
    entry.value = PeriodText(entry.value)?.words ?? entry.value
    return entry
  }

  private mutating func compose(_ drafts: [SectionDraft], parent: SectionNumber?) -> [Section] {
    var siblings = 0
    return drafts.map { draft in
      let title = SectionTitle(draft)
      let number = SectionNumber.next(after: &siblings, below: parent, isNumbered: title.isNumbered)
      let context = SectionContext(draft, number: number)
      let words: [Inline] =
        if let heading = title.heading {
          inlines(heading, in: context.at("title"))
        } else {
          title.text.isEmpty ? [] : [.text(title.text)]
        }
      let blocks = compose(draft.blocks, in: context, title: title)
      reportUnusedFootnotes(context)
      return Section(
        id: draft.id, number: number.text, level: number.level, title: words, status: draft.status,
        plugin: draft.plugin, blocks: blocks, sections: compose(draft.sections, parent: number))
    }
  }

  private mutating func reportUnusedFootnotes(_ context: SectionContext) {
    for key in context.footnotes.keys.sorted() where footnoteNumbers[context.id + "\u{0}" + key] == nil {
      diagnostics.append(
        Diagnostic(
          severity: .note, code: "footnote.unused", message: "no text points to the footnote '\(key)'",
          hint: "write [^\(key)] where it belongs", place: context.place))
    }
  }
}

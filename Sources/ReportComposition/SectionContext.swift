import ReportModel

/// What the blocks of one section can name, and where they stand.
struct SectionContext {
  /// The section's name.
  var id: String
  /// The section's place in the outline.
  var number: SectionNumber
  /// The footnotes that the section's texts can point to.
  var footnotes: [String: TextDraft] = [:]
  /// The tables that the section's charts can draw.
  var tables: [String: TableDraft] = [:]
  /// The block in hand, for diagnostics.
  var block: String?
  /// Whether the text in hand is itself a footnote's.
  var isFootnote = false

  /// Creates the context of a section.
  init(_ draft: SectionDraft, number: SectionNumber) {
    id = draft.id
    self.number = number
    for block in draft.blocks {
      switch block {
      case .footnote(let footnote): footnotes[footnote.key] = footnotes[footnote.key] ?? footnote.text
      case .table(let table): tables[table.key] = tables[table.key] ?? table
      case .heading, .prose, .list, .finding, .chart, .notice: break
      }
    }
  }

  /// Where the text in hand stands, for diagnostics.
  var place: String { block.map { id + "." + $0 } ?? id }

  /// Returns the context with another block in hand.
  func at(_ block: String) -> SectionContext {
    var copy = self
    copy.block = block
    return copy
  }

  /// Returns the context of a footnote's text.
  func inFootnote(_ key: String) -> SectionContext {
    var copy = at("footnote " + key)
    copy.isFootnote = true
    return copy
  }
}

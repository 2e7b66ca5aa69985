/// A block before composition: one case a kind, so that a new kind does not compile until composition knows it.
public enum BlockDraft: Codable, Hashable, Sendable {
  /// A heading.
  case heading(HeadingDraft)
  /// A paragraph.
  case prose(ProseDraft)
  /// A list.
  case list(ListDraft)
  /// A statement with evidence.
  case finding(FindingDraft)
  /// A table.
  case table(TableDraft)
  /// A chart.
  case chart(ChartDraft)
  /// A footnote's text.
  case footnote(FootnoteDraft)
  /// A remark of the host.
  case notice(Notice)
}

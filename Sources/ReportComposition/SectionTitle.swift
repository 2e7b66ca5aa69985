import ReportModel

/// The words of a section's heading, and the block that they were taken from.
struct SectionTitle {
  /// The words from the report file; empty where `heading` or nothing stands.
  var text = ""
  /// The plugin's own heading, where the report file gives none.
  var heading: TextDraft?
  /// The position of the block that now stands as the section's heading, so that it is not repeated.
  var takenBlock: Int?

  /// Whether the section gets a heading and a number.
  var isNumbered: Bool { heading != nil || !text.isEmpty }

  /// Creates the title of a section: from the report file, else from the plugin's first level-2 heading.
  init(_ draft: SectionDraft) {
    text = draft.title
    for (index, block) in draft.blocks.enumerated() {
      guard case .heading(let own) = block, own.level <= 2 else { continue }
      if draft.title.isEmpty { heading = own.text }
      if draft.title.isEmpty || draft.title == own.text.template { takenBlock = index }
      break
    }
    // A section that a plugin or a group owns must be found again, whatever its plugin sent.
    if text.isEmpty, heading == nil, draft.plugin != nil || !draft.sections.isEmpty || draft.status != .complete {
      text = draft.id
    }
  }
}

/// One section of the outline with what its plugin sent.
public struct SectionDraft: Codable, Hashable, Sendable {
  /// The name of the section in the report file.
  public var id: String
  /// The words of its heading; a level-2 heading of the plugin replaces an empty title.
  public var title: String
  /// Whether everything that the section should hold is there.
  public var status: SectionStatus
  /// The plugin behind it; nil for prose and groups.
  public var plugin: String?
  /// What it holds, in order.
  public var blocks: [BlockDraft]
  /// The sections of a group.
  public var sections: [SectionDraft]

  /// Creates the value from its parts.
  public init(
    id: String, title: String, status: SectionStatus, plugin: String? = nil, blocks: [BlockDraft],
    sections: [SectionDraft] = []
  ) {
    self.id = id
    self.title = title
    self.status = status
    self.plugin = plugin
    self.blocks = blocks
    self.sections = sections
  }
}

/// A numbered section.
public struct Section: Codable, Hashable, Sendable {
  /// The name in the report file.
  public var id: String
  /// The number in the outline, such as `2.1`.
  public var number: String
  /// The depth: 1 for the top.
  public var level: Int
  /// The words of its heading.
  public var title: [Inline]
  /// Whether everything that it should hold is there.
  public var status: SectionStatus
  /// The plugin behind it.
  public var plugin: String?
  /// What it holds, in order.
  public var blocks: [Block]
  /// The sections below it.
  public var sections: [Section]

  /// Creates the value from its parts.
  public init(
    id: String, number: String, level: Int, title: [Inline], status: SectionStatus, plugin: String? = nil,
    blocks: [Block], sections: [Section]
  ) {
    self.id = id
    self.number = number
    self.level = level
    self.title = title
    self.status = status
    self.plugin = plugin
    self.blocks = blocks
    self.sections = sections
  }
}

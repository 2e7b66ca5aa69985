/// A chart of a table's columns.
public struct ChartDraft: Codable, Hashable, Sendable {
  /// The name of the chart, unique in its section.
  public var key: String
  /// The caption.
  public var title: TextDraft
  /// `line`, `bar` or `point`; an unknown mark is shown as a table.
  public var mark: String
  /// The key of the table in the same section.
  public var data: String
  /// The column of the horizontal axis.
  public var x: String
  /// The column of the vertical axis.
  public var y: String
  /// The column that tells the series apart.
  public var series: String?
  /// What the chart shows, in words, for readers who cannot see it.
  public var alt: String?

  /// Creates the value from its parts.
  public init(
    key: String, title: TextDraft, mark: String, data: String, x: String, y: String, series: String? = nil,
    alt: String? = nil
  ) {
    self.key = key
    self.title = title
    self.mark = mark
    self.data = data
    self.x = x
    self.y = y
    self.series = series
    self.alt = alt
  }
}

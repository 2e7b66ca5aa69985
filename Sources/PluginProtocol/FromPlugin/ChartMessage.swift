/// A chart of a table's columns.
public struct ChartMessage: Codable, Hashable, Sendable {
  /// A stable name, unique in the run.
  public var key: String
  /// `line`, `bar` or `point`.
  public var mark: String
  /// The key of the table.
  public var data: String
  /// The column of the horizontal axis.
  public var x: String
  /// The column of the vertical axis.
  public var y: String
  /// The column that tells the series apart.
  public var series: String?
  /// The caption.
  public var title: String?
  /// What the chart shows, in words.
  public var alt: String?

  /// Creates the value from its parts.
  public init(
    key: String, mark: String, data: String, x: String, y: String, series: String? = nil, title: String? = nil,
    alt: String? = nil
  ) {
    self.key = key
    self.mark = mark
    self.data = data
    self.x = x
    self.y = y
    self.series = series
    self.title = title
    self.alt = alt
  }
}

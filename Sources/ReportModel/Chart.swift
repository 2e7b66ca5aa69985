/// A numbered chart.
public struct Chart: Codable, Hashable, Sendable {
  /// The anchor: `section.key`.
  public var id: String
  /// The number in the report.
  public var number: Int
  /// The caption.
  public var title: [Inline]
  /// `line`, `bar` or `point`.
  public var mark: String
  /// The anchor of the table that it draws.
  public var table: String
  /// The column of the horizontal axis.
  public var x: String
  /// The column of the vertical axis.
  public var y: String
  /// The column that tells the series apart.
  public var series: String?
  /// What the chart shows, in words.
  public var alt: String
  /// What is drawn, in the table's order; missing values are left out.
  public var points: [ChartPoint]

  /// Creates the value from its parts.
  public init(
    id: String, number: Int, title: [Inline], mark: String, table: String, x: String, y: String,
    series: String? = nil, alt: String, points: [ChartPoint]
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.mark = mark
    self.table = table
    self.x = x
    self.y = y
    self.series = series
    self.alt = alt
    self.points = points
  }
}

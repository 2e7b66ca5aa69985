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
  /// The words along the horizontal axis.
  public var xLabel: String
  /// The words along the vertical axis, with the unit.
  public var yLabel: String
  /// How the numbers along the vertical axis are written.
  public var format: ValueFormat
  /// Notes below the chart, such as what was left out.
  public var notes: [[Inline]]

  /// Creates the value from its parts.
  public init(
    id: String, number: Int, title: [Inline], mark: String, table: String, x: String, y: String,
    series: String? = nil, alt: String, points: [ChartPoint], xLabel: String = "", yLabel: String = "",
    format: ValueFormat = .auto, notes: [[Inline]] = []
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
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.format = format
    self.notes = notes
  }
}

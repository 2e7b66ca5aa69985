/// One point of a chart.
public struct ChartPoint: Codable, Hashable, Sendable {
  /// The printed form of the horizontal value.
  public var x: String
  /// The vertical value, in the column's unit.
  public var y: Double
  /// The low bound of the vertical value.
  public var low: Double?
  /// The high bound of the vertical value.
  public var high: Double?
  /// The series' name.
  public var series: String?
  /// The printed form of the vertical value.
  public var label: String
  /// Where the middle of a period lies, in months since year 0; nil where the horizontal value is no period.
  public var position: Double?

  /// Creates the value from its parts.
  public init(
    x: String, y: Double, low: Double? = nil, high: Double? = nil, series: String? = nil, label: String,
    position: Double? = nil
  ) {
    self.x = x
    self.y = y
    self.low = low
    self.high = high
    self.series = series
    self.label = label
    self.position = position
  }
}

/// The span of time that a query asks for.
public struct QueryPeriod: Codable, Hashable, Sendable {
  /// The first period, such as `2019`, `2020-Q1` or `2020-04`.
  public var from: Period
  /// The last period, included; the same as `from` where it is left out.
  public var to: Period?
  /// How the span is cut into rows when `period` stands in `by`; `printed` where it is left out.
  public var grain: PeriodGrain?
  /// Only these months of each year, first and last included: `[1, 4]` compares January to April of every year.
  public var months: [Int]?

  /// Creates the span of a query.
  public init(from: Period, to: Period? = nil, grain: PeriodGrain? = nil, months: [Int]? = nil) {
    self.from = from
    self.to = to
    self.grain = grain
    self.months = months
  }
}

/// The length of a row's period.
public enum PeriodGrain: String, Codable, Hashable, Sendable, CaseIterable {
  /// Each period as the source printed it, overlapping ones side by side.
  case printed
  /// Calendar months.
  case month
  /// Calendar quarters.
  case quarter
  /// Calendar years, or the same `months` of each.
  case year
  /// Twelve months from April, as India's customs count.
  case fiscalYearApril = "fiscal-year-april"
}

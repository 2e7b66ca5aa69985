package import TradeModel

/// A span of days, the end not included: the compact form of a `Period`.
package struct DaySpan: Hashable, Sendable, Comparable {
  /// The number of the first day.
  package var start: Int32
  /// The number of the day after the last one.
  package var end: Int32

  /// Creates a span.
  package init(start: Int32, end: Int32) {
    self.start = start
    self.end = end
  }

  /// Creates the span of a period.
  package init(_ period: Period) {
    self.init(start: period.start.dayNumber, end: period.end.dayNumber)
  }

  /// The span as a period; nil where it is empty.
  package var period: Period? {
    Period(start: CalendarDate(dayNumber: start), end: CalendarDate(dayNumber: end))
  }

  /// The number of days.
  package var dayCount: Int { Int(end) - Int(start) }

  /// Returns whether the other span lies inside this one.
  package func contains(_ other: DaySpan) -> Bool {
    start <= other.start && other.end <= end
  }

  /// Returns whether the spans share a day.
  package func overlaps(_ other: DaySpan) -> Bool {
    start < other.end && other.start < end
  }

  /// Returns the days in both.
  package func intersection(_ other: DaySpan) -> DaySpan? {
    let both = DaySpan(start: max(start, other.start), end: min(end, other.end))
    return both.start < both.end ? both : nil
  }

  /// Returns whether the left span starts earlier, or starts together and ends earlier.
  package static func < (left: DaySpan, right: DaySpan) -> Bool {
    (left.start, left.end) < (right.start, right.end)
  }
}

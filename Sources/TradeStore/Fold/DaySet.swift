import TradeModel

/// A set of days, held as sorted spans that neither overlap nor touch.
package struct DaySet: Hashable, Sendable {
  /// The spans, in order.
  package private(set) var spans: [DaySpan] = []

  /// Creates the empty set.
  package init() {}

  /// Creates the set of the days in the spans.
  package init(_ spans: some Sequence<DaySpan>) {
    for span in spans.sorted() where span.start < span.end {
      if let last = self.spans.last, span.start <= last.end {
        self.spans[self.spans.count - 1].end = max(last.end, span.end)
      } else {
        self.spans.append(span)
      }
    }
  }

  /// Creates the set of the days in one span.
  package init(_ span: DaySpan) {
    if span.start < span.end { spans = [span] }
  }

  /// Whether there is no day.
  package var isEmpty: Bool { spans.isEmpty }

  /// The number of days.
  package var dayCount: Int { spans.reduce(0) { $0 + $1.dayCount } }

  /// Returns the days of either set.
  package func union(_ other: DaySet) -> DaySet {
    DaySet(spans + other.spans)
  }

  /// Returns the days of both sets.
  package func intersection(_ other: DaySet) -> DaySet {
    var both: [DaySpan] = []
    var left = spans.startIndex
    var right = other.spans.startIndex
    while left < spans.endIndex, right < other.spans.endIndex {
      if let common = spans[left].intersection(other.spans[right]) { both.append(common) }
      if spans[left].end < other.spans[right].end { left += 1 } else { right += 1 }
    }
    return DaySet(both)
  }

  /// Returns the days of this set that are not in the other one.
  package func subtracting(_ other: DaySet) -> DaySet {
    var rest: [DaySpan] = []
    for span in spans {
      var start = span.start
      for taken in other.spans where taken.overlaps(span) {
        if start < taken.start { rest.append(DaySpan(start: start, end: taken.start)) }
        start = max(start, taken.end)
      }
      if start < span.end { rest.append(DaySpan(start: start, end: span.end)) }
    }
    return DaySet(rest)
  }

  /// Returns whether every day of the other set is in this one.
  package func contains(_ other: DaySet) -> Bool {
    intersection(other) == other
  }

  /// Returns whether some day of the span is in this set.
  package func overlaps(_ span: DaySpan) -> Bool {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].overlaps(span)
  }

  /// Returns whether every day of the span is in this set.
  package func contains(_ span: DaySpan) -> Bool {
    spans.contains { $0.contains(span) }
  }

  /// The spans as periods, joined by commas: `2020-01..2020-03,2020-07`.
  package var label: String {
    spans.compactMap { $0.period?.description }.joined(separator: ",")
  }
}

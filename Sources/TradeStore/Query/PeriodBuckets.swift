package import TradeModel

/// How the asked time is cut into rows.
package enum PeriodBuckets: Hashable, Sendable {
  /// Everything goes into one row, whose days are those of its observations.
  case spanOfData
  /// Everything inside the days goes into one row.
  case whole(DaySet)
  /// Each period goes into a row of its own, as it was printed; nil admits all days.
  case printed(DaySet?)
  /// The calendar's spans, in order, disjoint.
  case calendar([DaySpan])

  /// The largest number of calendar spans that a query may ask for.
  static let limit = 12_000

  /// Cuts the asked time, or says what is wrong with it.
  package init(_ asked: QueryPeriod?, isByPeriod: Bool) throws(QueryProblem) {
    guard let asked else {
      self = isByPeriod ? .printed(nil) : .spanOfData
      return
    }
    let last = asked.to ?? asked.from
    guard let period = Period(start: asked.from.start, end: last.end) else {
      throw QueryProblem(
        code: "query.bad_period", message: "the period ends with \(last), before it begins with \(asked.from)",
        pointer: "/period/to", hint: "exchange from and to")
    }
    let span = DaySpan(period)
    let months = try PeriodBuckets.check(asked.months)
    var grain = asked.grain ?? .printed
    if grain == .fiscalYearApril, months != nil {
      throw QueryProblem(
        code: "query.bad_period", message: "months and the grain fiscal-year-april do not go together",
        pointer: "/period/months", hint: "use the grain year")
    }
    let days = months.map { PeriodBuckets.windows($0, in: span) } ?? [span]
    guard !days.isEmpty else {
      throw QueryProblem(
        code: "query.bad_period", message: "the period has none of the months", pointer: "/period/months",
        hint: "ask for a longer period")
    }
    guard isByPeriod else {
      self = .whole(DaySet(days))
      return
    }
    if grain == .printed, months != nil, asked.grain == nil { grain = .year }
    guard grain != .printed else {
      self = .printed(DaySet(days))
      return
    }
    let spans = PeriodBuckets.cut(span, grain: grain, windows: months == nil ? nil : days)
    guard spans.count <= PeriodBuckets.limit else {
      throw QueryProblem(
        code: "query.too_broad", message: "the period has \(spans.count) rows of the grain \(grain.rawValue)",
        pointer: "/period", hint: "ask for a shorter period or a longer grain")
    }
    self = .calendar(spans)
  }

  /// All days that an observation may lie in; nil admits all.
  package var days: DaySet? {
    switch self {
    case .spanOfData: nil
    case .whole(let days): days
    case .printed(let days): days
    case .calendar(let spans): DaySet(spans)
    }
  }

  /// Returns whether an observation of the days belongs to a row.
  func admit(_ span: DaySpan) -> Bool {
    switch self {
    case .spanOfData, .printed(nil): true
    case .whole(let days), .printed(let days?): days.contains(span)
    case .calendar(let spans): PeriodBuckets.place(of: span, in: spans) != nil
    }
  }

  /// Returns the place of the calendar's span that holds the days; nil where none does.
  static func place(of span: DaySpan, in spans: [DaySpan]) -> Int? {
    var low = 0
    var high = spans.count
    while low < high {
      let middle = (low + high) / 2
      if spans[middle].end <= span.start { low = middle + 1 } else { high = middle }
    }
    return low < spans.count && spans[low].contains(span) ? low : nil
  }

  private static func check(_ months: [Int]?) throws(QueryProblem) -> ClosedRange<Int>? {
    guard let months else { return nil }
    guard months.count == 2, (1...12).contains(months[0]), (months[0]...12).contains(months[1]) else {
      throw QueryProblem(
        code: "query.bad_period", message: "months takes the first and the last month of the same year",
        pointer: "/period/months", hint: "write [1, 4] for January to April")
    }
    return months[0]...months[1]
  }

  /// Returns the same months of each year, as far as they lie wholly inside the span.
  private static func windows(_ months: ClosedRange<Int>, in span: DaySpan) -> [DaySpan] {
    years(of: span).compactMap { year in
      Period(fromYear: year, month: months.lowerBound, throughYear: year, month: months.upperBound).map(DaySpan.init)
    }.filter { span.contains($0) }
  }

  private static func years(of span: DaySpan) -> ClosedRange<Int> {
    let first = CalendarDate(dayNumber: span.start).components.year
    return first...max(first, CalendarDate(dayNumber: span.end - 1).components.year)
  }

  /// Returns the calendar's spans, cut off where the asked time begins or ends inside one.
  private static func cut(_ span: DaySpan, grain: PeriodGrain, windows: [DaySpan]?) -> [DaySpan] {
    let length: Int
    switch grain {
    case .month: length = 1
    case .quarter: length = 3
    case .year, .fiscalYearApril, .printed: length = 12
    }
    let firstMonth = grain == .fiscalYearApril ? 4 : 1
    let years = years(of: span)
    var spans: [DaySpan] = []
    for year in (years.lowerBound - 1)...years.upperBound where year >= 1 {
      for month in stride(from: firstMonth, to: firstMonth + 12, by: length) {
        let last = month + length - 1
        let period = Period(
          fromYear: year + (month - 1) / 12, month: (month - 1) % 12 + 1, throughYear: year + (last - 1) / 12,
          month: (last - 1) % 12 + 1)
        guard let period else { continue }
        if let windows {
          spans += windows.compactMap { $0.intersection(DaySpan(period)) }
        } else if let inside = span.intersection(DaySpan(period)) {
          spans.append(inside)
        }
      }
    }
    return spans
  }
}

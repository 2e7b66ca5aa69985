import TradeModel
import TradeStore

/// How the asked time is cut into cells, day by day.
enum ReferenceCalendar {
  /// One cell for all rows there are.
  case open
  /// One cell for the days.
  case whole(Set<Int32>)
  /// One cell for each printed period inside the days; nil admits all.
  case printed(Set<Int32>?)
  /// One cell for each span.
  case spans([DaySpan])

  init(_ asked: QueryPeriod?, isByPeriod: Bool) {
    guard let asked else {
      self = isByPeriod ? .printed(nil) : .open
      return
    }
    var days = Set(asked.from.start.dayNumber..<(asked.to ?? asked.from).end.dayNumber)
    if let months = asked.months {
      // Only years that have all the asked months inside the asked days take part.
      let kept = days.filter { (months[0]...months[1]).contains(ReferenceCalendar.date($0).month) }
      let complete = Dictionary(grouping: kept) { ReferenceCalendar.date($0).year }.filter { year, own in
        let full = (months[0]...months[1]).reduce(0) { $0 + CalendarDate.dayCount(month: $1, year: year) }
        return own.count == full
      }
      days = Set(complete.values.joined())
    }
    guard isByPeriod else {
      self = .whole(days)
      return
    }
    let grain = asked.grain ?? (asked.months == nil ? .printed : .year)
    guard grain != .printed else {
      self = .printed(days)
      return
    }
    let cells = Dictionary(grouping: days) { ReferenceCalendar.cell(of: $0, grain) }
    self = .spans(
      cells.values.map { own in DaySpan(start: own.min() ?? 0, end: (own.max() ?? 0) + 1) }.sorted())
  }

  private static func date(_ day: Int32) -> (year: Int, month: Int, day: Int) {
    CalendarDate(dayNumber: day).components
  }

  private static func cell(of day: Int32, _ grain: PeriodGrain) -> [Int] {
    let date = date(day)
    switch grain {
    case .printed: return []
    case .month: return [date.year, date.month]
    case .quarter: return [date.year, (date.month - 1) / 3]
    case .year: return [date.year]
    case .fiscalYearApril: return [date.month >= 4 ? date.year : date.year - 1]
    }
  }

  /// All days that a row may lie in; nil admits all.
  var days: Set<Int32>? {
    switch self {
    case .open: nil
    case .whole(let days): days
    case .printed(let days): days
    case .spans(let spans): spans.reduce(into: []) { $0.formUnion($1.dayNumbers) }
    }
  }

  /// From the first to the last asked day.
  var hull: DaySpan? {
    guard let days, let first = days.min(), let last = days.max() else { return nil }
    return DaySpan(start: first, end: last + 1)
  }

  /// Returns the days of the cell that the row belongs to; nil where it reaches beyond each of them.
  func cell(of row: ReferenceRow) -> DaySpan? {
    switch self {
    case .open: DaySpan(start: 0, end: 0)
    case .whole(let days): row.span.dayNumbers.isSubset(of: days) ? DaySpan(start: 0, end: 0) : nil
    case .printed(let days): days.map { row.span.dayNumbers.isSubset(of: $0) } ?? true ? row.span : nil
    case .spans(let spans): spans.first { $0.contains(row.span) }
    }
  }
}

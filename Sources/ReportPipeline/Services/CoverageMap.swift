internal import TradeModel
internal import TradeStore

/// What a dataset knows, laid out in years or months: one line for each reporter and flow.
public struct CoverageMap: Hashable, Sendable {
  /// How long a column is.
  public enum Grain: String, Hashable, Sendable, CaseIterable {
    /// A calendar month.
    case month
    /// A calendar year.
    case year
  }

  /// How much of a column is known.
  public enum Mark: Hashable, Sendable, CaseIterable {
    /// A source holds all trade of every day: what it does not name was not traded.
    case allTrade
    /// Some figures fall into it: what they do not name is unknown.
    case figures
    /// Nothing is known.
    case nothing
  }

  /// One reporter and flow.
  public struct Line: Hashable, Sendable {
    /// The reporter.
    public var reporter: String
    /// The flow.
    public var flow: String
    /// The product group; nil where all are taken together.
    public var product: String?
    /// How many observations there are.
    public var observations: Int
    /// One mark for each column.
    public var marks: [Mark]
  }

  private struct Key: Hashable, Comparable {
    var reporter: String
    var flow: String
    var product: String?

    static func < (left: Key, right: Key) -> Bool {
      (left.reporter, left.flow, left.product ?? "") < (right.reporter, right.flow, right.product ?? "")
    }
  }

  /// The year of the first column.
  public let firstYear: Int
  /// How many years there are.
  public let yearCount: Int
  /// How long a column is; a year has one column or twelve.
  public let grain: Grain
  /// The lines, sorted by reporter, flow and product.
  public let lines: [Line]

  /// Lays the coverage out, from the first year that is known to the last.
  ///
  /// - Parameters:
  ///   - coverage: What is known.
  ///   - grain: How long a column is; nil for months where some period is shorter than a year and there are no more than
  ///     `monthlyYears` years.
  ///   - monthlyYears: For how many years months are shown where the grain is open.
  ///   - byProduct: Whether each product has a line of its own.
  public init(_ coverage: [DatasetService.Coverage], grain: Grain?, monthlyYears: Int, byProduct: Bool) {
    var known: [Key: Set<DaySpan>] = [:]
    var complete: [Key: Set<DaySpan>] = [:]
    var observations: [Key: Int] = [:]
    var all: DaySpan?
    var hasMonths = false
    for entry in coverage {
      let key = Key(reporter: entry.reporter, flow: entry.flow, product: byProduct ? entry.product : nil)
      let span = DaySpan(entry.period)
      known[key, default: []].insert(span)
      if entry.isComplete { complete[key, default: []].insert(span) }
      observations[key, default: 0] += entry.observations
      all = DaySpan(start: min(all?.start ?? span.start, span.start), end: max(all?.end ?? span.end, span.end))
      hasMonths = hasMonths || span.dayCount < 365
    }
    let first = all.map { CalendarDate(dayNumber: $0.start).components.year } ?? 0
    let last = all.map { CalendarDate(dayNumber: $0.end - 1).components.year } ?? -1
    let chosen = grain ?? (hasMonths && last - first < monthlyYears ? .month : .year)
    (firstYear, yearCount, self.grain) = (first, last - first + 1, chosen)
    let columns = CoverageMap.columns(first: first, last: last, grain: chosen)
    lines = known.sorted { $0.key < $1.key }.map { key, spans in
      let (some, all) = (DaySet(spans), DaySet(complete[key] ?? []))
      return Line(
        reporter: key.reporter, flow: key.flow, product: key.product, observations: observations[key] ?? 0,
        marks: columns.map { all.contains($0) ? .allTrade : some.overlaps($0) ? .figures : .nothing })
    }
  }

  private static func columns(first: Int, last: Int, grain: Grain) -> [DaySpan] {
    guard first <= last else { return [] }
    let starts = (first...last).flatMap { year in
      (grain == .year ? [1] : Array(1...12)).compactMap { CalendarDate(year: year, month: $0, day: 1)?.dayNumber }
    }
    guard let end = CalendarDate(year: last + 1, month: 1, day: 1)?.dayNumber else { return [] }
    return zip(starts, starts.dropFirst() + [end]).map { DaySpan(start: $0, end: $1) }
  }
}

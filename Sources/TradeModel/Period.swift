/// A span of whole days, from its first day up to but not including its end.
///
/// A fiscal year, a calendar year and "January and February together" are all periods; a bare year number is not.
public struct Period: Hashable, Sendable {
  /// The first day.
  public let start: CalendarDate
  /// The day after the last one.
  public let end: CalendarDate

  /// Creates a period, or returns nil where the end is not after the start.
  public init?(start: CalendarDate, end: CalendarDate) {
    guard start < end else { return nil }
    self.start = start
    self.end = end
  }

  /// Creates the period of whole months from the first to the last, both included.
  public init?(fromYear: Int, month fromMonth: Int, throughYear: Int, month throughMonth: Int) {
    let nextYear = throughMonth == 12 ? throughYear + 1 : throughYear
    let nextMonth = throughMonth == 12 ? 1 : throughMonth + 1
    guard let start = CalendarDate(year: fromYear, month: fromMonth, day: 1),
      let end = CalendarDate(year: nextYear, month: nextMonth, day: 1)
    else { return nil }
    self.init(start: start, end: end)
  }

  /// Creates the calendar year.
  public static func year(_ year: Int) -> Period? {
    Period(fromYear: year, month: 1, throughYear: year, month: 12)
  }

  /// The last day, included.
  public var lastDay: CalendarDate { end.advanced(byDays: -1) }

  /// The number of days.
  public var dayCount: Int { Int(end.dayNumber - start.dayNumber) }

  /// Returns whether the other period lies inside this one.
  public func contains(_ other: Period) -> Bool {
    start <= other.start && other.end <= end
  }

  /// Returns whether the periods share a day.
  public func overlaps(_ other: Period) -> Bool {
    start < other.end && other.start < end
  }
}

extension Period {
  /// Creates a period from `2020`, `2020-Q1`, `2020-04`, `2020-04-30`, or two of these joined by `..`; else nil.
  public init?(_ text: some StringProtocol) {
    if let dots = Period.rangeSeparator(in: text) {
      guard let first = Period(single: text[..<dots.lowerBound]), let last = Period(single: text[dots.upperBound...])
      else { return nil }
      self.init(start: first.start, end: last.end)
      return
    }
    self.init(single: text)
  }

  private static func rangeSeparator<Text: StringProtocol>(in text: Text) -> Range<Text.Index>? {
    guard let dot = text.firstIndex(of: ".") else { return nil }
    let next = text.index(after: dot)
    guard next < text.endIndex, text[next] == "." else { return nil }
    return dot..<text.index(after: next)
  }

  private init?(single text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard let first = parts.first, first.utf8.count == 4, let year = number(first), year >= 1 else { return nil }
    switch parts.count {
    case 1: self.init(fromYear: year, month: 1, throughYear: year, month: 12)
    case 2 where parts[1].hasPrefix("Q"):
      guard let quarter = number(parts[1].dropFirst()), (1...4).contains(quarter), parts[1].utf8.count == 2 else {
        return nil
      }
      self.init(fromYear: year, month: quarter * 3 - 2, throughYear: year, month: quarter * 3)
    case 2:
      guard parts[1].utf8.count == 2, let month = number(parts[1]), (1...12).contains(month) else { return nil }
      self.init(fromYear: year, month: month, throughYear: year, month: month)
    default:
      guard let day = CalendarDate(text) else { return nil }
      self.init(start: day, end: day.advanced(byDays: 1))
    }
  }
}

extension Period: CustomStringConvertible {
  /// The shortest text that `init(_:)` reads back: `2020`, `2020-Q1`, `2020-04`, `2022-01..2022-04`, or two dates.
  public var description: String {
    let first = start.components
    let last = lastDay.components
    let isWholeMonths = first.day == 1 && end.components.day == 1
    guard isWholeMonths else {
      return dayCount == 1 ? start.description : "\(start)..\(lastDay)"
    }
    let year = padded(first.year, 4)
    if first.year == last.year {
      if first.month == 1, last.month == 12 { return year }
      if first.month == last.month { return year + "-" + padded(first.month, 2) }
      if first.month % 3 == 1, last.month == first.month + 2 { return year + "-Q" + String(first.month / 3 + 1) }
    }
    if first.month == 1, last.month == 12 { return year + ".." + padded(last.year, 4) }
    return year + "-" + padded(first.month, 2) + ".." + padded(last.year, 4) + "-" + padded(last.month, 2)
  }
}

extension Period: Comparable {
  /// Returns whether the left period starts earlier, or starts together and ends earlier.
  public static func < (left: Period, right: Period) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}

extension Period: Codable {
  /// Reads the period from its text form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let period = Period(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is no period; write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04")
    }
    self = period
  }

  /// Writes the period in its text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

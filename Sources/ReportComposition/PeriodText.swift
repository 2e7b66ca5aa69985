/// A period's text form, read for printing: `2020`, `2020-Q1`, `2020-04`, `2020-04-30`, or two of these with `..`.
struct PeriodText: Hashable, Sendable {
  private var first: Point
  private var last: Point?

  private struct Point: Hashable, Sendable {
    var year: Int
    var quarter: Int?
    var month: Int?
    var day: Int?

    init?(_ text: Substring) {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard let head = parts.first, let year = Self.number(head, width: 4), parts.count <= 3 else { return nil }
      self.year = year
      guard parts.count > 1 else { return }
      if parts[1].hasPrefix("Q") {
        guard parts.count == 2, let quarter = Self.number(parts[1].dropFirst(), width: 1), (1...4).contains(quarter)
        else { return nil }
        self.quarter = quarter
        return
      }
      guard let month = Self.number(parts[1], width: 2), (1...12).contains(month) else { return nil }
      self.month = month
      guard parts.count > 2 else { return }
      guard let day = Self.number(parts[2], width: 2), (1...31).contains(day) else { return nil }
      self.day = day
    }

    private static func number(_ text: Substring, width: Int) -> Int? {
      guard text.utf8.count == width, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
      return Int(text)
    }

    func text(_ names: [String], withYear: Bool = true) -> String {
      let tail = withYear ? " \(year)" : ""
      if let quarter { return "Q\(quarter)" + tail }
      guard let month else { return String(year) }
      let name = names[month - 1]
      if let day { return "\(day) \(name)" + tail }
      return name + tail
    }

    var isPartOfYear: Bool { month != nil || quarter != nil }

    var firstMonth: Double { Double(year * 12) + Double(month ?? quarter.map { $0 * 3 - 2 } ?? 1) - 1 }

    var endMonth: Double {
      if let month { return Double(year * 12 + month) }
      if let quarter { return Double(year * 12 + quarter * 3) }
      return Double(year * 12 + 12)
    }
  }

  /// Reads a period, or returns nil for any other text.
  init?(_ text: String) {
    let parts = text.split(separator: "..", omittingEmptySubsequences: false)
    guard let start = parts.first, parts.count <= 2, let first = Point(start) else { return nil }
    self.first = first
    if parts.count == 2 {
      guard let last = Point(parts[1]) else { return nil }
      self.last = last
    }
  }

  /// The words for running text, such as `January to April 2022`.
  var words: String { text(Self.months, separator: " to ") }

  /// The short form for tables, such as `Jan–Apr 2022`.
  var short: String { text(Self.months.map { String($0.prefix(3)) }, separator: "\u{2013}") }

  /// Where the middle of the period lies, in months since year 0.
  var position: Double {
    if let day = first.day, last == nil { return first.firstMonth + (Double(day) - 0.5) / 31 }
    return (first.firstMonth + (last ?? first).endMonth) / 2
  }

  private func text(_ names: [String], separator: String) -> String {
    guard let last else { return first.text(names) }
    let sharesYear = first.year == last.year && first.isPartOfYear && last.isPartOfYear
    let start = first.text(names, withYear: !sharesYear)
    return start + separator + last.text(names)
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
}

/// What is to be downloaded: the product of all lists.
package struct DownloadScope: Hashable, Sendable {
  /// How long the periods are.
  package enum Frequency: String, Sendable, CaseIterable {
    /// Years.
    case annual = "A"
    /// Months.
    case monthly = "M"
  }

  /// An area with the code that UN Comtrade's interface has for it.
  package struct Area: Hashable, Sendable {
    /// The ISO code, or the number itself.
    package var name: String
    /// The code, such as 699 for India.
    package var code: Int

    /// Creates an area.
    package init(name: String, code: Int) {
      self.name = name
      self.code = code
    }
  }

  /// Who reported; empty for all who did.
  package var reporters: [Area]
  /// The other side of the trade.
  package var partners: [Area]
  /// Flows by UN Comtrade's letters, such as X.
  package var flows: [String]
  /// Goods by HS code, or TOTAL.
  package var codes: [String]
  /// How long the periods are.
  package var frequency: Frequency
  /// Years as `2022`, months as `202204`; in order, none twice.
  package var periods: [String]

  /// Creates a scope.
  package init(
    reporters: [Area], partners: [Area], flows: [String], codes: [String], frequency: Frequency, periods: [String]
  ) {
    self.reporters = reporters
    self.partners = partners
    self.flows = flows
    self.codes = codes
    self.frequency = frequency
    self.periods = periods
  }

  /// Returns the periods from the first year or month to the last, such as `2019..2022` or `2020-01..2020-04`.
  ///
  /// - Returns: nil where the text is no such span, or one of more than fifty years.
  package static func periods(_ text: String, _ frequency: Frequency) -> [String]? {
    let ends = text.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
    guard (1...2).contains(ends.count), text == ends.joined(separator: "..") else { return nil }
    guard let first = month(ends[0], isEnd: false), let last = month(ends[ends.count - 1], isEnd: true),
      first <= last, last - first < 600
    else { return nil }
    switch frequency {
    case .annual: return (first / 12...last / 12).map(String.init)
    case .monthly: return (first...last).map { String($0 / 12 * 100 + $0 % 12 + 1) }
    }
  }

  /// Returns the months since year 0 of `2020` or `2020-04`; a year is its first or last month.
  private static func month(_ text: String, isEnd: Bool) -> Int? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts[0].utf8.count == 4, let year = Int(parts[0]), year >= 1962 else {
      return nil
    }
    guard parts.count == 2 else { return year * 12 + (isEnd ? 11 : 0) }
    guard parts[1].utf8.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    return year * 12 + month - 1
  }
}

package import TradeModel

/// How the column of the period is printed; the raw value is the name in mappings.
package enum PeriodForm: String, Hashable, Sendable, CaseIterable {
  case year
  case month = "yyyymm"
  case monthWithHyphen = "yyyy-mm"
  case monthWithDot = "yyyy.mm"
  case monthWithSlash = "yyyy/mm"
  case fiscalYear = "fiscal-year"

  /// What a text of the form looks like.
  package var example: String {
    switch self {
    case .year: "2022"
    case .month: "202204"
    case .monthWithHyphen: "2022-04"
    case .monthWithDot: "2022.04"
    case .monthWithSlash: "2022/04"
    case .fiscalYear: "2022-23"
    }
  }

  /// Returns the period that the text prints; a fiscal year begins with the month given.
  package func period(_ text: String, firstMonth: Int = 4) -> Period? {
    let parts = text.split(omittingEmptySubsequences: false) { !$0.isASCII || !$0.isNumber }.map(String.init)
    let first = parts.first.flatMap { Int($0) } ?? 0
    guard text.utf8.count == example.utf8.count || self == .fiscalYear, first > 0 else { return nil }
    switch self {
    case .year: return parts.count == 1 ? Period.year(first) : nil
    case .month: return parts.count == 1 ? month(first % 100, of: first / 100) : nil
    case .monthWithHyphen, .monthWithDot, .monthWithSlash:
      guard text.dropFirst(4).first == example.dropFirst(4).first, parts.count == 2 else { return nil }
      return Int(parts[1]).flatMap { month($0, of: first) }
    case .fiscalYear: return fiscalYear(text, parts, firstMonth)
    }
  }

  /// Returns a month of a year.
  static func month(_ month: Int, of year: Int) -> Period? {
    guard (1...12).contains(month) else { return nil }
    return Period(fromYear: year, month: month, throughYear: year, month: month)
  }

  private func month(_ month: Int, of year: Int) -> Period? { PeriodForm.month(month, of: year) }

  private func fiscalYear(_ text: String, _ parts: [String], _ firstMonth: Int) -> Period? {
    guard parts.count == 2, parts[0].utf8.count == 4, let first = Int(parts[0]), let last = Int(parts[1]),
      "-/".contains(text.dropFirst(4).first ?? " "), [2, 4].contains(parts[1].utf8.count),
      last == (parts[1].utf8.count == 2 ? (first + 1) % 100 : first + 1), (2...12).contains(firstMonth)
    else { return nil }
    return Period(fromYear: first, month: firstMonth, throughYear: first + 1, month: firstMonth - 1)
  }
}

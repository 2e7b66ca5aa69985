internal import PluginHost
internal import ReportModel
internal import TradeModel

/// Says what lies beside an answer: other periods where there were no rows, and compiled figures that did not count.
struct AnswerRemarks {
  private static let mostRows = 10_000
  private let query: TradeQuery
  private let session: ReaderSession

  init(on query: TradeQuery, in session: ReaderSession) {
    self.query = query
    self.session = session
  }

  /// Returns notes on an answer with so many rows.
  func diagnostics(rowCount: Int) throws -> [Diagnostic] {
    guard query.dataset != "events" else { return [] }
    return try (rowCount == 0 ? [elsewhere()] : []) + compiled()
  }

  /// Says in which periods there are figures that meet the conditions.
  private func elsewhere() throws -> Diagnostic {
    var wider = beside(["period"])
    wider.period = nil
    let periods = try values(of: "period", in: wider).compactMap { Period($0) }
    guard !periods.isEmpty else {
      return Diagnostic(
        severity: .note, code: "query.empty", message: "no figure of any period meets the conditions",
        hint: "leave a condition out, or see what there is with: waybill data coverage")
    }
    let distinct = Set(periods).sorted()
    let more = distinct.count > 5 ? " and \(distinct.count - 5) more" : ""
    let grains = Set(distinct.map(PrintedGrain.init)).sorted { $0.rawValue < $1.rawValue }.map(\.words)
    return Diagnostic(
      severity: .note, code: "query.empty",
      message: "no rows; inside the conditions lie figures of "
        + distinct.prefix(5).map(\.description).joined(separator: ", ") + more,
      hint: "ask for these periods, with a grain that was printed: " + grains.joined(separator: ", "))
  }

  /// Counts the compiled figures that the query would have met, had it asked for them.
  private func compiled() throws -> [Diagnostic] {
    let isAsked =
      query.by.contains("method") || query.conditions.all["method"] != nil
      || query.conditions.any.contains { $0["method"] != nil }
    guard !isAsked else { return [] }
    var other = beside(["reporter", "partner", "flow", "origin", "period"])
    other.conditions.all["method"] = .equals("compiled")
    other.period?.grain = .printed
    let count = try values(of: "period", in: other).count
    guard count > 0 else { return [] }
    return [
      Diagnostic(
        severity: .note, code: "query.compiled",
        message:
          "\(count)\(count == AnswerRemarks.mostRows ? " or more" : "") compiled \(count == 1 ? "figure" : "figures") left out",
        hint: "add --where method=compiled")
    ]
  }

  /// Returns the query with more dimensions, a row a printed figure or group of them.
  private func beside(_ dimensions: [String]) -> TradeQuery {
    var other = query
    other.by += dimensions.filter { !query.by.contains($0) }
    other.order = []
    other.fill = nil
    other.limit = AnswerRemarks.mostRows
    return other
  }

  private func values(of column: String, in query: TradeQuery) throws -> [String] {
    let cursor = try session.answer(query)
    guard let index = cursor.columns.firstIndex(where: { $0.name == column }) else { return [] }
    var values: [String] = []
    while let row = try cursor.next() {
      if case .text(let text) = row.cells[index] { values.append(text) }
    }
    return values
  }
}

/// The length of a period as a source printed it.
private enum PrintedGrain: Int {
  case year, quarter, month, day, span

  init(_ period: Period) {
    let text = period.description
    if text.contains("..") {
      self = .span
    } else if text.contains("Q") {
      self = .quarter
    } else {
      switch text.count(where: { $0 == "-" }) {
      case 0: self = .year
      case 1: self = .month
      default: self = .day
      }
    }
  }

  var words: String { self == .span ? "spans of months or years (printed)" : "\(self)" }
}

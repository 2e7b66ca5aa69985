import GRDB
import TradeModel

/// The candidates of a query, one after the other, with the values of the dimensions that make their series.
final class CandidateRows {
  /// The columns after those of the dimensions.
  static let columns = [
    "o.id", "o.measure", "o.start_day", "o.end_day", "o.value", "o.low", "o.high", "o.unit", "o.status", "o.origin",
    "o.reporter", "o.partner", "o.flow", "o.product", "o.owner", "o.edition", "o.code",
  ]

  private let statement: RawStatement
  private let groupCount: Int32
  /// The values of the series' dimensions in the present row.
  private(set) var group: [String]
  /// Whether the present row begins a new series.
  private(set) var beginsGroup = false
  /// The present row.
  private(set) var candidate = Candidate()
  private var isFirst = true

  /// Starts the statement.
  init(_ sql: String, arguments: [SQLArgument], groupCount: Int, on database: Database) throws(StoreError) {
    statement = try RawStatement(sql, on: database)
    statement.bind(arguments)
    self.groupCount = Int32(groupCount)
    group = Array(repeating: "", count: groupCount)
  }

  /// Advances to the next row; returns false at the end.
  func next() throws(StoreError) -> Bool {
    guard try statement.step() else { return false }
    beginsGroup = isFirst
    isFirst = false
    for index in group.indices where statement.update(&group[index], from: Int32(index)) { beginsGroup = true }
    let first = groupCount
    candidate.id = statement.integer(first)
    candidate.measure = MeasureName(rawValue: Int(statement.integer(first + 1))) ?? .value
    candidate.span = DaySpan(
      start: Int32(truncatingIfNeeded: statement.integer(first + 2)),
      end: Int32(truncatingIfNeeded: statement.integer(first + 3)))
    candidate.value = statement.optionalInteger(first + 4).map(Amount.init(thousandths:))
    candidate.bounds = Bounds(
      low: statement.optionalInteger(first + 5).map(Amount.init(thousandths:)),
      high: statement.optionalInteger(first + 6).map(Amount.init(thousandths:)))
    _ = statement.update(&candidate.unit, from: first + 7)
    candidate.status = ObservationStatus.numbered[Int(statement.integer(first + 8))]
    candidate.origin = statement.integer(first + 9)
    _ = statement.update(&candidate.lane.reporter, from: first + 10)
    _ = statement.update(&candidate.lane.partner, from: first + 11)
    _ = statement.update(&candidate.lane.flow, from: first + 12)
    _ = statement.update(&candidate.scope.product, from: first + 13)
    _ = statement.update(&candidate.scope.owner, from: first + 14)
    _ = statement.update(&candidate.scope.edition, from: first + 15)
    _ = statement.update(&candidate.scope.code, from: first + 16)
    return true
  }
}

extension RawStatement {
  /// Binds the values in order, from the first place on.
  func bind(_ arguments: [SQLArgument]) {
    for (index, argument) in arguments.enumerated() {
      switch argument {
      case .text(let text): bind(text, at: Int32(index + 1))
      case .integer(let number): bind(number, at: Int32(index + 1))
      }
    }
  }
}

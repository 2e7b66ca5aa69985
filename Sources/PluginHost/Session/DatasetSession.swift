package import TradeModel

/// The dataset as one plugin's run sees it: one consistent state, read on one thread.
package protocol DatasetSession {
  /// Breaks off whatever takes long once `isOver` says so; what is broken off throws `query.failed`.
  func breakOff(when isOver: @escaping () -> Bool)
  /// Prepares the answer to a query.
  func answer(_ query: TradeQuery) throws(QueryProblem) -> any AnswerCursor
  /// Returns what can be asked.
  func describe() throws(HostError) -> DatasetDescription
  /// Returns the words of codes; codes that the list does not have are left out.
  func labels(of codes: [String], in list: String) throws(HostError) -> [String: String]
  /// Returns the source rows behind a cell.
  func sourceRows(counted: [Int64], alternates: [Int64]) throws(HostError) -> [SourceRow]
}

/// The rows of one answer, read one after the other.
package protocol AnswerCursor: AnyObject {
  /// The columns of every row.
  var columns: [ResultColumn] { get }
  /// The canonical JSON of the query.
  var query: String { get }
  /// The digest of query and snapshot.
  var digest: String { get }
  /// What the engine runs.
  var sql: String { get }
  /// Returns the next row, or nil after the last one.
  func next() throws(HostError) -> AnswerRow?
  /// What the answer rests on; complete once `next()` has returned nil.
  var evidence: QueryEvidence { get }
}

/// One row of an answer with the observations behind it.
package struct AnswerRow: Hashable, Sendable {
  /// The cells, one a column.
  package var cells: [ResultCell]
  /// The observations that were counted.
  package var counted: [Int64]
  /// Other prints of the same figure.
  package var alternates: [Int64]
  /// What stands beside the amount of each measure that was asked for, in the order of the asking.
  package var contexts: [FigureContext]

  /// Creates a row.
  package init(
    cells: [ResultCell], counted: [Int64] = [], alternates: [Int64] = [], contexts: [FigureContext] = []
  ) {
    self.cells = cells
    self.contexts = contexts
    self.counted = counted
    self.alternates = alternates
  }
}

/// Opens the dataset for one run at a time; several runs may be open side by side.
package protocol DatasetProvider: Sendable {
  /// The digest of the dataset's state.
  var snapshot: String { get }
  /// Runs the body with the dataset open; nothing of the session may leave the body.
  func withSession<Value: Sendable>(_ body: (any DatasetSession) throws -> Value) throws -> Value
}

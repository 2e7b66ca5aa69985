package import TradeModel

/// One query of a run with its answer, kept so that values can cite its cells.
///
/// Beside each measure that was asked for, the host reads bounds, status and cover of the same cell; these hidden columns
/// stand behind the visible ones and never go over the wire.
package final class Answer {
  /// How many rows are kept in memory; beyond that, a cited cell is read again from the unchanged snapshot.
  static let keptRows = 5000

  /// The question's name in the run.
  package let id: String
  /// The query as the plugin asked it.
  package let query: TradeQuery
  /// The columns that the plugin sees.
  package let columns: [ResultColumn]
  /// The canonical JSON of the plugin's query.
  package let canonicalQuery: String
  /// The digest of the plugin's query and the snapshot.
  package let digest: String
  /// What the engine runs.
  package let sql: String
  /// How many rows were read so far.
  package private(set) var rowCount = 0
  /// Whether all rows were read.
  package private(set) var isComplete = false
  /// What the answer rests on, once it is complete.
  package private(set) var evidence = QueryEvidence()
  private let augmented: TradeQuery
  private let hiddenColumns: [String: Int]
  private var cursor: any AnswerCursor
  private var kept: [AnswerRow] = []
  private let dataset: any DatasetSession

  /// Prepares the answer.
  ///
  /// - Throws: What is wrong with the query.
  package init(id: String, query: TradeQuery, dataset: any DatasetSession) throws(QueryProblem) {
    let visible = try dataset.answer(query)
    var augmented = query
    var hidden: [String: Int] = [:]
    for measure in query.measures where Answer.isAmount(measure) {
      for suffix in [".low", ".high", ".status", ".covers", ".unit"] {
        let name = measure + suffix
        if let index = query.measures.firstIndex(of: name) {
          hidden[name] = query.by.count + index
        } else {
          hidden[name] = query.by.count + augmented.measures.count
          augmented.measures.append(name)
        }
      }
    }
    self.id = id
    self.query = query
    self.augmented = augmented
    self.dataset = dataset
    columns = visible.columns
    canonicalQuery = visible.query
    digest = visible.digest
    sql = visible.sql
    hiddenColumns = hidden
    cursor = try dataset.answer(augmented)
  }

  /// Reads the next row, without its hidden cells, or nil after the last one.
  package func next() throws(HostError) -> ArraySlice<ResultCell>? {
    guard let row = try read() else { return nil }
    return row.cells.prefix(columns.count)
  }

  /// Reads what is left, so that evidence and totals are whole.
  package func complete() throws(HostError) {
    while try read() != nil {}
  }

  /// Returns a row, hidden cells included, or nil where there is none.
  package func row(_ index: Int) throws(HostError) -> AnswerRow? {
    guard index >= 0 else { return nil }
    while rowCount <= index, try read() != nil {}
    if index < kept.count { return kept[index] }
    guard index < rowCount else { return nil }
    return try reread { position, _ in position == index }
  }

  /// Returns the position of the one row whose dimensions have these values, or nil where there is none.
  ///
  /// - Throws: `evidence.unknown_ref` where more than one row fits.
  package func position(of values: [String: String]) throws(HostError) -> Int? {
    var wanted: [Int: String] = [:]
    for (name, value) in values {
      guard let index = columns.firstIndex(where: { $0.name == name }) else {
        throw HostError(
          code: "evidence.unknown_ref", message: "query '\(id)' has no column '\(name)'",
          hint: "its columns are: " + columns.map(\.name).joined(separator: ", "))
      }
      wanted[index] = value
    }
    try complete()
    let matches = { (row: AnswerRow) in wanted.allSatisfy { Answer.text(of: row.cells[$0.key]) == $0.value } }
    var found: Int?
    var position = 0
    try forEachRow { row throws(HostError) in
      defer { position += 1 }
      guard matches(row) else { return }
      guard found == nil else {
        let place = values.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        throw HostError(
          code: "evidence.unknown_ref", message: "query '\(id)' has more than one row with \(place)",
          hint: "name more of its dimensions: " + columns.prefix(query.by.count).map(\.name).joined(separator: ", "))
      }
      found = position
    }
    return found
  }

  /// Returns the index of a visible column.
  ///
  /// - Throws: `evidence.unknown_ref` with the columns that there are.
  package func column(_ name: String) throws(HostError) -> Int {
    if let index = columns.firstIndex(where: { $0.name == name }) { return index }
    throw HostError(
      code: "evidence.unknown_ref", message: "query '\(id)' has no column '\(name)'",
      hint: NearestName.nearest(to: name, among: columns.map(\.name)).map { "did you mean '\($0)'?" }
        ?? "its columns are: " + columns.map(\.name).joined(separator: ", "))
  }

  /// Returns a hidden cell of a measure's row: its `.low`, `.high`, `.status`, `.covers` or `.unit`.
  package func hidden(_ measure: String, _ suffix: String, in row: AnswerRow) -> ResultCell? {
    hiddenColumns[measure + suffix].map { row.cells[$0] }
  }

  /// Calls the body with every row in order.
  package func forEachRow(_ body: (AnswerRow) throws(HostError) -> Void) throws(HostError) {
    try complete()
    for row in kept { try body(row) }
    guard rowCount > kept.count else { return }
    let cursor = try freshCursor()
    var position = 0
    while let row = try cursor.next() {
      if position >= kept.count { try body(row) }
      position += 1
    }
  }

  /// The text of a cell as it stands on the wire; empty where it is missing.
  package static func text(of cell: ResultCell) -> String {
    switch cell {
    case .missing: ""
    case .text(let text): text
    case .amount(let amount): amount.description
    case .count(let count): String(count)
    }
  }

  private func read() throws(HostError) -> AnswerRow? {
    guard !isComplete else { return nil }
    guard let row = try cursor.next() else {
      isComplete = true
      evidence = cursor.evidence
      return nil
    }
    if kept.count == rowCount, rowCount < Answer.keptRows { kept.append(row) }
    rowCount += 1
    return row
  }

  private func reread(until found: (Int, AnswerRow) -> Bool) throws(HostError) -> AnswerRow? {
    let cursor = try freshCursor()
    var position = 0
    while let row = try cursor.next() {
      if found(position, row) { return row }
      position += 1
    }
    return nil
  }

  private func freshCursor() throws(HostError) -> any AnswerCursor {
    do throws(QueryProblem) {
      return try dataset.answer(augmented)
    } catch {
      throw HostError(code: "host.internal", message: "a query that was answered before is refused: \(error.message)")
    }
  }

  private static func isAmount(_ measure: String) -> Bool {
    measure != "rows" && !measure.contains(".")
  }
}

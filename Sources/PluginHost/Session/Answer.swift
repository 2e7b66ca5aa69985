internal import Spelling
package import TradeModel

/// One query of a run with its answer, kept so that values can cite its cells.
///
/// Beside the amount of each measure a row holds bounds, status and cover of the same cell, which never go over the wire.
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
  /// The place of each measure among the contexts of a row.
  private let contextPlaces: [String: Int]
  private var cursor: any AnswerCursor
  private var kept: [AnswerRow] = []
  private let dataset: any DatasetSession

  /// Prepares the answer.
  ///
  /// - Throws: What is wrong with the query.
  package init(id: String, query: TradeQuery, dataset: any DatasetSession) throws(QueryProblem) {
    cursor = try dataset.answer(query)
    self.id = id
    self.query = query
    self.dataset = dataset
    columns = cursor.columns
    canonicalQuery = cursor.query
    digest = cursor.digest
    sql = cursor.sql
    var places: [String: Int] = [:]
    for measure in query.measures where measure != "rows" {
      // `value.low` speaks of the same figure as `value`.
      let name = measure.split(separator: ".").first.map(String.init) ?? measure
      if places[name] == nil { places[name] = places.count }
    }
    contextPlaces = places
  }

  /// Reads the cells of the next row, or nil after the last one.
  package func next() throws(HostError) -> [ResultCell]? {
    try read()?.cells
  }

  /// Reads what is left, so that evidence and totals are whole.
  package func complete() throws(HostError) {
    while try read() != nil {}
  }

  /// Returns a row, or nil where there is none.
  package func row(_ index: Int) throws(HostError) -> AnswerRow? {
    guard index >= 0 else { return nil }
    while rowCount <= index, try read() != nil {}
    if index < kept.count { return kept[index] }
    guard index < rowCount else { return nil }
    return try reread { position, _ in position == index }
  }

  /// Returns the position of the one row whose dimensions have these values, or nil where there is none.
  ///
  /// - Throws: `evidence.unknown_ref` for a name that is no dimension, and where more than one row fits.
  package func position(of values: [String: String]) throws(HostError) -> Int? {
    var wanted: [Int: String] = [:]
    for (name, value) in values {
      guard let index = query.by.firstIndex(of: name) else {
        throw HostError(
          code: "evidence.unknown_ref", message: "query '\(id)' has no dimension '\(name)'",
          hint: "its dimensions are: " + query.by.joined(separator: ", "))
      }
      wanted[index] = value
    }
    var position = 0
    var found: Int?
    var isAmbiguous = false
    try forEachRow { row in
      if wanted.allSatisfy({ Answer.text(of: row.cells[$0.key]) == $0.value }) {
        isAmbiguous = isAmbiguous || found != nil
        found = found ?? position
      }
      position += 1
    }
    guard !isAmbiguous else {
      let missing = query.by.filter { values[$0] == nil }
      throw HostError(
        code: "evidence.unknown_ref", message: "more than one row of query '\(id)' fits",
        hint: "name also: " + missing.joined(separator: ", "))
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
      hint: nearestName(to: name, among: columns.map(\.name)).map { "did you mean '\($0)'?" }
        ?? "its columns are: " + columns.map(\.name).joined(separator: ", "))
  }

  /// Returns what stands beside the amount of the measure in the row; nil where the measure is none of the query's.
  package func context(of measure: String, in row: AnswerRow) -> FigureContext? {
    guard let place = contextPlaces[measure], place < row.contexts.count else { return nil }
    return row.contexts[place]
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
      return try dataset.answer(query)
    } catch {
      throw HostError(code: "host.internal", message: "a query that was answered before is refused: \(error.message)")
    }
  }
}

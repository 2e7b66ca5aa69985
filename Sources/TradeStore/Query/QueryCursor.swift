package import TradeModel

/// The answer to a query, row after row.
///
/// Rows stream, with one cell in memory, where the asked order is that of the dimensions with the period last. Any other
/// order is made in memory, and an answer of more than a million rows is refused then.
package final class QueryCursor {
  private let query: CompiledQuery
  private var rows: SeriesRows
  private var sorted: ArraySlice<SeriesRows.Entry>?
  private var rowCount = 0

  /// The largest answer that is sorted in memory.
  package static let sortLimit = 1_000_000

  /// Starts the query.
  init(_ query: CompiledQuery, reader: DatasetReader) throws(StoreError) {
    self.query = query
    rows = try SeriesRows(query, reader: reader)
  }

  /// What the answer rests on and leaves open; complete once `next` has returned nil.
  ///
  /// Where a limit cuts rows that were sorted, it speaks of all rows: the first ones rest on the others being smaller.
  package var evidence: QueryEvidence { rows.evidence }

  /// Returns the next row, or nil at the end.
  package func next() throws(StoreError) -> ResultRow? {
    if let limit = query.query.limit, rowCount >= limit {
      if query.isStreaming { rows.close() }
      return nil
    }
    rowCount += 1
    if query.isStreaming { return try rows.next()?.row }
    if sorted == nil { sorted = try collect()[...] }
    return sorted?.popFirst()?.row
  }

  private func collect() throws(StoreError) -> [SeriesRows.Entry] {
    var entries: [SeriesRows.Entry] = []
    // With a limit, what cannot be among the first rows is dropped from time to time.
    let room = query.query.limit.map { min(2 * $0 + 1000, QueryCursor.sortLimit) } ?? QueryCursor.sortLimit
    while let entry = try rows.next() {
      entries.append(entry)
      guard entries.count > room else { continue }
      guard let limit = query.query.limit, limit < room else {
        throw StoreError(
          .tooBroad, "the answer has more than \(QueryCursor.sortLimit) rows to sort",
          hint: "set a limit, or order by the dimensions with the period last")
      }
      entries.sort(by: precedes)
      entries.removeLast(entries.count - limit)
    }
    entries.sort(by: precedes)
    return entries
  }

  private func precedes(_ left: SeriesRows.Entry, _ right: SeriesRows.Entry) -> Bool {
    for order in query.order {
      switch compare(left, right, order) {
      case 0: continue
      case let result: return result < 0
      }
    }
    return false
  }

  /// Returns a negative number where the left row comes first.
  ///
  /// Cells without a figure come last either way.
  private func compare(_ left: SeriesRows.Entry, _ right: SeriesRows.Entry, _ order: ResultOrder) -> Int {
    if query.columns[order.column].type == .period, order.column < query.dimensions.count {
      return sign(left.span, right.span, order)
    }
    switch (left.row.cells[order.column], right.row.cells[order.column]) {
    case (.amount(let left), .amount(let right)): return sign(left, right, order)
    case (.count(let left), .count(let right)): return sign(left, right, order)
    case (.text(let left), .text(let right)):
      if left == right { return 0 }
      return left.utf8.lexicographicallyPrecedes(right.utf8) != order.isDescending ? -1 : 1
    case (.missing, .missing): return 0
    case (.missing, _): return 1
    case (_, .missing): return -1
    default: return 0
    }
  }

  private func sign<Value: Comparable>(_ left: Value, _ right: Value, _ order: ResultOrder) -> Int {
    if left == right { return 0 }
    return (left < right) != order.isDescending ? -1 : 1
  }
}

extension DatasetReader {
  /// Starts a compiled query; the cursor must not outlive the read that the query was compiled in.
  package func cursor(_ query: CompiledQuery) throws(StoreError) -> QueryCursor {
    try QueryCursor(query, reader: self)
  }
}

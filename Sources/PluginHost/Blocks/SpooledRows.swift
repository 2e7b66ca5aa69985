internal import PluginProtocol

/// The rows of an open table, read back from the spool.
struct SpooledRows {
  let table: OpenTable
  let spool: BlockSpool

  /// Returns at most so many rows from the start.
  func first(_ count: Int) throws(HostError) -> [[JSONValue]] {
    var rows: [[JSONValue]] = []
    for chunk in table.chunks where chunk.firstRow < count {
      rows += try self.rows(of: chunk).prefix(count - chunk.firstRow)
    }
    return rows
  }

  /// Returns one row, or nil where there is none.
  func row(_ index: Int) throws(HostError) -> [JSONValue]? {
    guard (0..<table.rowCount).contains(index) else { return nil }
    // The last chunk that begins at or before the row.
    var (low, high) = (0, table.chunks.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if table.chunks[middle].firstRow <= index { low = middle } else { high = middle }
    }
    let chunk = table.chunks[low]
    return try rows(of: chunk)[index - chunk.firstRow]
  }

  private func rows(of chunk: OpenTable.Chunk) throws(HostError) -> [[JSONValue]] {
    guard case .rows(let message) = try spool.message(chunk.piece) else { return [] }
    return message.rows ?? []
  }
}

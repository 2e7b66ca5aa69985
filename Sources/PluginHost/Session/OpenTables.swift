internal import PluginProtocol

/// The tables of a run whose rows come in messages of their own.
struct OpenTables {
  private(set) var tables: [String: OpenTable] = [:]

  /// The keys of the tables that have not ended, in order.
  var unended: [String] { tables.filter { !$0.value.isEnded }.keys.sorted() }

  /// Opens a table; a second one of the same key is refused when the blocks are verified.
  mutating func open(_ key: String) {
    if tables[key] == nil { tables[key] = OpenTable() }
  }

  /// Takes rows, or the end of a table.
  ///
  /// - Throws: `protocol.unexpected`, `protocol.missing_field`, `protocol.bad_seq`, `protocol.count_mismatch`.
  mutating func take(_ message: RowsMessage, at piece: BlockSpool.Piece?) throws(HostError) {
    guard var table = tables[message.key] else {
      throw HostError(
        code: "protocol.unexpected", message: "rows for a table '\(message.key)' that is not open",
        hint: "send the table first, with \"open\":true", at: "/key")
    }
    guard !table.isEnded else {
      throw HostError(
        code: "protocol.unexpected", message: "rows for the table '\(message.key)' after its end", at: "/key")
    }
    tables[message.key] = nil
    try table.take(message, at: piece)
    tables[message.key] = table
  }
}

/// The rows of one open table, as they lie in the spool.
struct OpenTable {
  /// The rows of one message.
  struct Chunk {
    let firstRow: Int
    let piece: BlockSpool.Piece
  }

  private(set) var rowCount = 0
  private(set) var isEnded = false
  private(set) var chunks: [Chunk] = []
  private var nextSequence = 0

  fileprivate mutating func take(_ message: RowsMessage, at piece: BlockSpool.Piece?) throws(HostError) {
    let rows = message.rows ?? []
    if message.rows != nil || message.end != true {
      guard let seq = message.seq else {
        throw HostError(
          code: "protocol.missing_field", message: "rows of the table '\(message.key)' have no 'seq'",
          hint: "number the messages with rows of each table from 0", at: "/seq")
      }
      guard seq == nextSequence else {
        throw HostError(
          code: "protocol.bad_seq",
          message: "rows of the table '\(message.key)' have the number \(seq), and \(nextSequence) is next",
          hint: "number the messages with rows of each table from 0, without gaps", at: "/seq")
      }
      nextSequence += 1
    }
    if !rows.isEmpty, let piece { chunks.append(Chunk(firstRow: rowCount, piece: piece)) }
    rowCount += rows.count
    guard message.end == true else { return }
    guard let stated = message.n else {
      throw HostError(
        code: "protocol.missing_field", message: "the end of the table '\(message.key)' has no 'n'",
        hint: "say how many rows the table has in all", at: "/n")
    }
    guard stated == rowCount else {
      throw HostError(
        code: "protocol.count_mismatch",
        message: "the table '\(message.key)' has \(rowCount) rows, and its end says \(stated)",
        hint: "count the rows that were sent; a part of them may be lost", at: "/n")
    }
    isEnded = true
  }
}

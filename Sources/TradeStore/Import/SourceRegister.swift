import GRDB

/// Writes imported files into the list of sources.
struct SourceRegister {
  /// Returns whether a file with these bytes was imported before by the same mapping, or without one as now.
  static func contains(_ digest: String, mapping: String = "", in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT 1 FROM source WHERE digest = ? AND mapping = ?", arguments: [digest, mapping]) ?? false
  }

  /// Returns whether a file with these bytes is a source by another mapping.
  static func contains(_ digest: String, otherThan mapping: String, in database: Database) throws -> Bool {
    try Bool.fetchOne(
      database, sql: "SELECT 1 FROM source WHERE digest = ? AND mapping <> ?", arguments: [digest, mapping]) ?? false
  }

  /// Says in the report whether the source that was there already is retracted.
  static func mark(_ report: inout ImportReport, mapping: String = "", in database: Database) throws {
    guard report.wasAlreadyThere else { return }
    report.isRetracted =
      try Bool.fetchOne(
        database, sql: "SELECT retracted FROM source WHERE digest = ? AND mapping = ?",
        arguments: [report.digest, mapping]) ?? false
  }

  /// Returns whether a file of this size was imported before, so that its digest is worth knowing before it is read.
  static func mayContain(_ source: ByteSource, in database: Database) throws -> Bool {
    try Bool.fetchOne(database, sql: "SELECT 1 FROM source WHERE size = ?", arguments: [source.size]) ?? false
  }

  /// Returns the number by which the rows of the next source go.
  static func nextBatch(in database: Database) throws -> Int64 {
    try Int64.fetchOne(database, sql: "SELECT coalesce(max(batch), 0) + 1 FROM source") ?? 1
  }

  /// Writes a source and returns its id, which is the same in every dataset unless two digests begin alike.
  static func add(
    _ source: ByteSource, digest: String, format: String, options: ImportOptions, to database: Database
  ) throws -> Int64 {
    // 20 bits of the digest: with the line in the lower bits, ids of rows fit the 53 bits of a JSON number.
    let mapping = options.mapping?.digest ?? ""
    let identity = mapping.isEmpty ? digest : TradeStore.digest(of: "\(digest) \(mapping)")
    let digits = identity.split(separator: ":").last?.prefix(5) ?? ""
    var id = max(1, Int64(digits, radix: 16) ?? 1)
    while try Bool.fetchOne(database, sql: "SELECT 1 FROM source WHERE id = ?", arguments: [id]) ?? false { id += 1 }
    try database.execute(
      sql: """
        INSERT INTO source (id, batch, name, format, digest, mapping, size, rows, skipped, skipped_digest, claims, as_of)
        VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '', ?, ?)
        """,
      arguments: [
        id, try nextBatch(in: database), source.name, format, digest, mapping, source.size,
        (options.claims ?? .printedCells).rawValue, options.asOf,
      ])
    return id
  }
}

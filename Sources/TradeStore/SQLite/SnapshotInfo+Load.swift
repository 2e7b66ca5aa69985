import GRDB

extension SnapshotInfo {
  /// Names the state that the connection sees.
  init(from database: Database) throws {
    let rows = try Row.fetchAll(
      database,
      sql: """
        SELECT digest, name, format, skipped_digest, claims, coalesce(as_of, ''), rows, mapping FROM source
        WHERE retracted = 0 ORDER BY digest, mapping
        """)
    let reference = try String.fetchOne(database, sql: "SELECT digest FROM reference_state") ?? ""
    var text = "reference \(reference)\n"
    for row in rows {
      var parts: [String] = (0..<6).map { row[$0] }
      let mapping: String = row[7]
      if !mapping.isEmpty { parts.append(mapping) }
      text += parts.joined(separator: "\t") + "\n"
    }
    let days: [String] = rows.map { $0[5] }
    self.init(
      digest: TradeStore.digest(of: text),
      observations: rows.filter { $0[2] != CorrelationImport.format }.reduce(0) { $0 + $1[6] as Int },
      asOf: days.max().flatMap { $0.isEmpty ? nil : $0 })
  }
}

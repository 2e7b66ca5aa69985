import GRDB

extension Dataset {
  /// Looks at every page and every reference of the file; returns what is damaged, and nothing where all is sound.
  ///
  /// - Throws: where the file cannot be read at all.
  package func damage() throws(StoreError) -> [String] {
    do {
      return try read { reader in
        var found = try String.fetchAll(reader.database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
        for row in try Row.fetchAll(reader.database, sql: "PRAGMA foreign_key_check") {
          let table: String = row[0]
          let parent: String = row[2]
          found.append("a row of \(table) has no \(parent)")
        }
        for (column, list, key) in Dataset.links {
          let sql = "SELECT count(*) FROM observation WHERE \(column) NOT IN (SELECT \(key) FROM \(list))"
          let count = try Int.fetchOne(reader.database, sql: sql) ?? 0
          if count > 0 { found.append("\(count) observations have no \(list)") }
        }
        let counts = try Row.fetchAll(
          reader.database,
          sql: """
            SELECT name, rows, (SELECT count(DISTINCT o.id >> 3) FROM observation o WHERE o.id >> 32 = source.id)
            FROM source WHERE format NOT IN (?, ?)
            """,
          arguments: [EventImport.format, CorrelationImport.format])
        for row in counts where row[1] as Int != row[2] as Int {
          found.append("'\(row[0] as String)' has \(row[2] as Int) rows instead of \(row[1] as Int)")
        }
        return found
      }
    } catch {
      throw StoreError(error)
    }
  }

  /// Refuses a file whose lists are damaged, before anything relies on them; segments of observations check themselves.
  static func checkLists(_ database: Database) throws {
    for table in lists where try database.tableExists(table) {
      guard let problem = try String.fetchOne(database, sql: "PRAGMA quick_check('\(table)')"), problem != "ok" else {
        continue
      }
      throw StoreError(resultCode: 11, message: problem)
    }
  }

  private static let lists = [
    "grdb_migrations", "area", "area_code", "unit", "term", "product", "hs_edition", "product_code", "product_break",
    "reference_state",
    "source", "origin", "goods_code", "imprint", "measure_unit", "coverage", "event", "correlation",
  ]

  /// What observations refer to without a foreign key, because an import checks it itself.
  private static let links = [
    ("goods", "goods_code", "id"), ("imprint", "imprint", "id"), ("reporter", "area", "code"),
    ("partner", "area", "code"), ("id >> 32", "source", "id"),
  ]
}

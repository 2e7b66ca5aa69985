import GRDB

/// Adds the codes that sources have of their own for areas, such as 699 for India in UN Comtrade.
func migration0006(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE area_code (
        scheme TEXT NOT NULL,
        code TEXT NOT NULL,
        area TEXT NOT NULL REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (scheme, code)
      ) STRICT, WITHOUT ROWID;
      """)
}

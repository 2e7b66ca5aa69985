import GRDB

/// Adds events: border closures, outbreaks, announcements, each with who told of it.
func migration0005(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE event (
        source INTEGER NOT NULL REFERENCES source (id),
        line INTEGER NOT NULL,
        row_id TEXT NOT NULL,
        start_day INTEGER NOT NULL,
        end_day INTEGER NOT NULL CHECK (end_day > start_day),
        precision TEXT NOT NULL CHECK (precision IN ('day', 'month')),
        event TEXT NOT NULL,
        kind TEXT NOT NULL,
        origin TEXT NOT NULL,
        address TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (source, line)
      ) STRICT, WITHOUT ROWID;
      """)
}

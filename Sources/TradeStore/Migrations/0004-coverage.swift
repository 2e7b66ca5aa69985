import GRDB

/// Adds what a source claims to hold completely, so that an absent row can be read.
///
/// A file of printed figures claims its own cells only, and those are the observations themselves: no row here.
func migration0004(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE coverage (
        source INTEGER NOT NULL REFERENCES source (id),
        reporter TEXT NOT NULL REFERENCES area (code) DEFERRABLE INITIALLY DEFERRED,
        flow TEXT NOT NULL CHECK (flow IN ('M', 'T', 'X')),
        product TEXT NOT NULL,
        start_day INTEGER NOT NULL,
        end_day INTEGER NOT NULL CHECK (end_day > start_day),
        PRIMARY KEY (source, reporter, flow, product, start_day, end_day)
      ) STRICT, WITHOUT ROWID;
      """)
}

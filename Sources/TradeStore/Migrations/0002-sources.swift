import GRDB

/// Adds the imported files, and who published what stands in them.
///
/// The id is made of the digest, which is known only when the file was read; until then its rows go by the batch.
/// A file that was read by a mapping has the mapping's digest beside its own: by another mapping it is another source.
func migration0002(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE source (
        id INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL UNIQUE,
        name TEXT NOT NULL,
        format TEXT NOT NULL,
        digest TEXT NOT NULL,
        mapping TEXT NOT NULL DEFAULT '',
        size INTEGER NOT NULL,
        rows INTEGER NOT NULL,
        skipped INTEGER NOT NULL,
        skipped_digest TEXT NOT NULL,
        claims TEXT NOT NULL CHECK (claims IN ('printed-cells', 'whole-periods')),
        as_of TEXT,
        retracted INTEGER NOT NULL DEFAULT 0 CHECK (retracted IN (0, 1)),
        UNIQUE (digest, mapping)
      ) STRICT;
      CREATE TABLE origin (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        date TEXT NOT NULL,
        UNIQUE (name, address, date)
      ) STRICT;
      """)
}

import GRDB

/// Adds which codes of one edition became which of another, and the one target that a conversion picks.
///
/// The kinds 1:1, n:1, 1:n and n:n follow from the pairs, and are not kept.
func migration0007(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE correlation (
        list TEXT NOT NULL CHECK (list IN ('correlation', 'conversion')),
        from_code TEXT NOT NULL CHECK (length(from_code) = 6),
        from_edition TEXT NOT NULL,
        to_edition TEXT NOT NULL CHECK (to_edition <> from_edition),
        to_code TEXT NOT NULL CHECK (length(to_code) = 6),
        source INTEGER NOT NULL REFERENCES source (id),
        line INTEGER NOT NULL,
        PRIMARY KEY (list, from_code, from_edition, to_edition, to_code)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX correlation_back ON correlation (list, to_code, to_edition, from_edition);
      """)
}

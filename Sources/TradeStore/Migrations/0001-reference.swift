import GRDB

/// Adds the reference lists: areas, units, product groups, their codes by edition, editions and breaks.
func migration0001(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE area (
        code TEXT PRIMARY KEY CHECK (length(code) BETWEEN 2 AND 8),
        m49 TEXT NOT NULL,
        name TEXT NOT NULL,
        kind TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE unit (
        code TEXT PRIMARY KEY,
        comtrade TEXT NOT NULL,
        label TEXT NOT NULL,
        label_plural TEXT NOT NULL,
        dimension TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE term (
        list TEXT NOT NULL CHECK (list IN ('flow', 'status')),
        code TEXT NOT NULL,
        label TEXT NOT NULL,
        PRIMARY KEY (list, code)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE product (
        id TEXT PRIMARY KEY,
        label TEXT NOT NULL,
        parent TEXT REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
        standard_unit TEXT NOT NULL,
        count_unit TEXT NOT NULL,
        scope_note TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE hs_edition (
        owner TEXT NOT NULL,
        edition TEXT NOT NULL,
        first_day INTEGER NOT NULL,
        end_day INTEGER NOT NULL CHECK (end_day > first_day),
        PRIMARY KEY (owner, edition)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE product_code (
        product TEXT NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
        owner TEXT NOT NULL,
        edition TEXT NOT NULL,
        code TEXT NOT NULL,
        relation TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (product, owner, edition, code)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE product_break (
        product TEXT NOT NULL REFERENCES product (id) DEFERRABLE INITIALLY DEFERRED,
        from_edition TEXT NOT NULL,
        to_edition TEXT NOT NULL,
        kind TEXT NOT NULL,
        note TEXT NOT NULL,
        PRIMARY KEY (product, from_edition, to_edition)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE reference_state (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        digest TEXT NOT NULL
      ) STRICT;
      """)
}

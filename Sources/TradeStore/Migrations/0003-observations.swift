import GRDB

/// Adds the observations, clustered so that a partner's series come out in order without sorting.
///
/// Days are counted from 1970-01-01, the end is the day after the last one. Value, low and high are thousandths.
/// measure: 0 change, 1 netweight, 2 quantity, 3 share, 4 value. precision: 0 above, 1 at-least, 2 at-most, 3 below,
/// 4 exact, 5 not-found, 6 rounded, 7 stated-none. status: 0 no-row, 1 not-in-edition, 2 not-in-extract, 3 reported,
/// 4 rounded-zero, 5 suppressed, 6 unreported, 7 zero. method: 0 compiled, 1 reported. Numbers follow the alphabet,
/// so that rows sort as their names do. The id is made of source and line: `id >> 32` and `id >> 3 & 0x1FFFFFFF`.
/// What many rows have in common stands once: their code in `goods_code`, how they were printed in `imprint`.
/// An import checks all codes itself, so that no foreign key has to look each of them up again.
func migration0003(_ database: Database) throws {
  try database.execute(
    sql: """
      CREATE TABLE goods_code (
        id INTEGER PRIMARY KEY,
        owner TEXT NOT NULL,
        edition TEXT NOT NULL,
        code TEXT NOT NULL,
        code_basis TEXT NOT NULL,
        UNIQUE (owner, edition, code, code_basis)
      ) STRICT;
      CREATE TABLE imprint (
        id INTEGER PRIMARY KEY,
        unit TEXT NOT NULL REFERENCES unit (code) DEFERRABLE INITIALLY DEFERRED,
        precision INTEGER NOT NULL CHECK (precision BETWEEN 0 AND 7),
        status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 7),
        basis TEXT NOT NULL,
        method INTEGER NOT NULL CHECK (method BETWEEN 0 AND 1),
        origin INTEGER NOT NULL REFERENCES origin (id),
        UNIQUE (unit, precision, status, basis, method, origin)
      ) STRICT;
      CREATE TABLE observation (
        id INTEGER NOT NULL,
        measure INTEGER NOT NULL CHECK (measure BETWEEN 0 AND 4),
        flow TEXT NOT NULL CHECK (flow IN ('M', 'T', 'X')),
        partner TEXT NOT NULL,
        product TEXT NOT NULL,
        reporter TEXT NOT NULL,
        start_day INTEGER NOT NULL,
        end_day INTEGER NOT NULL CHECK (end_day > start_day),
        goods INTEGER NOT NULL,
        value INTEGER,
        low INTEGER,
        high INTEGER,
        imprint INTEGER NOT NULL,
        row_id TEXT NOT NULL,
        note TEXT NOT NULL,
        CHECK (low IS NULL OR high IS NULL OR low <= high),
        PRIMARY KEY (measure, flow, partner, product, reporter, start_day, end_day, id)
      ) STRICT, WITHOUT ROWID;
      CREATE UNIQUE INDEX observation_id ON observation (id);
      CREATE TABLE measure_unit (
        measure INTEGER NOT NULL,
        unit TEXT NOT NULL,
        PRIMARY KEY (measure, unit)
      ) STRICT, WITHOUT ROWID;
      """)
}

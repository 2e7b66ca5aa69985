import GRDB

/// Adds the observations, packed by some thousand of one measure, flow, partner and source; see `Segment`.
///
/// Statements read them as the table `observation`, which `ObservationTable` makes of the segments: SQLite holds the
/// file, its transactions and its journal. Days are counted from 1970-01-01, the end is the day after the last one.
/// Value, low and high are thousandths. measure: 0 change, 1 netweight, 2 quantity, 3 share, 4 value. precision:
/// 0 above, 1 at-least, 2 at-most, 3 below, 4 exact, 5 not-found, 6 rounded, 7 stated-none. status: 0 no-row,
/// 1 not-in-edition, 2 not-in-extract, 3 reported, 4 rounded-zero, 5 suppressed, 6 unreported, 7 zero. method:
/// 0 compiled, 1 reported. Numbers follow the alphabet, so that rows sort as their names do. The id of an observation
/// is made of source and line: `id >> 32` and `id >> 3 & 0x1FFFFFFF`; `row_places` tells its segment.
/// `lane` tells who has rows about whom, reported and compiled: its imprint is one of those with the method.
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
      CREATE TABLE segment (
        id INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL,
        measure INTEGER NOT NULL CHECK (measure BETWEEN 0 AND 4),
        flow TEXT NOT NULL CHECK (flow IN ('M', 'T', 'X')),
        partner TEXT NOT NULL,
        rows INTEGER NOT NULL,
        first_day INTEGER NOT NULL,
        end_day INTEGER NOT NULL CHECK (end_day > first_day),
        data BLOB NOT NULL
      ) STRICT;
      CREATE INDEX segment_lane ON segment (partner, flow, measure);
      CREATE TABLE row_places (
        batch INTEGER NOT NULL,
        first INTEGER NOT NULL,
        data BLOB NOT NULL,
        PRIMARY KEY (batch, first)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE lane (
        batch INTEGER NOT NULL,
        flow TEXT NOT NULL,
        partner TEXT NOT NULL,
        reporter TEXT NOT NULL,
        imprint INTEGER NOT NULL,
        PRIMARY KEY (partner, flow, reporter, batch, imprint)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE measure_unit (
        measure INTEGER NOT NULL,
        unit TEXT NOT NULL,
        PRIMARY KEY (measure, unit)
      ) STRICT, WITHOUT ROWID;
      """)
}

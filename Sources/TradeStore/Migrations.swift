import GRDB

/// The steps from an empty file to the present schema, in order; a released step is never edited.
enum Migrations {
  /// `WBIL` in the header of the file: says whose file it is.
  static let applicationID: Int64 = 0x5742_494C

  /// All steps, oldest first.
  static let all: [(name: String, body: @Sendable (Database) throws -> Void)] = [
    ("0001-reference", migration0001),
    ("0002-sources", migration0002),
    ("0003-observations", migration0003),
    ("0004-coverage", migration0004),
    ("0005-events", migration0005),
    ("0006-area-codes", migration0006),
    ("0007-correlations", migration0007),
  ]

  /// Brings the file to the present schema.
  static func migrate(_ writer: some DatabaseWriter) throws {
    var migrator = DatabaseMigrator()
    for (index, step) in all.enumerated() {
      migrator.registerMigration(step.name) { database in
        try step.body(database)
        try database.execute(literal: "PRAGMA application_id = \(sql: String(applicationID))")
        try database.execute(literal: "PRAGMA user_version = \(sql: String(index + 1))")
      }
    }
    try migrator.migrate(writer)
  }
}

import GRDB
import TradeModel

/// One consistent state of a dataset, open for questions; it must not leave the closure that it was given to.
package final class DatasetReader {
  let database: Database
  /// The state's name.
  package let snapshot: SnapshotInfo
  /// The reference lists of this state.
  package let reference: Reference
  /// Who published what, by the number in the dataset file.
  let origins: [Int64: PrintOrigin]
  /// What sources claim to hold completely.
  let claims: [CoverageClaim]

  /// Opens the state that the transaction of the connection sees.
  init(_ database: Database) throws {
    self.database = database
    snapshot = try SnapshotInfo(from: database)
    reference = try Reference(from: database)
    var origins: [Int64: PrintOrigin] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT id, name, date FROM origin") {
      origins[row[0]] = PrintOrigin(name: row[1], date: row[2])
    }
    self.origins = origins
    let claimRows = try Row.fetchAll(
      database,
      sql: """
        SELECT reporter, flow, product, start_day, end_day FROM coverage
        WHERE source NOT IN (SELECT id FROM source WHERE retracted = 1)
        ORDER BY reporter, flow, product, start_day, end_day
        """)
    claims = claimRows.map {
      CoverageClaim(reporter: $0[0], flow: $0[1], product: $0[2], span: DaySpan(start: $0[3], end: $0[4]))
    }
  }
}

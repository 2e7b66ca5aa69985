import GRDB
import TradeModel

/// What a fold must know of how a row was printed.
struct Imprint: Sendable {
  /// The code of the unit.
  var unit: String
  /// Why there is an amount, or none.
  var status: ObservationStatus
  /// Who printed it, by number.
  var origin: Int64
}

/// One consistent state of a dataset, open for questions; it must not leave the closure that it was given to.
package final class DatasetReader {
  let database: Database
  /// The state's name.
  package let snapshot: SnapshotInfo
  /// The reference lists of this state.
  package let reference: Reference
  /// Who published what, by the number in the dataset file.
  let origins: [Int64: PrintOrigin]
  /// The codes that rows have, by the number in the dataset file.
  let goods: [Int64: ProductScope]
  /// What rows of one kind of print have in common, by the number in the dataset file.
  let imprints: [Int64: Imprint]
  /// What sources claim to hold completely.
  let claims: [CoverageClaim]

  /// What queries may name, read at the first query: a state does not change while it is read.
  private var knownCodes: KnownCodes?
  private var statements: [String: RawStatement] = [:]
  private var interruption: ReadInterruption?

  /// Breaks off statements once `isOver` says so; they fail with `query.failed`.
  package func breakOff(when isOver: @escaping () -> Bool) {
    interruption = ReadInterruption(database, isOver: isOver)
  }

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
    var goods: [Int64: ProductScope] = [:]
    let codes = try RawStatement("SELECT id, owner, edition, code FROM goods_code", on: database)
    while try codes.step() {
      goods[codes.integer(0)] = ProductScope(owner: codes.text(1), edition: codes.text(2), code: codes.text(3))
    }
    self.goods = goods
    var imprints: [Int64: Imprint] = [:]
    for row in try Row.fetchAll(database, sql: "SELECT id, unit, status, origin FROM imprint") {
      imprints[row[0]] = Imprint(unit: row[1], status: ObservationStatus.numbered[row[2]], origin: row[3])
    }
    self.imprints = imprints
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

  /// Returns a statement that is ready to run, prepared before where that one is not in use.
  func statement(_ sql: String) throws(StoreError) -> RawStatement {
    if let place = statements.index(forKey: sql), isKnownUniquelyReferenced(&statements.values[place]) {
      let known = statements.values[place]
      known.reset()
      return known
    }
    let fresh = try RawStatement(sql, on: database)
    if statements.count < DatasetReader.statementLimit { statements[sql] = fresh }
    return fresh
  }

  private static let statementLimit = 100

  /// Returns what queries may name.
  func known() throws -> KnownCodes {
    if let knownCodes { return knownCodes }
    let codes = try KnownCodes(self)
    knownCodes = codes
    return codes
  }
}

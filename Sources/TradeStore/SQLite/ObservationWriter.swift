import GRDB
import TradeModel

/// Writes observations of one source inside one transaction.
final class ObservationWriter {
  private struct OriginKey: Hashable {
    var name: String
    var address: String
    var date: String
  }
  private struct SeenCode: Hashable {
    var owner: String
    var edition: String
    var code: String
  }
  private struct Claim: Hashable {
    var reporter: String
    var flow: String
    var start: Int32
    var end: Int32
  }

  private let database: Database
  private let source: Int64
  private let insert: RawStatement
  private let claims: ImportOptions.Claims
  private var origins: [OriginKey: Int64] = [:]
  private var seenCodes: Set<SeenCode> = []
  private var seenUnits: Set<[String]> = []
  private var seenClaims: Set<Claim> = []

  /// Prepares to write rows of the source.
  init(_ database: Database, source: Int64, claims: ImportOptions.Claims) throws(StoreError) {
    self.database = database
    self.source = source
    self.claims = claims
    insert = try RawStatement(
      """
      INSERT INTO observation (id, measure, flow, partner, product, reporter, start_day, end_day, owner, edition, code,
        code_basis, value, low, high, unit, precision, status, basis, method, origin, source, line, row_id, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, on: database)
  }

  /// Writes one observation; the slot, from 0 to 7, tells several of one line apart.
  ///
  /// Its id is made of source, line and slot, so that it is the same in every dataset.
  func write(_ record: ObservationRecord, line: Int, slot: Int = 0) throws {
    let origin = try originID(record)
    insert.bind(source << 32 | Int64(line) << 3 | Int64(slot), at: 1)
    insert.bind(Int64(record.measure.rawValue), at: 2)
    insert.bind(record.flow.rawValue, at: 3)
    insert.bind(record.partner, at: 4)
    insert.bind(record.product, at: 5)
    insert.bind(record.reporter, at: 6)
    insert.bind(Int64(record.start), at: 7)
    insert.bind(Int64(record.end), at: 8)
    insert.bind(record.owner, at: 9)
    insert.bind(record.edition, at: 10)
    insert.bind(record.code, at: 11)
    insert.bind(record.codeBasis, at: 12)
    insert.bind(record.value?.thousandths, at: 13)
    insert.bind(record.bounds.low?.thousandths, at: 14)
    insert.bind(record.bounds.high?.thousandths, at: 15)
    insert.bind(record.unit, at: 16)
    insert.bind(Int64(record.precision.rawValue), at: 17)
    insert.bind(Int64(record.status.number), at: 18)
    insert.bind(record.basis, at: 19)
    insert.bind(record.isCompiled ? 0 : 1, at: 20)
    insert.bind(origin, at: 21)
    insert.bind(source, at: 22)
    insert.bind(Int64(line), at: 23)
    insert.bind(record.id, at: 24)
    insert.bind(record.note, at: 25)
    try insert.run()
    seenUnits.insert([String(record.measure.rawValue), record.unit])
    if !record.code.isEmpty {
      seenCodes.insert(SeenCode(owner: record.owner, edition: record.edition, code: record.code))
    }
    if claims == .wholePeriods {
      seenClaims.insert(
        Claim(reporter: record.reporter, flow: record.flow.rawValue, start: record.start, end: record.end))
    }
  }

  /// Writes what the rows amount to: units, codes and claims.
  func finish() throws {
    for unit in seenUnits {
      try database.execute(sql: "INSERT OR IGNORE INTO measure_unit VALUES (?, ?)", arguments: [Int(unit[0]), unit[1]])
    }
    for seen in seenCodes {
      try database.execute(
        sql: "INSERT OR IGNORE INTO code_seen VALUES (?, ?, ?)", arguments: [seen.owner, seen.edition, seen.code])
    }
    for claim in seenClaims {
      try database.execute(
        sql: "INSERT INTO coverage VALUES (?, ?, ?, '', ?, ?)",
        arguments: [source, claim.reporter, claim.flow, claim.start, claim.end])
    }
  }

  private func originID(_ record: ObservationRecord) throws -> Int64 {
    let key = OriginKey(name: record.origin, address: record.originAddress, date: record.originDate)
    if let known = origins[key] { return known }
    try database.execute(
      sql: "INSERT OR IGNORE INTO origin (name, address, date) VALUES (?, ?, ?)",
      arguments: [key.name, key.address, key.date])
    let id = try Int64.fetchOne(
      database, sql: "SELECT id FROM origin WHERE name = ? AND address = ? AND date = ?",
      arguments: [key.name, key.address, key.date])
    guard let id else { throw StoreError(.failed, "an origin was not written") }
    origins[key] = id
    return id
  }
}

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

  /// A row that waits to be written, with its place in the table.
  private struct Waiting {
    var record: ObservationRecord
    var line: Int
    var origin: Int64
    var key: UInt64
  }

  /// How many rows are sorted at a time: rows in the order of the table are written several times as fast.
  private static let sortedRows = 65_536

  private let database: Database
  private let source: Int64
  private let insert: RawStatement
  private let claims: ImportOptions.Claims
  private let ranks: CodeRanks
  private var waiting: [Waiting] = []
  // What was seen or bound last: most rows repeat it.
  private var bound: ObservationRecord?
  private var last: ObservationRecord?
  private var lastOrigin: Int64 = 0
  private var origins: [OriginKey: Int64] = [:]
  private var seenCodes: Set<SeenCode> = []
  private var seenUnits: Set<[String]> = []
  private var seenClaims: Set<Claim> = []

  /// Prepares to write rows of the source, whose codes are all in the reference lists.
  init(
    _ database: Database, source: Int64, claims: ImportOptions.Claims, reference: Reference
  ) throws(StoreError) {
    self.database = database
    self.source = source
    self.claims = claims
    ranks = CodeRanks(reference)
    insert = try RawStatement(
      """
      INSERT INTO observation (id, measure, flow, partner, product, reporter, start_day, end_day, owner, edition, code,
        code_basis, value, low, high, unit, precision, status, basis, method, origin, row_id, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, on: database)
  }

  /// Takes one observation, which is written with others in the order of the table.
  func write(_ record: ObservationRecord, line: Int) throws {
    try note(record)
    waiting.append(Waiting(record: record, line: line, origin: lastOrigin, key: ranks.key(of: record)))
    if waiting.count == ObservationWriter.sortedRows { try flush() }
  }

  private func flush() throws(StoreError) {
    // Small pairs are sorted, not the rows themselves; of equal keys the earlier line comes first.
    var order = waiting.indices.map { (key: waiting[$0].key, index: $0) }
    order.sort { $0 < $1 }
    for item in order { try insert(waiting[item.index]) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Notes what the row adds to the lists of origins, units, codes and claims.
  private func note(_ record: ObservationRecord) throws {
    if record.origin != last?.origin || record.originDate != last?.originDate
      || record.originAddress != last?.originAddress
    {
      lastOrigin = try originID(record)
    }
    if record.unit != last?.unit || record.measure != last?.measure {
      seenUnits.insert([String(record.measure.rawValue), record.unit])
    }
    if record.code != last?.code || record.owner != last?.owner || record.edition != last?.edition,
      !record.code.isEmpty
    {
      seenCodes.insert(SeenCode(owner: record.owner, edition: record.edition, code: record.code))
    }
    if claims == .wholePeriods {
      seenClaims.insert(
        Claim(reporter: record.reporter, flow: record.flow.rawValue, start: record.start, end: record.end))
    }
    last = record
  }

  /// Inserts a row; what is bound already from the row before is not bound again.
  ///
  /// The id is made of source and line, so that it is the same in every dataset.
  private func insert(_ row: Waiting) throws(StoreError) {
    let record = row.record
    insert.bind(source << 32 | Int64(row.line) << 3, at: 1)
    insert.bind(Int64(record.measure.rawValue), at: 2)
    if record.flow != bound?.flow { insert.bind(record.flow.rawValue, at: 3) }
    if record.partner != bound?.partner { insert.bind(record.partner, at: 4) }
    if record.product != bound?.product { insert.bind(record.product, at: 5) }
    if record.reporter != bound?.reporter { insert.bind(record.reporter, at: 6) }
    insert.bind(Int64(record.start), at: 7)
    insert.bind(Int64(record.end), at: 8)
    if record.owner != bound?.owner { insert.bind(record.owner, at: 9) }
    if record.edition != bound?.edition { insert.bind(record.edition, at: 10) }
    if record.code != bound?.code { insert.bind(record.code, at: 11) }
    if record.codeBasis != bound?.codeBasis { insert.bind(record.codeBasis, at: 12) }
    insert.bind(record.value?.thousandths, at: 13)
    insert.bind(record.bounds.low?.thousandths, at: 14)
    insert.bind(record.bounds.high?.thousandths, at: 15)
    if record.unit != bound?.unit { insert.bind(record.unit, at: 16) }
    insert.bind(Int64(record.precision.rawValue), at: 17)
    insert.bind(Int64(record.status.number), at: 18)
    if record.basis != bound?.basis { insert.bind(record.basis, at: 19) }
    insert.bind(record.isCompiled ? 0 : 1, at: 20)
    insert.bind(row.origin, at: 21)
    if record.id != bound?.id { insert.bind(record.id, at: 22) }
    if record.note != bound?.note { insert.bind(record.note, at: 23) }
    try insert.run()
    bound = record
  }

  /// Writes the rows that still wait, and what all of them amount to: units, codes and claims.
  func finish() throws {
    try flush()
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

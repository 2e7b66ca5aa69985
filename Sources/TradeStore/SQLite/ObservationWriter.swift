import GRDB
import TradeModel

/// Writes observations of one source inside one transaction.
final class ObservationWriter {
  private struct OriginKey: Hashable {
    var name: String
    var address: String
    var date: String
  }
  private struct GoodsKey: Hashable {
    var owner: String
    var edition: String
    var code: String
    var basis: String
  }
  private struct ImprintKey: Hashable {
    var unit: String
    var precision: PrecisionName
    var status: ObservationStatus
    var basis: String
    var isCompiled: Bool
    var origin: Int64
  }
  private struct Claim: Hashable {
    var reporter: String
    var flow: String
    var start: Int32
    var end: Int32
  }

  /// A row that waits to be written, with its place in the table.
  private struct Waiting {
    var key: UInt64
    var line: Int
    var slot: Int
    var measure: MeasureName
    var flow: Flow
    var partner: String
    var product: String
    var reporter: String
    var start: Int32
    var end: Int32
    var goods: Int64
    var value: Amount?
    var bounds: Bounds
    var imprint: Int64
    var id: String
    var note: String
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
  private var bound: Waiting?
  private var last: ObservationRecord?
  private var lastGoods: Int64 = 0
  private var lastImprint: Int64 = 0
  private var origins: [OriginKey: Int64] = [:]
  private var goods: [GoodsKey: Int64] = [:]
  private var imprints: [ImprintKey: Int64] = [:]
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
      INSERT INTO observation (id, measure, flow, partner, product, reporter, start_day, end_day, goods, value, low,
        high, imprint, row_id, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, on: database)
  }

  /// Takes one observation, which is written with others in the order of the table.
  ///
  /// The slot, from 0 to 7, tells several observations of one line apart.
  func write(_ record: ObservationRecord, line: Int, slot: Int = 0) throws {
    try note(record)
    waiting.append(
      Waiting(
        key: ranks.key(of: record), line: line, slot: slot, measure: record.measure, flow: record.flow,
        partner: record.partner,
        product: record.product, reporter: record.reporter, start: record.start, end: record.end, goods: lastGoods,
        value: record.value, bounds: record.bounds, imprint: lastImprint, id: record.id, note: record.note))
    if waiting.count == ObservationWriter.sortedRows { try flush() }
  }

  private func flush() throws(StoreError) {
    // Small pairs are sorted, not the rows themselves; of equal keys the earlier line comes first.
    var order = waiting.indices.map { (key: waiting[$0].key, index: $0) }
    order.sort { $0 < $1 }
    for item in order { try insert(waiting[item.index]) }
    waiting.removeAll(keepingCapacity: true)
  }

  /// Notes what the row adds to the lists of codes, imprints, units and claims.
  private func note(_ record: ObservationRecord) throws {
    if record.origin != last?.origin || record.originDate != last?.originDate
      || record.originAddress != last?.originAddress || record.unit != last?.unit || record.basis != last?.basis
      || record.precision != last?.precision || record.status != last?.status || record.isCompiled != last?.isCompiled
    {
      lastImprint = try imprintID(record)
    }
    if record.unit != last?.unit || record.measure != last?.measure {
      seenUnits.insert([String(record.measure.rawValue), record.unit])
    }
    if record.code != last?.code || record.owner != last?.owner || record.edition != last?.edition
      || record.codeBasis != last?.codeBasis
    {
      lastGoods = try goodsID(record)
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
    insert.bind(source << 32 | Int64(row.line) << 3 | Int64(row.slot), at: 1)
    insert.bind(Int64(row.measure.rawValue), at: 2)
    if row.flow != bound?.flow { insert.bind(row.flow.rawValue, at: 3) }
    if row.partner != bound?.partner { insert.bind(row.partner, at: 4) }
    if row.product != bound?.product { insert.bind(row.product, at: 5) }
    if row.reporter != bound?.reporter { insert.bind(row.reporter, at: 6) }
    insert.bind(Int64(row.start), at: 7)
    insert.bind(Int64(row.end), at: 8)
    insert.bind(row.goods, at: 9)
    insert.bind(row.value?.thousandths, at: 10)
    insert.bind(row.bounds.low?.thousandths, at: 11)
    insert.bind(row.bounds.high?.thousandths, at: 12)
    insert.bind(row.imprint, at: 13)
    if row.id != bound?.id { insert.bind(row.id, at: 14) }
    if row.note != bound?.note { insert.bind(row.note, at: 15) }
    try insert.run()
    bound = row
  }

  /// Writes the rows that still wait, and what all of them amount to: units and claims.
  func finish() throws {
    try flush()
    for unit in seenUnits {
      try database.execute(sql: "INSERT OR IGNORE INTO measure_unit VALUES (?, ?)", arguments: [Int(unit[0]), unit[1]])
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
    let id = try identity(
      "SELECT id FROM origin WHERE name = ? AND address = ? AND date = ?", [key.name, key.address, key.date])
    origins[key] = id
    return id
  }

  private func goodsID(_ record: ObservationRecord) throws -> Int64 {
    let key = GoodsKey(
      owner: record.owner, edition: record.edition, code: record.code, basis: record.codeBasis)
    if let known = goods[key] { return known }
    let values: StatementArguments = [key.owner, key.edition, key.code, key.basis]
    try database.execute(
      sql: "INSERT OR IGNORE INTO goods_code (owner, edition, code, code_basis) VALUES (?, ?, ?, ?)", arguments: values)
    let id = try identity(
      "SELECT id FROM goods_code WHERE owner = ? AND edition = ? AND code = ? AND code_basis = ?", values)
    goods[key] = id
    return id
  }

  private func imprintID(_ record: ObservationRecord) throws -> Int64 {
    let key = ImprintKey(
      unit: record.unit, precision: record.precision, status: record.status, basis: record.basis,
      isCompiled: record.isCompiled, origin: try originID(record))
    if let known = imprints[key] { return known }
    let values: StatementArguments = [
      key.unit, key.precision.rawValue, key.status.number, key.basis, key.isCompiled ? 0 : 1, key.origin,
    ]
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO imprint (unit, precision, status, basis, method, origin) VALUES (?, ?, ?, ?, ?, ?)
        """, arguments: values)
    let id = try identity(
      """
      SELECT id FROM imprint
      WHERE unit = ? AND precision = ? AND status = ? AND basis = ? AND method = ? AND origin = ?
      """, values)
    imprints[key] = id
    return id
  }

  private func identity(_ sql: String, _ values: StatementArguments) throws -> Int64 {
    guard let id = try Int64.fetchOne(database, sql: sql, arguments: values) else {
      throw StoreError(.failed, "a row of a list was not written")
    }
    return id
  }
}

import GRDB
import TradeModel

/// Packs observations of one source and writes them inside one transaction.
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

  /// How many rows are sorted and packed at a time: more make longer segments, and take more memory.
  private static let runLimit = 400_000

  private let database: Database
  private let claims: ImportOptions.Claims
  private var segments: SegmentWriter
  private var codes = TextList()
  private var texts = TextList()
  private var run: [PackedObservation] = []
  // What was seen last: most rows repeat it.
  private var last: ObservationRecord?
  private var packed: PackedObservation?
  private var origins: [OriginKey: Int64] = [:]
  private var goods: [GoodsKey: Int64] = [:]
  private var imprints: [ImprintKey: Int64] = [:]
  private var seenUnits: Set<[String]> = []
  private var seenClaims: Set<Claim> = []

  /// Prepares to write the rows of a batch, whose codes are all in the reference lists.
  init(_ database: Database, batch: Int64, claims: ImportOptions.Claims) throws {
    self.database = database
    self.claims = claims
    segments = try SegmentWriter(database, batch: batch)
  }

  /// Takes one observation, which is written with others of its kind.
  ///
  /// The slot, from 0 to 7, tells several observations of one line apart.
  func write(_ record: ObservationRecord, line: Int, slot: Int = 0) throws {
    var row = try pack(record)
    guard let line = Int32(exactly: line), line < 1 << 29 else {
      throw StoreError(.tooLarge, "the file has more than \(1 << 29) lines", hint: "split it")
    }
    row.line = line
    row.slot = UInt8(slot)
    run.append(row)
    if run.count == ObservationWriter.runLimit { try flush() }
  }

  private func flush() throws(StoreError) {
    let encoder = RunEncoder(codes: codes, texts: texts)
    let (packed, places) = encoder.pack(run, firstSegment: segments.nextSegment)
    try segments.write(packed, places)
    run.removeAll(keepingCapacity: true)
    texts.removeAll()
    last = nil
  }

  /// Returns the row with numbers for its texts, and notes what it adds to the lists of units and claims.
  private func pack(_ record: ObservationRecord) throws -> PackedObservation {
    let known = last
    var row =
      packed
      ?? PackedObservation(
        measure: record.measure, flow: record.flow, shape: [], partner: 0, reporter: 0, product: 0, goods: 0,
        imprint: 0, start: 0, end: 0, rowID: 0, note: 0, value: 0, low: 0, high: 0)
    row.measure = record.measure
    row.flow = record.flow
    row.start = record.start
    row.end = record.end
    if record.partner != known?.partner { row.partner = codes.number(record.partner) }
    if record.reporter != known?.reporter { row.reporter = codes.number(record.reporter) }
    if record.product != known?.product { row.product = codes.number(record.product) }
    if record.id != known?.id { row.rowID = texts.number(record.id) }
    if record.note != known?.note { row.note = texts.number(record.note) }
    if record.origin != known?.origin || record.originDate != known?.originDate
      || record.originAddress != known?.originAddress || record.unit != known?.unit || record.basis != known?.basis
      || record.precision != known?.precision || record.status != known?.status
      || record.isCompiled != known?.isCompiled
    {
      row.imprint = Int32(truncatingIfNeeded: try imprintID(record))
    }
    if record.unit != known?.unit || record.measure != known?.measure {
      seenUnits.insert([String(record.measure.rawValue), record.unit])
    }
    if record.code != known?.code || record.owner != known?.owner || record.edition != known?.edition
      || record.codeBasis != known?.codeBasis
    {
      row.goods = Int32(truncatingIfNeeded: try goodsID(record))
    }
    if claims == .wholePeriods {
      seenClaims.insert(
        Claim(reporter: record.reporter, flow: record.flow.rawValue, start: record.start, end: record.end))
    }
    row.set(record.value, record.bounds)
    last = record
    packed = row
    return row
  }

  /// Writes the rows that still wait, and what all of them amount to, for the source: units and claims.
  func finish(source: Int64) throws {
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

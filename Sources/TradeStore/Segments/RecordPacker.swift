import GRDB
import TradeModel

/// Gives the texts of records their numbers: codes and texts in lists of the import, goods and imprints in the dataset.
final class RecordPacker {
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
  /// Finds and adds codes, of which a file can have a hundred thousand.
  private struct GoodsStatements {
    let select: RawStatement
    let insert: RawStatement

    init(_ database: Database) throws(StoreError) {
      select = try RawStatement(
        "SELECT id FROM goods_code WHERE owner = ? AND edition = ? AND code = ? AND code_basis = ?", on: database)
      insert = try RawStatement(
        "INSERT INTO goods_code (owner, edition, code, code_basis) VALUES (?, ?, ?, ?) RETURNING id", on: database)
    }

    func find(_ key: GoodsKey) throws(StoreError) -> Int64? {
      try run(select, key)
    }

    func add(_ key: GoodsKey) throws(StoreError) -> Int64 {
      guard let id = try run(insert, key) else { throw StoreError(.failed, "a row of a list was not written") }
      return id
    }

    private func run(_ statement: RawStatement, _ key: GoodsKey) throws(StoreError) -> Int64? {
      statement.bind([.text(key.owner), .text(key.edition), .text(key.code), .text(key.basis)])
      defer { statement.reset() }
      guard try statement.step() else { return nil }
      let id = statement.integer(0)
      while try statement.step() {}
      return id
    }
  }
  private struct ImprintKey: Hashable {
    var unit: String
    var precision: PrecisionName
    var status: ObservationStatus
    var basis: String
    var isCompiled: Bool
    var origin: Int64
  }
  /// The number of the World as a partner.
  static let world: Int32 = 1

  private let database: Database
  private let goodsStatements: GoodsStatements
  /// The codes of areas and product groups; the empty text is 0.
  private(set) var codes = TextList()
  /// What rows have for themselves, since the last run was written; the empty text is 0.
  private(set) var texts = TextList()
  // What was seen last: most rows repeat it.
  private var last: ObservationRecord?
  private var packed: PackedObservation?
  private var origins: [OriginKey: Int64] = [:]
  private var goods: [GoodsKey: Int64] = [:]
  private var imprints: [ImprintKey: Int64] = [:]
  /// The measures by number, each with a unit that rows have.
  private(set) var units: Set<[String]> = []
  /// The numbers of an imprint of reported and one of compiled rows, by the number of any.
  private(set) var methods: [Int32: Int32] = [:]
  private var firstOfMethod: [Bool: Int32] = [:]
  /// The code of the goods by number.
  private(set) var scopes: [Int32: ProductScope] = [:]

  /// Prepares to number what the transaction writes.
  init(_ database: Database) throws(StoreError) {
    self.database = database
    goodsStatements = try GoodsStatements(database)
    _ = codes.number("")
    _ = codes.number("WLD")
    _ = texts.number("")
  }

  /// Forgets the texts that rows have for themselves.
  func beginRun() {
    texts.removeAll()
    _ = texts.number("")
    last = nil
  }

  /// Returns the row with numbers for its texts, and notes what it adds to the list of units.
  func pack(_ record: ObservationRecord) throws -> PackedObservation {
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
      units.insert([String(record.measure.rawValue), record.unit])
    }
    if record.code != known?.code || record.owner != known?.owner || record.edition != known?.edition
      || record.codeBasis != known?.codeBasis
    {
      row.goods = Int32(truncatingIfNeeded: try goodsID(record))
    }
    row.set(record.value, record.bounds)
    last = record
    packed = row
    return row
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
    let id = try goodsStatements.find(key) ?? goodsStatements.add(key)
    goods[key] = id
    scopes[Int32(truncatingIfNeeded: id)] = ProductScope(owner: key.owner, edition: key.edition, code: key.code)
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
    let number = Int32(truncatingIfNeeded: id)
    let first = firstOfMethod[key.isCompiled] ?? number
    firstOfMethod[key.isCompiled] = first
    methods[number] = first
    return id
  }

  private func identity(_ sql: String, _ values: StatementArguments) throws -> Int64 {
    guard let id = try Int64.fetchOne(database, sql: sql, arguments: values) else {
      throw StoreError(.failed, "a row of a list was not written")
    }
    return id
  }
}

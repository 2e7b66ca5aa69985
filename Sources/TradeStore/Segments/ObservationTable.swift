import GRDB
import GRDBSQLite

/// Makes the table `observation` of the segments, for statements on a connection: a virtual table that can be read only.
///
/// It has no place in the schema: every connection that is to see it calls `register`.
enum ObservationTable {
  /// What SQLite holds of the table: its own part first, as it demands.
  @unsafe
  private struct Table {
    var base = unsafe sqlite3_vtab()
    var connection: OpaquePointer
  }

  /// What SQLite holds of a scan: its own part first.
  @unsafe
  private struct Cursor {
    var base = unsafe sqlite3_vtab_cursor()
    var scan: Unmanaged<ObservationScan>
  }

  /// Lets the statements of a connection read the table.
  static func register(on database: Database) throws(StoreError) {
    let result = unsafe sqlite3_create_module_v2(database.sqliteConnection, "observation", module, nil, nil)
    guard result == SQLITE_OK else { throw StoreError(resultCode: result, message: "no table of observations") }
  }

  // Written once, before the first use, and never changed or freed.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.iVersion = 1
    // Without xCreate the table is there on every connection without being created.
    unsafe module.xConnect = { connection, _, _, _, table, _ in
      let result = unsafe sqlite3_declare_vtab(connection, ObservationColumnPlace.declaration)
      guard result == SQLITE_OK, let connection = unsafe connection else { return result }
      let fresh = UnsafeMutablePointer<Table>.allocate(capacity: 1)
      unsafe fresh.initialize(to: Table(connection: connection))
      unsafe table?.pointee = UnsafeMutableRawPointer(fresh).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }
    unsafe module.xDisconnect = { table in
      unsafe UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self).deallocate()
      return SQLITE_OK
    }
    unsafe module.xBestIndex = { _, info in
      guard let info = unsafe info else { return SQLITE_ERROR }
      let plan = unsafe ObservationPlan(choosing: info)
      let text = plan.text
      // SQLite frees the text with `sqlite3_free`.
      guard let copy = unsafe sqlite3_malloc(Int32(text.utf8.count + 1)) else { return SQLITE_NOMEM }
      let bytes = unsafe copy.assumingMemoryBound(to: UInt8.self)
      for (index, byte) in text.utf8.enumerated() { unsafe bytes[index] = byte }
      unsafe bytes[text.utf8.count] = 0
      unsafe info.pointee.idxStr = copy.assumingMemoryBound(to: CChar.self)
      unsafe info.pointee.needToFreeIdxStr = 1
      return SQLITE_OK
    }
    unsafe module.xOpen = { table, cursor in
      guard let table = unsafe UnsafeMutableRawPointer(table)?.assumingMemoryBound(to: Table.self) else {
        return SQLITE_ERROR
      }
      let scan = unsafe ObservationScan(table.pointee.connection)
      let fresh = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
      unsafe fresh.initialize(to: Cursor(scan: Unmanaged.passRetained(scan)))
      unsafe cursor?.pointee = UnsafeMutableRawPointer(fresh).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
      return SQLITE_OK
    }
    unsafe module.xClose = { cursor in
      guard let cursor = unsafe UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self) else {
        return SQLITE_ERROR
      }
      unsafe cursor.pointee.scan.release()
      unsafe cursor.deallocate()
      return SQLITE_OK
    }
    unsafe module.xFilter = { cursor, _, plan, count, values in
      guard let scan = unsafe ObservationTable.scan(cursor), let plan = unsafe plan else { return SQLITE_ERROR }
      let filter = unsafe ObservationFilter(ObservationPlan(text: String(cString: plan)), count: Int(count), values)
      return ObservationTable.result { () throws(StoreError) in try scan.start(filter) }
    }
    unsafe module.xNext = { cursor in
      guard let scan = unsafe ObservationTable.scan(cursor) else { return SQLITE_ERROR }
      return ObservationTable.result { () throws(StoreError) in try scan.next() }
    }
    unsafe module.xEof = { cursor in unsafe ObservationTable.scan(cursor)?.isAtEnd == false ? 0 : 1 }
    unsafe module.xColumn = { cursor, context, column in
      // Called for every column of every row: the scan is not retained for it.
      guard let cursor = unsafe UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self),
        let context = unsafe context, let column = ObservationColumnPlace(rawValue: column)
      else { return SQLITE_ERROR }
      unsafe cursor.pointee.scan._withUnsafeGuaranteedRef { scan in unsafe scan.give(column, to: context) }
      return SQLITE_OK
    }
    unsafe module.xRowid = { cursor, rowid in
      guard let scan = unsafe ObservationTable.scan(cursor) else { return SQLITE_ERROR }
      unsafe rowid?.pointee = scan.id
      return SQLITE_OK
    }
    let place = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    unsafe place.initialize(to: module)
    return unsafe UnsafePointer(place)
  }()

  /// Returns SQLite's code for what the body came to.
  private static func result(_ body: () throws(StoreError) -> Void) -> Int32 {
    do {
      try body()
      return SQLITE_OK
    } catch {
      return error.code == .corrupt ? SQLITE_CORRUPT : SQLITE_ERROR
    }
  }

  @unsafe
  private static func scan(_ cursor: UnsafeMutablePointer<sqlite3_vtab_cursor>?) -> ObservationScan? {
    unsafe UnsafeMutableRawPointer(cursor)?.assumingMemoryBound(to: Cursor.self).pointee.scan.takeUnretainedValue()
  }
}

extension ObservationFilter {
  /// Reads the values of a plan as SQLite hands them over.
  @unsafe
  fileprivate init(_ plan: ObservationPlan, count: Int, _ values: UnsafeMutablePointer<OpaquePointer?>?) {
    order = plan.order
    for (index, (column, comparison)) in plan.values.enumerated() where index < count {
      guard let value = unsafe values?[index] else { continue }
      switch (column, comparison) {
      case (.startDay, _): firstStart = max(firstStart, unsafe sqlite3_value_int64(value))
      case (.endDay, _): lastEnd = min(lastEnd, unsafe sqlite3_value_int64(value))
      case (.product, .notEqual): otherProducts.insert(unsafe Self.text(value))
      case (.flow, _): flows = Self.both(flows, Set(unsafe Self.texts(value, comparison)))
      case (.partner, _): partners = Self.both(partners, Set(unsafe Self.texts(value, comparison)))
      case (.product, _): products = Self.both(products, Set(unsafe Self.texts(value, comparison)))
      case (.reporter, _): reporters = Self.both(reporters, Set(unsafe Self.texts(value, comparison)))
      case (.measure, _): measures = Self.both(measures, Set(unsafe Self.numbers(value, comparison)))
      case (.goods, _):
        let fresh = NumberSet(unsafe Self.numbers(value, comparison))
        goods = goods.map { $0.intersection(fresh) } ?? fresh
      case (.imprint, _):
        let fresh = NumberSet(unsafe Self.numbers(value, comparison))
        imprints = imprints.map { $0.intersection(fresh) } ?? fresh
      case (.id, _):
        let fresh = unsafe Self.numbers(value, comparison)
        ids = Self.both(ids.map(Set.init), Set(fresh)).sorted()
      default: break
      }
    }
  }

  private static func both<Value>(_ known: Set<Value>?, _ fresh: Set<Value>) -> Set<Value> {
    known.map { $0.intersection(fresh) } ?? fresh
  }

  @unsafe
  private static func text(_ value: OpaquePointer) -> String {
    guard let bytes = unsafe sqlite3_value_text(value) else { return "" }
    return unsafe String(cString: bytes)
  }

  @unsafe
  private static func texts(_ value: OpaquePointer, _ comparison: ObservationPlan.Comparison) -> [String] {
    guard comparison == .among else { return unsafe sqlite3_value_type(value) == SQLITE_NULL ? [] : [text(value)] }
    var texts: [String] = []
    var item: OpaquePointer?
    var result = unsafe sqlite3_vtab_in_first(value, &item)
    while result == SQLITE_OK, let present = unsafe item {
      unsafe texts.append(text(present))
      result = unsafe sqlite3_vtab_in_next(value, &item)
    }
    return texts
  }

  @unsafe
  private static func numbers(_ value: OpaquePointer, _ comparison: ObservationPlan.Comparison) -> [Int64] {
    guard comparison == .among else {
      return unsafe sqlite3_value_type(value) == SQLITE_NULL ? [] : [sqlite3_value_int64(value)]
    }
    var numbers: [Int64] = []
    var item: OpaquePointer?
    var result = unsafe sqlite3_vtab_in_first(value, &item)
    while result == SQLITE_OK, let present = unsafe item {
      unsafe numbers.append(sqlite3_value_int64(present))
      result = unsafe sqlite3_vtab_in_next(value, &item)
    }
    return numbers
  }
}

import GRDBSQLite
import TradeModel

/// A run through the segments, row by row.
@safe
final class ObservationScan {
  /// A segment with the bytes that it reads.
  @safe
  private final class Open {
    let source: Int64
    let measure: Int64
    let flow: String
    let partner: String
    let segment: Segment
    // A copy of the statement's bytes, freed in `deinit`.
    private let bytes: UnsafeMutableRawBufferPointer

    init(_ statement: RawStatement) throws(StoreError) {
      source = statement.integer(0)
      measure = statement.integer(1)
      flow = statement.text(2)
      partner = statement.text(3)
      let given = unsafe statement.bytes(4)
      unsafe bytes = .allocate(byteCount: given.count, alignment: 8)
      unsafe bytes.copyMemory(from: given)
      do {
        segment = try unsafe Segment(UnsafeRawBufferPointer(bytes))
      } catch {
        unsafe bytes.deallocate()
        throw error
      }
    }

    deinit {
      unsafe bytes.deallocate()
    }
  }

  private struct Place {
    var key: UInt64
    var segment: Int32
    var row: Int32
  }

  private let connection: OpaquePointer
  private var filter = ObservationFilter()
  private var statement: RawStatement?
  private var hasSegment = false
  private var open: [Open] = []
  private var places: [Place] = []
  private var index = 0
  private var ids: ArraySlice<Int64> = []
  /// The wanted numbers whose rows were not found yet.
  private var pending: Set<Int64> = []
  /// Whether there are no more rows.
  private(set) var isAtEnd = true

  /// Creates a scan on the connection, which outlives it.
  init(_ connection: OpaquePointer) {
    unsafe self.connection = connection
  }

  /// Begins to give the rows of the filter.
  func start(_ filter: ObservationFilter) throws(StoreError) {
    self.filter = filter
    isAtEnd = false
    places = []
    index = 0
    if let wanted = filter.ids {
      ids = wanted[...]
      pending = Set(wanted)
    } else {
      let (sql, arguments) = filter.segments
      let statement = try unsafe RawStatement(sql, connection: connection)
      statement.bind(arguments)
      self.statement = statement
      hasSegment = try statement.step()
    }
    try findRow()
  }

  /// Goes to the next row.
  func next() throws(StoreError) {
    index += 1
    if index == places.count { try findRow() }
  }

  private func findRow() throws(StoreError) {
    repeat {
      index = 0
      open.removeAll(keepingCapacity: true)
      places.removeAll(keepingCapacity: true)
      guard try filter.ids == nil ? loadGroup() : loadNumbered() else {
        isAtEnd = true
        return
      }
    } while places.isEmpty
  }

  /// Reads the next segment, or all of the next partner where rows are to be sorted; returns false at the end.
  private func loadGroup() throws(StoreError) -> Bool {
    guard hasSegment, let statement else { return false }
    repeat {
      let fresh = try Open(statement)
      take(fresh)
      hasSegment = try statement.step()
    } while hasSegment && !filter.order.isEmpty && statement.text(3) == open[0].partner
    if !filter.order.isEmpty { sort() }
    return true
  }

  private func take(_ fresh: Open) {
    // A list too long for the statement is looked at here.
    let isWanted =
      (filter.partners?.contains(fresh.partner) ?? true)
      && (filter.flows?.contains(fresh.flow) ?? true) && (filter.measures?.contains(fresh.measure) ?? true)
    let number = Int32(open.count)
    open.append(fresh)
    guard isWanted else { return }
    for row in filter.rows(of: fresh.segment) { places.append(Place(key: 0, segment: number, row: row)) }
  }

  /// Reads the segment of the next number with all rows of it that are wanted; returns false at the end.
  private func loadNumbered() throws(StoreError) -> Bool {
    ids = ids.drop { !pending.contains($0) }
    guard let id = ids.popFirst() else { return false }
    pending.remove(id)
    let (source, place) = (id >> 32, id & 0xFFFF_FFFF)
    let list = try unsafe RawStatement(
      """
      SELECT p.data, p.first FROM source s JOIN row_places p ON p.batch = s.batch
      WHERE s.id = ? AND p.first <= ? ORDER BY p.first DESC LIMIT 1
      """, connection: connection)
    list.bind(source, at: 1)
    list.bind(place, at: 2)
    guard try list.step() else { return true }
    guard let number = try unsafe RowPlaces(list.bytes(0), first: list.integer(1)).segment(of: place) else {
      return true
    }
    let segment = try unsafe RawStatement(
      "SELECT s.id, g.measure, g.flow, g.partner, g.data FROM segment g JOIN source s ON s.batch = g.batch"
        + " WHERE g.id = ?", connection: connection)
    segment.bind(number, at: 1)
    guard try segment.step() else { return true }
    let fresh = try Open(segment)
    take(fresh)
    places.removeAll { row in
      let found = fresh.segment.place(Int(row.row))
      return found != place && pending.remove(source << 32 | found) == nil
    }
    return true
  }

  /// Sorts the rows of a partner by product, reporter and days, as asked.
  private func sort() {
    let products = ranks(\.products)
    let reporters = ranks(\.reporters)
    for index in places.indices {
      let number = Int(places[index].segment)
      let segment = open[number].segment
      let row = Int(places[index].row)
      var key: UInt64 = 0
      for column in filter.order {
        switch column {
        case .product: key = key << 14 | products[number][segment.products.number(row)] & 0x3FFF
        case .reporter: key = key << 14 | reporters[number][segment.reporters.number(row)] & 0x3FFF
        case .startDay: key = key << 20 | UInt64(truncatingIfNeeded: Int(segment.span(row).start) + 1 << 19) & 0xFFFFF
        case .endDay: key = key << 16 | UInt64(clamping: min(segment.span(row).dayCount, 0xFFFF))
        default: break
        }
      }
      places[index].key = key
    }
    places.sort { ($0.key, $0.segment, $0.row) < ($1.key, $1.segment, $1.row) }
  }

  /// Returns for each open segment the rank of each of its texts among those of all.
  private func ranks(_ column: KeyPath<Segment, TextColumn>) -> [[UInt64]] {
    var list = TextList()
    let numbers = open.map { open in
      let texts = open.segment[keyPath: column]
      return (0..<texts.count).map { list.number(texts.text($0)) }
    }
    let ranks = list.ranks()
    return numbers.map { $0.map { ranks[Int($0)] } }
  }

  /// The number of the present row.
  var id: Int64 {
    let place = places[index]
    let open = open[Int(place.segment)]
    return open.source << 32 | open.segment.place(Int(place.row))
  }

  /// Gives a column of the present row to SQLite.
  @unsafe
  func give(_ column: ObservationColumnPlace, to context: OpaquePointer) {
    let place = places[index]
    let row = Int(place.row)
    let open = open[Int(place.segment)]
    let segment = open.segment
    switch column {
    case .id: unsafe sqlite3_result_int64(context, open.source << 32 | segment.place(row))
    case .measure: unsafe sqlite3_result_int64(context, open.measure)
    case .flow: unsafe give(open.flow, to: context)
    case .partner: unsafe give(open.partner, to: context)
    case .product: unsafe give(segment.products, row, to: context)
    case .reporter: unsafe give(segment.reporters, row, to: context)
    case .startDay: unsafe sqlite3_result_int64(context, Int64(segment.span(row).start))
    case .endDay: unsafe sqlite3_result_int64(context, Int64(segment.span(row).end))
    case .goods: unsafe sqlite3_result_int64(context, segment.goods[row])
    case .value: unsafe give(segment.value(row), to: context)
    case .low: unsafe give(segment.low(row), to: context)
    case .high: unsafe give(segment.high(row), to: context)
    case .imprint: unsafe sqlite3_result_int64(context, segment.imprints[row])
    case .rowID: unsafe give(segment.rowIDs, row, to: context)
    case .note: unsafe give(segment.notes, row, to: context)
    }
  }

  @unsafe
  private func give(_ number: Int64?, to context: OpaquePointer) {
    if let number { unsafe sqlite3_result_int64(context, number) } else { unsafe sqlite3_result_null(context) }
  }

  @unsafe
  private func give(_ column: TextColumn, _ row: Int, to context: OpaquePointer) {
    unsafe give(column.bytes(column.number(row)), to: context)
  }

  @unsafe
  private func give(_ text: String, to context: OpaquePointer) {
    var text = text
    text.withUTF8 { bytes in unsafe give(UnsafeRawBufferPointer(bytes), to: context) }
  }

  @unsafe
  private func give(_ bytes: UnsafeRawBufferPointer, to context: OpaquePointer) {
    // SQLITE_TRANSIENT: SQLite copies the bytes before the call returns.
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    if let start = unsafe start {
      unsafe sqlite3_result_text(context, start, Int32(bytes.count), transient)
    } else {
      unsafe sqlite3_result_text(context, "", 0, transient)
    }
  }
}

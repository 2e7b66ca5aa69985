import GRDBSQLite
import TradeModel

/// A run through the segments, row by row.
@safe
final class ObservationScan {
  /// A segment with the bytes that it reads.
  private final class Open {
    let source: Int64
    let measure: Int64
    let flow: HeldBytes
    let partner: HeldBytes
    let segment: Segment
    private let bytes: HeldBytes

    init(_ statement: RawStatement) throws(StoreError) {
      source = statement.integer(0)
      measure = statement.integer(1)
      flow = unsafe HeldBytes(statement.bytes(2))
      partner = unsafe HeldBytes(statement.bytes(3))
      bytes = unsafe HeldBytes(statement.bytes(4))
      segment = try unsafe Segment(bytes.bytes)
    }
  }

  /// The columns of a row, read once; its texts stand in an open segment.
  @unsafe
  private struct Present {
    var id: Int64
    var measure: Int64
    var flow: UnsafeRawBufferPointer
    var partner: UnsafeRawBufferPointer
    var product: UnsafeRawBufferPointer
    var reporter: UnsafeRawBufferPointer
    var span: DaySpan
    var goods: Int64
    var value: Int64?
    var low: Int64?
    var high: Int64?
    var imprint: Int64
    var segment: Int32
    var row: Int32

    static var none: Present {
      unsafe Present(
        id: 0, measure: 0, flow: UnsafeRawBufferPointer(start: nil, count: 0),
        partner: UnsafeRawBufferPointer(start: nil, count: 0), product: UnsafeRawBufferPointer(start: nil, count: 0),
        reporter: UnsafeRawBufferPointer(start: nil, count: 0), span: DaySpan(start: 0, end: 1), goods: 0, value: nil,
        low: nil, high: nil, imprint: 0, segment: 0, row: 0)
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
  private var present = unsafe Present.none
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
    if index == places.count { try findRow() } else { readPresent() }
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
    readPresent()
  }

  /// Reads the next segment, or all of the next partner where rows are to be sorted; returns false at the end.
  private func loadGroup() throws(StoreError) -> Bool {
    guard hasSegment, let statement else { return false }
    repeat {
      let fresh = try Open(statement)
      take(fresh)
      hasSegment = try statement.step()
    } while hasSegment && !filter.order.isEmpty && statement.text(3) == open[0].partner.text
    if !filter.order.isEmpty { sort() }
    return true
  }

  private func take(_ fresh: Open) {
    // A list too long for the statement is looked at here.
    let isWanted =
      (filter.partners?.contains(fresh.partner.text) ?? true)
      && (filter.flows?.contains(fresh.flow.text) ?? true) && (filter.measures?.contains(fresh.measure) ?? true)
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

  /// Reads the columns of the present row that are numbers, and where its texts stand.
  private func readPresent() {
    let place = places[index]
    let open = open[Int(place.segment)]
    let segment = open.segment
    let row = Int(place.row)
    let span = segment.span(row)
    unsafe present = Present(
      id: open.source << 32 | segment.place(row), measure: open.measure, flow: open.flow.bytes,
      partner: open.partner.bytes, product: segment.products.bytes(segment.products.number(row)),
      reporter: segment.reporters.bytes(segment.reporters.number(row)), span: span, goods: segment.goods[row],
      value: segment.value(row), low: segment.low(row), high: segment.high(row), imprint: segment.imprints[row],
      segment: place.segment, row: place.row)
  }

  /// The number of the present row.
  var id: Int64 { unsafe present.id }

  /// Gives a column of the present row to SQLite.
  @unsafe
  func give(_ column: ObservationColumnPlace, to context: OpaquePointer) {
    switch column {
    case .id: unsafe sqlite3_result_int64(context, present.id)
    case .measure: unsafe sqlite3_result_int64(context, present.measure)
    case .flow: unsafe give(present.flow, to: context)
    case .partner: unsafe give(present.partner, to: context)
    case .product: unsafe give(present.product, to: context)
    case .reporter: unsafe give(present.reporter, to: context)
    case .startDay: unsafe sqlite3_result_int64(context, Int64(present.span.start))
    case .endDay: unsafe sqlite3_result_int64(context, Int64(present.span.end))
    case .goods: unsafe sqlite3_result_int64(context, present.goods)
    case .value: unsafe give(present.value, to: context)
    case .low: unsafe give(present.low, to: context)
    case .high: unsafe give(present.high, to: context)
    case .imprint: unsafe sqlite3_result_int64(context, present.imprint)
    case .rowID: unsafe give(\.rowIDs, to: context)
    case .note: unsafe give(\.notes, to: context)
    }
  }

  @unsafe
  private func give(_ number: Int64?, to context: OpaquePointer) {
    if let number { unsafe sqlite3_result_int64(context, number) } else { unsafe sqlite3_result_null(context) }
  }

  @unsafe
  private func give(_ texts: KeyPath<Segment, TextColumn>, to context: OpaquePointer) {
    let column = unsafe open[Int(present.segment)].segment[keyPath: texts]
    unsafe give(column.bytes(column.number(Int(present.row))), to: context)
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

/// A copy of some bytes outside of Swift's own memory.
@safe
private final class HeldBytes {
  // Allocated in `init`, freed in `deinit`.
  private let copy: UnsafeMutableRawBufferPointer

  init(_ given: UnsafeRawBufferPointer) {
    unsafe copy = .allocate(byteCount: given.count, alignment: 8)
    unsafe copy.copyMemory(from: given)
  }

  deinit {
    unsafe copy.deallocate()
  }

  /// The bytes, for as long as this object lives.
  var bytes: UnsafeRawBufferPointer { unsafe UnsafeRawBufferPointer(copy) }

  /// The bytes as text.
  var text: String { unsafe String(decoding: copy, as: UTF8.self) }
}

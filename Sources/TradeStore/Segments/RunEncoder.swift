import TradeModel

/// Sorts a run of observations and packs them into segments.
///
/// A run is as many rows as memory is given for. Segments begin where measure, flow or partner change.
struct RunEncoder {
  /// The bytes of one segment, and what a query must know to pass over it.
  struct Packed {
    var measure: MeasureName
    var flow: Flow
    var partner: String
    var rows: Int
    var days: DaySpan
    var bytes: [UInt8]
  }

  /// Who has rows about whom, in which way.
  struct Lane: Hashable {
    var flow: Flow
    var partner: Int32
    var reporter: Int32
    /// One of the imprints with the method.
    var imprint: Int32
  }

  /// A run as it is written.
  struct Run {
    var segments: [Packed] = []
    var places: [Places] = []
    var lanes: Set<Lane> = []
  }

  /// The places of some rows, in the order of the file.
  struct Places {
    /// The first place.
    var first: Int64
    var bytes: [UInt8]
  }

  /// The texts by number: areas and product groups, and what a row has for itself.
  let codes: TextList
  let texts: TextList
  /// An imprint of the same method for each.
  let methods: [Int32: Int32]

  /// How many rows stand in one list of places.
  static let placeLimit = 4096

  /// Returns the segments of the rows, numbered from `firstSegment` on, and where each row is by its place in the file.
  func pack(_ rows: [PackedObservation], firstSegment: Int64) -> Run {
    let ranks = codes.ranks()
    let order = SortedRows(keys: rows.map { key(of: $0, ranks) }).order
    var run = Run()
    var segmentOfRow = [Int32](repeating: 0, count: rows.count)
    var start = 0
    while start < order.count {
      let first = rows[Int(order[start])]
      var end = start
      while end < order.count, end - start < Segment.limit {
        let row = rows[Int(order[end])]
        guard row.measure == first.measure, row.flow == first.flow, row.partner == first.partner else { break }
        segmentOfRow[Int(order[end])] = Int32(run.segments.count)
        end += 1
      }
      let own = order[start..<end].map { rows[Int($0)] }
      run.segments.append(segment(own))
      note(own, in: &run.lanes)
      start = end
    }
    run.places = places(rows, segmentOfRow, firstSegment)
    return run
  }

  private func note(_ rows: [PackedObservation], in lanes: inout Set<Lane>) {
    var last: (reporter: Int32, imprint: Int32) = (-1, -1)
    for row in rows where row.reporter != last.reporter || row.imprint != last.imprint {
      last = (row.reporter, row.imprint)
      lanes.insert(
        Lane(
          flow: row.flow, partner: row.partner, reporter: row.reporter, imprint: methods[row.imprint] ?? row.imprint))
    }
  }

  /// Returns a number that rises with measure, flow, partner, product, reporter and first day.
  private func key(of row: PackedObservation, _ ranks: [UInt64]) -> UInt64 {
    let flow: UInt64 =
      switch row.flow {
      case .imports: 0
      case .total: 1
      case .exports: 2
      }
    var key = UInt64(row.measure.rawValue) << 2 | flow
    key = key << 13 | ranks[Int(row.partner)] & 0x1FFF
    key = key << 13 | ranks[Int(row.product)] & 0x1FFF
    key = key << 13 | ranks[Int(row.reporter)] & 0x1FFF
    return key << 20 | UInt64(truncatingIfNeeded: Int(row.start) + 1 << 19) & 0xFFFFF
  }

  private func segment(_ rows: [PackedObservation]) -> Packed {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(200 + 16 * rows.count)
    bytes.append(unsigned: UInt64(rows.count))
    NumberColumn.append(rows.map { Int64($0.line) }, to: &bytes)
    NumberColumn.append(rows.map { Int64($0.slot) }, to: &bytes)
    var spans = Numbering<DaySpan>()
    let spanNumbers = rows.map { spans.number(DaySpan(start: $0.start, end: $0.end)) }
    bytes.append(unsigned: UInt64(spans.values.count))
    NumberColumn.append(spans.values.map { Int64($0.start) }, to: &bytes)
    NumberColumn.append(spans.values.map { Int64($0.dayCount) }, to: &bytes)
    NumberColumn.append(spanNumbers, to: &bytes)
    append(rows.map(\.reporter), of: codes, to: &bytes)
    append(rows.map(\.product), of: codes, to: &bytes)
    NumberColumn.append(rows.map { Int64($0.goods) }, to: &bytes)
    NumberColumn.append(rows.map { Int64($0.imprint) }, to: &bytes)
    NumberColumn.append(rows.map { Int64($0.shape.rawValue) }, to: &bytes)
    NumberColumn.append(rows.map(\.value), to: &bytes, thousands: true)
    NumberColumn.append(rows.map(\.low), to: &bytes, thousands: true)
    NumberColumn.append(rows.map(\.high), to: &bytes, thousands: true)
    append(rows.map(\.rowID), of: texts, to: &bytes)
    append(rows.map(\.note), of: texts, to: &bytes)
    bytes.append(contentsOf: repeatElement(0, count: SegmentReader.padding))
    let days = DaySpan(
      start: spans.values.map(\.start).min() ?? 0, end: spans.values.map(\.end).max() ?? 0)
    return Packed(
      measure: rows[0].measure, flow: rows[0].flow, partner: codes[rows[0].partner], rows: rows.count, days: days,
      bytes: bytes)
  }

  private func append(_ texts: [Int32], of list: TextList, to bytes: inout [UInt8]) {
    var known = Numbering<Int32>()
    let numbers = texts.map { known.number($0) }
    TextColumn.append(known.values.map { list[$0] }, numbers: numbers, to: &bytes)
  }

  private func places(_ rows: [PackedObservation], _ segments: [Int32], _ firstSegment: Int64) -> [Places] {
    stride(from: 0, to: rows.count, by: RunEncoder.placeLimit).map { start in
      let range = start..<min(start + RunEncoder.placeLimit, rows.count)
      var bytes: [UInt8] = []
      bytes.append(unsigned: UInt64(range.count))
      var last = rows[start].place
      let steps = range.map { index in
        defer { last = rows[index].place }
        return rows[index].place - last
      }
      NumberColumn.append(steps, to: &bytes)
      NumberColumn.append(range.map { firstSegment + Int64(segments[$0]) }, to: &bytes)
      bytes.append(contentsOf: repeatElement(0, count: SegmentReader.padding))
      return Places(first: rows[start].place, bytes: bytes)
    }
  }
}

/// Different values, numbered in the order in which they came.
private struct Numbering<Value: Hashable> {
  private(set) var values: [Value] = []
  private var numbers: [Value: Int64] = [:]
  private var last: (value: Value, number: Int64)?

  mutating func number(_ value: Value) -> Int64 {
    if let last, last.value == value { return last.number }
    let number = numbers[value] ?? Int64(values.count)
    if number == Int64(values.count) {
      values.append(value)
      numbers[value] = number
    }
    last = (value, number)
    return number
  }
}

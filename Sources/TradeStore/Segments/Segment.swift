/// Some thousand observations of one measure, flow, partner and source, column by column.
///
/// The place of an observation is its line and its slot there. Low and high stand as their distance from the value, or
/// as themselves where there is none.
final class Segment {
  /// How many observations there are.
  let count: Int
  let lines: NumberColumn
  let slots: NumberColumn
  /// The different spans, and for every row the number of its own.
  let spans: [DaySpan]
  let spanNumbers: NumberColumn
  let reporters: TextColumn
  let products: TextColumn
  let goods: NumberColumn
  let imprints: NumberColumn
  private let shapes: NumberColumn
  private let values: NumberColumn
  private let lows: NumberColumn
  private let highs: NumberColumn
  let rowIDs: TextColumn
  let notes: TextColumn

  /// The largest number of rows.
  static let limit = 8192

  /// Which amounts a row has.
  struct Shape: OptionSet {
    let rawValue: UInt8
    static let value = Shape(rawValue: 1)
    static let low = Shape(rawValue: 2)
    static let high = Shape(rawValue: 4)
  }

  /// Reads the heads of the columns; the bytes must outlive the segment.
  init(_ bytes: UnsafeRawBufferPointer) throws(StoreError) {
    var reader = unsafe SegmentReader(bytes)
    let count = Int(clamping: try reader.unsigned())
    guard count <= Segment.limit else { throw reader.damage() }
    self.count = count
    lines = try NumberColumn(&reader, count: count)
    slots = try NumberColumn(&reader, count: count)
    let spanCount = try reader.count()
    let starts = try NumberColumn(&reader, count: spanCount)
    let lengths = try NumberColumn(&reader, count: spanCount)
    spans = (0..<spanCount).map { index in
      let start = Int32(truncatingIfNeeded: starts[index])
      return DaySpan(start: start, end: start &+ Int32(truncatingIfNeeded: lengths[index]))
    }
    spanNumbers = try NumberColumn(&reader, count: count)
    reporters = try TextColumn(&reader, count: count)
    products = try TextColumn(&reader, count: count)
    goods = try NumberColumn(&reader, count: count)
    imprints = try NumberColumn(&reader, count: count)
    shapes = try NumberColumn(&reader, count: count)
    values = try NumberColumn(&reader, count: count)
    lows = try NumberColumn(&reader, count: count)
    highs = try NumberColumn(&reader, count: count)
    rowIDs = try TextColumn(&reader, count: count)
    notes = try TextColumn(&reader, count: count)
  }

  /// The number of a row's span.
  func spanNumber(_ row: Int) -> Int {
    let number = Int(spanNumbers[row])
    return number < spans.count ? number : 0
  }

  /// The days of a row.
  func span(_ row: Int) -> DaySpan {
    spans.isEmpty ? DaySpan(start: 0, end: 1) : spans[spanNumber(row)]
  }

  /// The amount of a row in thousandths.
  func value(_ row: Int) -> Int64? {
    shape(row).contains(.value) ? values[row] : nil
  }

  /// The lowest amount of a row in thousandths.
  func low(_ row: Int) -> Int64? {
    guard shape(row).contains(.low) else { return nil }
    return shape(row).contains(.value) ? values[row] &- lows[row] : lows[row]
  }

  /// The highest amount of a row in thousandths.
  func high(_ row: Int) -> Int64? {
    guard shape(row).contains(.high) else { return nil }
    return shape(row).contains(.value) ? values[row] &+ highs[row] : highs[row]
  }

  /// The place of a row in its file: the line, and the slot in the three lowest bits.
  func place(_ row: Int) -> Int64 { lines[row] << 3 | slots[row] }

  private func shape(_ row: Int) -> Shape { Shape(rawValue: UInt8(truncatingIfNeeded: shapes[row])) }
}

import GRDB
import TradeModel

/// Writes packed rows into the dataset file.
struct SegmentWriter {
  private let batch: Int64
  private let segment: RawStatement
  private let places: RawStatement
  /// The number of the next segment.
  private(set) var nextSegment: Int64

  /// Prepares to write the rows of a batch.
  init(_ database: Database, batch: Int64) throws {
    self.batch = batch
    nextSegment = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM segment") ?? 1
    segment = try RawStatement("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", on: database)
    places = try RawStatement("INSERT INTO row_places VALUES (?, ?, ?)", on: database)
  }

  /// Writes segments, numbered on, and the places of their rows.
  mutating func write(_ segments: [RunEncoder.Packed], _ lists: [RunEncoder.Places]) throws(StoreError) {
    for packed in segments {
      segment.bind(nextSegment, at: 1)
      segment.bind(batch, at: 2)
      segment.bind(Int64(packed.measure.rawValue), at: 3)
      segment.bind(packed.flow.rawValue, at: 4)
      segment.bind(packed.partner, at: 5)
      segment.bind(Int64(packed.rows), at: 6)
      segment.bind(Int64(packed.days.start), at: 7)
      segment.bind(Int64(packed.days.end), at: 8)
      segment.bind(packed.bytes, at: 9)
      try segment.run()
      nextSegment += 1
    }
    for list in lists {
      places.bind(batch, at: 1)
      places.bind(list.first, at: 2)
      places.bind(list.bytes, at: 3)
      try places.run()
    }
  }
}

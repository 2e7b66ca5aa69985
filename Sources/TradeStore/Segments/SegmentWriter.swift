import GRDB
import TradeModel

/// Writes packed rows into the dataset file.
struct SegmentWriter {
  private let batch: Int64
  private let segment: RawStatement
  private let places: RawStatement
  private let lane: RawStatement
  /// The number of the next segment.
  private(set) var nextSegment: Int64

  /// Prepares to write the rows of a batch.
  init(_ database: Database, batch: Int64) throws {
    self.batch = batch
    nextSegment = try Int64.fetchOne(database, sql: "SELECT coalesce(max(id), 0) + 1 FROM segment") ?? 1
    segment = try RawStatement("INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", on: database)
    places = try RawStatement("INSERT INTO row_places VALUES (?, ?, ?)", on: database)
    lane = try RawStatement("INSERT INTO lane VALUES (?, ?, ?, ?, ?)", on: database)
  }

  /// Writes segments, numbered on, and the places of their rows.
  mutating func write(_ run: RunEncoder.Run) throws(StoreError) {
    for packed in run.segments {
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
    for list in run.places {
      places.bind(batch, at: 1)
      places.bind(list.first, at: 2)
      places.bind(list.bytes, at: 3)
      try places.run()
    }
  }

  /// Writes who has rows about whom.
  func write(_ lanes: Set<RunEncoder.Lane>, codes: TextList) throws(StoreError) {
    for lane in lanes {
      self.lane.bind(batch, at: 1)
      self.lane.bind(lane.flow.rawValue, at: 2)
      self.lane.bind(codes[lane.partner], at: 3)
      self.lane.bind(codes[lane.reporter], at: 4)
      self.lane.bind(Int64(lane.imprint), at: 5)
      try self.lane.run()
    }
  }
}

import GRDB
import TradeModel

/// Packs observations of one source and writes them inside one transaction.
final class ObservationWriter {
  private struct Claim: Hashable {
    var reporter: Int32
    var flow: Flow
    var start: Int32
    var end: Int32
  }

  /// How many rows are sorted and packed at a time: more make longer segments, and take more memory.
  private static let runLimit = 400_000

  /// What gives texts their numbers.
  let packer: RecordPacker
  private let database: Database
  private let claims: ImportOptions.Claims
  private var segments: SegmentWriter
  private var run: [PackedObservation] = []
  private var packing: Later<RunEncoder.Run>?
  private var seenClaims: Set<Claim> = []
  private var lastClaim: Claim?
  private var lanes: Set<RunEncoder.Lane> = []

  /// Prepares to write the rows of a batch, whose codes are all in the reference lists.
  init(_ database: Database, batch: Int64, claims: ImportOptions.Claims) throws {
    self.database = database
    self.claims = claims
    packer = try RecordPacker(database)
    segments = try SegmentWriter(database, batch: batch)
  }

  /// Takes one observation, which is written with others of its kind.
  ///
  /// The slot, from 0 to 7, tells several observations of one line apart.
  func write(_ record: ObservationRecord, line: Int, slot: Int = 0) throws {
    try write(try packer.pack(record), line: line, slot: slot)
  }

  /// Takes one observation with the numbers of the packer.
  func write(_ observation: PackedObservation, line: Int, slot: Int = 0) throws(StoreError) {
    guard let line = Int32(exactly: line), line < 1 << 29 else {
      throw StoreError(.tooLarge, "the file has more than \(1 << 29) lines", hint: "split it")
    }
    var row = observation
    row.line = line
    row.slot = UInt8(slot)
    if claims == .wholePeriods { note(row) }
    run.append(row)
    if run.count == ObservationWriter.runLimit { try flush() }
  }

  private func note(_ row: PackedObservation) {
    let claim = Claim(reporter: row.reporter, flow: row.flow, start: row.start, end: row.end)
    guard claim != lastClaim else { return }
    lastClaim = claim
    seenClaims.insert(claim)
  }

  /// Has the run packed on another thread while the next one is read, and writes the run before it.
  private func flush() throws(StoreError) {
    try writePacked()
    let encoder = RunEncoder(codes: packer.codes, texts: packer.texts, methods: packer.methods)
    let rows = run
    let firstSegment = segments.nextSegment
    packing = Later { encoder.pack(rows, firstSegment: firstSegment) }
    run = []
    run.reserveCapacity(rows.count)
    packer.beginRun()
  }

  private func writePacked() throws(StoreError) {
    guard let packed = packing?.take() else { return }
    packing = nil
    try segments.write(packed)
    lanes.formUnion(packed.lanes)
  }

  /// Writes the rows that still wait, and what all of them amount to, for the source: units and claims.
  func finish(source: Int64) throws {
    try flush()
    try writePacked()
    try segments.write(lanes, codes: packer.codes)
    for unit in packer.units {
      try database.execute(sql: "INSERT OR IGNORE INTO measure_unit VALUES (?, ?)", arguments: [Int(unit[0]), unit[1]])
    }
    for claim in seenClaims {
      try database.execute(
        sql: "INSERT INTO coverage VALUES (?, ?, ?, '', ?, ?)",
        arguments: [source, packer.codes[claim.reporter], claim.flow.rawValue, claim.start, claim.end])
    }
  }
}

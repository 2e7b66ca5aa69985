import GRDB
import TradeModel

/// What an export wrote, and what our observation CSV has no place for.
package struct ExportReport: Hashable, Sendable {
  /// How many observations were written.
  package var rows = 0
  /// How many of them have another id than in their file, because two files use the same one.
  package var renamedIDs = 0
  /// How many claims to hold all trade of a period stay behind.
  package var claims = 0
  /// How many events stay behind.
  package var events = 0
}

/// Writes the observations of a dataset as one file in our own format, without those of retracted sources.
///
/// The order is that of the sources' numbers, which come from their digests, and of the lines in them: it does not
/// depend on the order of imports, and rows between which an import chooses by their place keep it. SQLite sorts the
/// numbers outside of memory.
struct ObservationExport {
  private let reader: DatasetReader
  private var goods: [Int64: [UInt8]] = [:]
  private var imprints: [Int64: (kind: [UInt8], origin: [UInt8])] = [:]
  private var digests: [Int64: String] = [:]
  private var days: [Int64: [UInt8]] = [:]
  // By hash, as the import keeps them.
  private var idHashes: Set<Int> = []
  private var report = ExportReport()

  /// How many bytes are handed over at a time.
  private static let chunk = 1 << 16

  /// Prepares an export; what many rows have in common becomes text once.
  init(_ reader: DatasetReader) throws {
    self.reader = reader
    let database = reader.database
    for row in try Row.fetchAll(database, sql: "SELECT id, owner, edition, code, code_basis FROM goods_code") {
      goods[row[0]] = CSVLine.bytes((1...4).map { row[$0] })
    }
    let prints = try Row.fetchAll(
      database,
      sql: """
        SELECT i.id, i.unit, i.precision, i.status, i.basis, i.method, g.name, g.address, g.date
        FROM imprint i JOIN origin g ON g.id = i.origin
        """)
    for row in prints {
      let precision = PrecisionName(rawValue: row[2])?.name ?? ""
      let method = row[5] as Int == 0 ? "compiled" : "reported"
      imprints[row[0]] = (
        CSVLine.bytes([row[1], precision, ObservationStatus.numbered[row[3]].rawValue]),
        CSVLine.bytes([row[4], method, row[6], row[7], row[8]])
      )
    }
    for row in try Row.fetchAll(database, sql: "SELECT id, digest FROM source") { digests[row[0]] = row[1] }
    let notRetracted = "source NOT IN (SELECT id FROM source WHERE retracted = 1)"
    report.claims = try Int.fetchOne(database, sql: "SELECT count(*) FROM coverage WHERE \(notRetracted)") ?? 0
    report.events = try Int.fetchOne(database, sql: "SELECT count(*) FROM event WHERE \(notRetracted)") ?? 0
  }

  /// Writes header and rows in pieces of some kilobytes.
  mutating func run(_ write: ([UInt8]) throws -> Void) throws -> ExportReport {
    var bytes = CSVLine.bytes(ObservationColumn.allCases.map(\.rawValue))
    bytes.append(UInt8(ascii: "\n"))
    let rows = try RawStatement(
      """
      SELECT id, reporter, partner, flow, start_day, end_day, product, goods, measure, value, low, high, imprint,
        row_id, note
      FROM observation WHERE id >> 32 NOT IN (SELECT id FROM source WHERE retracted = 1) ORDER BY id
      """, on: reader.database)
    while try rows.step() {
      append(rows, to: &bytes)
      report.rows += 1
      guard bytes.count >= ObservationExport.chunk else { continue }
      try write(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
    try write(bytes)
    return report
  }

  /// Appends the present row in the order of `ObservationColumn`.
  private mutating func append(_ row: RawStatement, to bytes: inout [UInt8]) {
    let comma = UInt8(ascii: ",")
    CSVLine.append(id(row), to: &bytes)
    for column: Int32 in 1...3 {
      bytes.append(comma)
      bytes += row.text(column).utf8
    }
    for day in [row.integer(4), row.integer(5) - 1] {
      bytes.append(comma)
      bytes += self.day(day)
    }
    bytes.append(comma)
    bytes += row.text(6).utf8
    bytes.append(comma)
    bytes += goods[row.integer(7)] ?? []
    bytes.append(comma)
    bytes += (MeasureName(rawValue: Int(row.integer(8)))?.name ?? "").utf8
    for column: Int32 in 9...11 {
      bytes.append(comma)
      if let value = row.optionalInteger(column) { bytes += Amount(thousandths: value).description.utf8 }
    }
    let imprint = imprints[row.integer(12)]
    bytes.append(comma)
    bytes += imprint?.kind ?? []
    bytes.append(comma)
    bytes += imprint?.origin ?? []
    bytes.append(comma)
    CSVLine.append(row.text(14), to: &bytes)
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Returns the id of the row; where another file has it too, with the digest of its source behind.
  private mutating func id(_ row: RawStatement) -> String {
    let id = row.text(13)
    guard !id.isEmpty, !idHashes.insert(id.hashValue).inserted else { return id }
    report.renamedIDs += 1
    let own = "\(id)@\((digests[row.integer(0) >> 32] ?? "").dropFirst(7).prefix(12))"
    idHashes.insert(own.hashValue)
    return own
  }

  private mutating func day(_ number: Int64) -> [UInt8] {
    if let known = days[number] { return known }
    let text = Array(CalendarDate(dayNumber: Int32(truncatingIfNeeded: number)).description.utf8)
    days[number] = text
    return text
  }
}

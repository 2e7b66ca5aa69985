import GRDB
import Spelling
import TradeModel

/// One run of an import: a file of events into the dataset, whole or not at all.
struct EventImport {
  /// The name of the format in the list of sources.
  static let format = "waybill-events"
  /// The columns of the file, in any order.
  static let columns = [
    "id", "first_day", "last_day", "precision", "event", "kind", "origin", "origin_address", "note",
  ]

  private let source: ByteSource
  private let options: ImportOptions

  /// Prepares the import of a file.
  init(_ source: ByteSource, options: ImportOptions) {
    self.source = source
    self.options = options
  }

  /// Returns whether a file's first row is the head of a file of events.
  static func isHeader(_ names: [String]) -> Bool {
    names.contains("event") && names.contains("kind") && !names.contains("measure")
  }

  /// Reads and writes everything inside the caller's transaction.
  func run(in database: Database) throws -> ImportReport {
    let digest = try source.digest()
    source.rewind()
    var report = ImportReport(source: source.name, digest: digest)
    guard try !SourceRegister.contains(digest, in: database) else {
      report.wasAlreadyThere = true
      return report
    }
    let reader = CSVReader(source)
    guard try reader.next() else { return refused(&report, reader, "import.empty", nil, "the file is empty", nil) }
    let names = (0..<reader.fieldCount).map { reader.text($0) ?? "" }
    var places: [String: Int] = [:]
    for column in EventImport.columns {
      guard let place = names.firstIndex(of: column) else {
        return refused(
          &report, reader, "import.columns", column, "the header has no column '\(column)'",
          suggestion(column, among: names, otherwise: "add the column"))
      }
      places[column] = place
    }
    let id = try SourceRegister.add(source, digest: digest, format: EventImport.format, options: options, to: database)
    while try reader.next() {
      let line = reader.line
      guard let values = values(reader, places, fields: names.count, into: &report) else {
        report.skipped += 1
        continue
      }
      try database.execute(
        sql: "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", arguments: [id, line] + values)
      report.imported += 1
    }
    report.isRefused = report.imported == 0 || report.skipped > 0 && !options.skipsBadRows
    if report.isRefused {
      report.imported = 0
      return report
    }
    try database.execute(
      sql: "UPDATE source SET rows = ?, skipped = ? WHERE id = ?", arguments: [report.imported, report.skipped, id])
    return report
  }

  private func values(
    _ reader: CSVReader, _ places: [String: Int], fields: Int, into report: inout ImportReport
  ) -> StatementArguments? {
    func fault(_ column: String?, _ message: String, _ hint: String) {
      report.diagnostics.append(
        ImportDiagnostic(
          file: source.name, line: reader.line, column: column, code: "import.event", message: message, hint: hint))
    }
    func text(_ column: String) -> String { places[column].flatMap { reader.text($0) } ?? "" }
    guard reader.fieldCount == fields else {
      fault(nil, "the row has \(reader.fieldCount) fields, the header has \(fields)", "look for a comma outside quotes")
      return nil
    }
    let before = report.diagnostics.count
    let first = CalendarDate(text("first_day"))
    let last = CalendarDate(text("last_day"))
    if first == nil { fault("first_day", "'\(text("first_day"))' is no date", "write 2022-05-12") }
    if last == nil { fault("last_day", "'\(text("last_day"))' is no date", "write 2022-05-12") }
    if let first, let last, last < first { fault("last_day", "the last day is before the first", "exchange them") }
    if !["day", "month"].contains(text("precision")) {
      fault("precision", "'\(text("precision"))' is no precision", "write day or month")
    }
    for column in ["event", "kind", "origin"] where text(column).isEmpty {
      fault(column, "the column '\(column)' is empty", "say it")
    }
    guard report.diagnostics.count == before, let first, let last else { return nil }
    return [
      text("id"), first.dayNumber, last.dayNumber + 1, text("precision"), text("event"), text("kind"), text("origin"),
      text("origin_address"), text("note"),
    ]
  }

  private func refused(
    _ report: inout ImportReport, _ reader: CSVReader, _ code: String, _ column: String?, _ message: String,
    _ hint: String?
  ) -> ImportReport {
    report.isRefused = true
    report.diagnostics.append(
      ImportDiagnostic(
        file: source.name, line: reader.line, column: column, code: code, message: message, hint: hint))
    return report
  }
}

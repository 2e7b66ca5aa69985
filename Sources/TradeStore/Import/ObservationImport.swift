import GRDB
import TradeModel

/// One run of an import: a file of observations into the dataset, whole or not at all.
struct ObservationImport {
  /// The name of the format in the list of sources.
  static let format = "waybill-observations"

  private let source: ByteSource
  private let options: ImportOptions

  /// Prepares the import of a file.
  init(_ source: ByteSource, options: ImportOptions) {
    self.source = source
    self.options = options
  }

  /// Reads and writes everything inside the caller's transaction.
  ///
  /// The caller rolls back where the report says that the file was refused or was there already.
  func run(in database: Database) throws -> ImportReport {
    var report = ImportReport(source: source.name, digest: "")
    if try SourceRegister.mayContain(source, in: database) {
      report.digest = try source.digest()
      report.wasAlreadyThere = try SourceRegister.contains(report.digest, in: database)
      if report.wasAlreadyThere { return report }
    }
    source.rewind(hashing: true)
    let reader = CSVReader(source)
    guard let header = try readHeader(reader, into: &report) else { return report }
    let reference = try Reference(from: database)
    let writer = try ObservationWriter(
      database, batch: SourceRegister.nextBatch(in: database), claims: options.claims ?? .printedCells)
    let skippedLines = try importRows(reader, header: header, reference: reference, writer: writer, into: &report)
    guard try !source.hasChanged() else {
      throw StoreError(.unreadable, "'\(source.name)' changed while it was read", hint: "import it again")
    }
    report.digest = try source.hashedDigest()
    if report.imported == 0, report.diagnostics.isEmpty {
      report.diagnostics.append(fault("import.empty", line: reader.line, "the file has no rows to import"))
    }
    report.isRefused = report.imported == 0 || (report.skipped > 0 && !options.skipsBadRows)
    if report.isRefused {
      report.imported = 0
      return report
    }
    let id = try SourceRegister.add(
      source, digest: report.digest, format: ObservationImport.format, options: options, to: database)
    try writer.finish(source: id)
    try database.execute(
      sql: "UPDATE source SET rows = ?, skipped = ?, skipped_digest = ? WHERE id = ?",
      arguments: [report.imported, report.skipped, TradeStore.digest(of: skippedLines), id])
    return report
  }

  /// Writes the valid rows, and returns the lines of the others.
  private func importRows(
    _ reader: CSVReader, header: ObservationHeader, reference: Reference, writer: ObservationWriter,
    into report: inout ImportReport
  ) throws -> String {
    var parser = ObservationRowParser(reader: reader, header: header, reference: reference, file: source.name)
    var skippedLines = ""
    while try reader.next() {
      if let record = parser.parse() {
        if report.skipped == 0 || options.skipsBadRows { try writer.write(record, line: reader.line) }
        report.imported += 1
      } else {
        report.skipped += 1
        skippedLines += "\(reader.line) "
        let room = ImportReport.diagnosticLimit - report.diagnostics.count
        report.diagnostics += parser.faults.prefix(max(0, room))
      }
    }
    return skippedLines
  }

  private func readHeader(_ reader: CSVReader, into report: inout ImportReport) throws -> ObservationHeader? {
    guard try reader.next() else {
      report.isRefused = true
      report.diagnostics = [fault("import.empty", line: 1, "the file is empty")]
      return nil
    }
    let names = (0..<reader.fieldCount).map { reader.text($0) ?? "" }
    let header = ObservationHeader(names, file: source.name, line: reader.line, faults: &report.diagnostics)
    report.isRefused = header == nil
    return header
  }

  private func fault(_ code: String, line: Int, _ message: String) -> ImportDiagnostic {
    ImportDiagnostic(
      file: source.name, line: line, column: nil, code: code, message: message, hint: "check that it is the right file")
  }
}

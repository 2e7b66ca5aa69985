import Crypto
import GRDB
import TradeModel

/// One run of an import: a statistical office's file into the dataset, whole or not at all.
struct StatisticsImport {
  private let source: ByteSource
  private let options: ImportOptions
  private let open: (ByteSource, CodeBook) throws -> any StatisticsReader

  /// Prepares the import of a file that the closure opens.
  init(
    _ source: ByteSource, options: ImportOptions,
    open: @escaping (ByteSource, CodeBook) throws -> any StatisticsReader
  ) {
    self.source = source
    self.options = options
    self.open = open
  }

  /// Reads and writes everything inside the caller's transaction.
  ///
  /// The caller rolls back where the report says that the file was refused or was there already.
  func run(in database: Database) throws -> ImportReport {
    var report = ImportReport(source: source.name, digest: "")
    if try SourceRegister.mayContain(source, in: database) {
      report.digest = try source.digest()
      report.wasAlreadyThere = try SourceRegister.contains(
        report.digest, mapping: options.mapping?.digest ?? "", in: database)
      if report.wasAlreadyThere { return report }
    }
    source.rewind(hashing: true)
    let book = try CodeBook(database)
    let reader = try open(source, book)
    report.format = reader.format
    let writer = try ObservationWriter(
      database, batch: SourceRegister.nextBatch(in: database), claims: options.claims ?? .printedCells)
    (reader as? any PackingReader)?.packer = writer.packer
    let skippedLines = try importRows(reader, writer: writer, lists: book.reference.digest, into: &report)
    guard try !source.hasChanged() else {
      throw StoreError(.unreadable, "'\(source.name)' changed while it was read", hint: "import it again")
    }
    report.digest = try source.hashedDigest()
    report.notes = reader.notes
    if let mapping = options.mapping,
      try SourceRegister.contains(report.digest, otherThan: mapping.digest, in: database)
    {
      report.notes.append("the file is a source by another mapping too; both stay")
    }
    if report.imported == 0, report.diagnostics.isEmpty {
      let message = report.leftOut.isEmpty ? "the file has no rows to import" : "every row of the file is left out"
      report.diagnostics.append(
        ImportDiagnostic(
          file: source.name, line: 1, column: nil, code: "import.empty", message: message,
          hint: "check that it is the right file"))
    }
    report.isRefused = report.imported == 0 || (report.skipped > 0 && !options.skipsBadRows)
    if report.isRefused {
      report.imported = 0
      return report
    }
    let id = try SourceRegister.add(
      source, digest: report.digest, format: reader.format, options: options, to: database)
    try writer.finish(source: id)
    if options.claims == nil {
      try write(reader.extent.claims(book.reference, writer.packer), source: id, to: database)
    }
    try database.execute(
      sql: "UPDATE source SET rows = ?, skipped = ?, skipped_digest = ? WHERE id = ?",
      arguments: [report.imported, report.skipped, skippedLines, id])
    return report
  }

  /// Writes the usable rows, and returns a digest of what the file's bytes alone do not say: the lines of the others, and
  /// the lists by which codes were read, and the flow that was stated.
  private func importRows(
    _ reader: any StatisticsReader, writer: ObservationWriter, lists: String, into report: inout ImportReport
  ) throws -> String {
    var row = StatisticsRow()
    var faults = FaultList(file: source.name)
    var skippedLines = SHA256()
    skippedLines.update(data: Array("\(lists)\(options.flow?.rawValue ?? "")\n".utf8))
    var leftOut: [LeftOutReason: Int] = [:]
    var shift = ShiftCheck()
    let extent = reader.extent
    while try reader.next(into: &row) {
      guard row.faults.isEmpty else {
        report.skipped += 1
        skippedLines.update(data: Array("\(row.line) ".utf8))
        faults.add(row)
        shift.add(row)
        continue
      }
      if let reason = row.leftOut ?? (row.records.isEmpty && row.packed.isEmpty ? .noFigure : nil) {
        leftOut[reason, default: 0] += 1
        continue
      }
      report.imported += 1
      // Once the file is sure to be refused, reading goes on for the faults alone.
      guard report.skipped == 0 || options.skipsBadRows else { continue }
      for record in row.records { row.packed.append(try writer.packer.pack(record)) }
      for (slot, packed) in row.packed.enumerated() {
        try writer.write(packed, line: row.line, slot: slot)
        extent.add(packed)
      }
    }
    if report.imported == 0, let columns = shift.columns {
      throw StoreError(
        .shifted, "'\(source.name)': the columns are shifted: in every row, those of \(columns) hold something else",
        hint: "take the file as its publisher gives it; some programs move columns when they save it")
    }
    report.diagnostics = faults.diagnostics
    report.leftOut = leftOut.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { ImportReport.LeftOut(reason: $0.key, rows: $0.value) }
    return hexadecimal(skippedLines.finalize())
  }

  private func write(_ claims: [CoverageClaim], source: Int64, to database: Database) throws {
    for claim in claims {
      try database.execute(
        sql: "INSERT OR IGNORE INTO coverage VALUES (?, ?, ?, ?, ?, ?)",
        arguments: [source, claim.reporter, claim.flow, claim.product, claim.span.start, claim.span.end])
    }
  }
}

/// The faults of a file, each kind of words once, with the first line and the number of rows.
private struct FaultList {
  private let file: String
  private var places: [StatisticsRow.Fault: Int] = [:]
  private var found: [(fault: StatisticsRow.Fault, line: Int, rows: Int)] = []

  init(file: String) {
    self.file = file
  }

  mutating func add(_ row: StatisticsRow) {
    for fault in row.faults {
      if let place = places[fault] {
        found[place].rows += 1
      } else if found.count < ImportReport.diagnosticLimit {
        places[fault] = found.count
        found.append((fault, row.line, 1))
      }
    }
  }

  var diagnostics: [ImportDiagnostic] {
    found.map { fault, line, rows in
      ImportDiagnostic(
        file: file, line: line, column: fault.column, code: fault.code,
        message: rows > 1 ? "\(fault.message), in \(rows) rows from here on" : fault.message, hint: fault.hint)
    }
  }
}

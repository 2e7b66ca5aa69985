import GRDB

/// One run of an import: the tables between two editions, as UNSD publishes them, whole or not at all.
///
/// A workbook has the sheets `Correlation Tables` and `Conversion …`, a CSV file is one of the two.
struct CorrelationImport {
  /// The name of the format in the list of sources.
  static let format = "unsd-correlations"

  private let source: ByteSource

  /// Prepares the import of a file.
  init(_ source: ByteSource) {
    self.source = source
  }

  /// Reads and writes everything inside the caller's transaction.
  func run(in database: Database) throws -> ImportReport {
    let digest = try source.digest()
    source.rewind()
    var report = ImportReport(source: source.name, digest: digest)
    report.format = CorrelationImport.format
    guard try !SourceRegister.contains(digest, in: database) else {
      report.wasAlreadyThere = true
      return report
    }
    let tables = try self.tables()
    report.diagnostics = tables.flatMap(\.faults)
    report.skipped = report.diagnostics.count
    guard report.diagnostics.isEmpty else {
      report.isRefused = true
      return report
    }
    let id = try SourceRegister.add(
      source, digest: digest, format: CorrelationImport.format, options: ImportOptions(), to: database)
    for table in tables {
      guard let list = table.list, let editions = table.editions else { continue }
      try write(table, list, editions, source: id, to: database)
      report.imported += table.pairs.count
      report.notes += CorrelationImport.notes(on: table, list, editions)
    }
    try database.execute(
      sql: "UPDATE source SET rows = ? WHERE id = ?", arguments: [report.imported, id])
    return report
  }

  /// Reads the tables of the file; each has a header and pairs, and all are of the same editions.
  private func tables() throws(StoreError) -> [CorrelationTable] {
    let head = try source.head(4)
    let isWorkbook = head == ZipArchive.magic || head == [0xD0, 0xCF, 0x11, 0xE0]
    let tables = isWorkbook ? try workbookTables() : [try csvTable()]
    for table in tables where table.editions == nil || table.pairs.isEmpty && table.faults.isEmpty {
      throw StoreError(
        .notData, "'\(source.name)' has no pairs of codes below a header that names two editions of the HS",
        hint: "name a correlation table of UNSD, whose header is such as HS2022,HS2017,Relationship")
    }
    guard Set(tables.map(\.editions)).count == 1 else {
      throw StoreError(
        .malformed, "the sheets of '\(source.name)' name different editions", hint: "download it again")
    }
    return tables
  }

  private func csvTable() throws(StoreError) -> CorrelationTable {
    var table = CorrelationTable(file: source.name)
    let reader = CSVReader(source)
    while try reader.next() {
      try table.take((0..<min(reader.fieldCount, 3)).map { reader.text($0) ?? "" }, line: reader.line)
    }
    return table
  }

  private func workbookTables() throws(StoreError) -> [CorrelationTable] {
    let workbook = try Workbook(source)
    var tables: [CorrelationTable] = []
    for list in [CorrelationTable.List.correlation, .conversion] {
      guard let sheet = workbook.sheets.first(where: { $0.lowercased().contains(list.rawValue) }) else { continue }
      var table = CorrelationTable(file: source.name, sheet: sheet, list: list)
      try workbook.rows(of: sheet) { line, cells throws(StoreError) in try table.take(cells, line: line) }
      tables.append(table)
    }
    guard tables.first?.list == .correlation else {
      let names = workbook.sheets.prefix(6).map { "'\($0)'" }.joined(separator: ", ")
      throw StoreError(
        .columns, "'\(source.name)' has no sheet of correlations; its sheets are \(names)",
        hint: "name a workbook of UNSD with the sheet 'Correlation Tables'")
    }
    return tables
  }

  private func write(
    _ table: CorrelationTable, _ list: CorrelationTable.List, _ editions: CorrelationTable.Editions, source id: Int64,
    to database: Database
  ) throws {
    let other = try String.fetchOne(
      database,
      sql: """
        SELECT s.name FROM correlation c JOIN source s ON s.id = c.source
        WHERE c.list = ? AND c.from_edition = ? AND c.to_edition = ? LIMIT 1
        """,
      arguments: [list.rawValue, editions.from, editions.to])
    if let other {
      throw StoreError(
        .exists, "the \(list.rawValue) of \(editions.from) and \(editions.to) is there already, from '\(other)'",
        hint: "import it into a new dataset to replace that one")
    }
    let statement = try database.makeStatement(sql: "INSERT INTO correlation VALUES (?, ?, ?, ?, ?, ?, ?)")
    for (pair, _, line) in table.pairs {
      try statement.execute(
        arguments: [list.rawValue, pair.from, editions.from, editions.to, pair.to, id, line])
    }
  }

  /// Says how many pairs of each kind there are, and how many are printed as another kind.
  private static func notes(
    on table: CorrelationTable, _ list: CorrelationTable.List, _ editions: CorrelationTable.Editions
  ) -> [String] {
    let kinds = CorrelationKinds(table.pairs.map(\.pair))
    var counts: [String: Int] = [:]
    var contradicted = 0
    for (pair, printed, _) in table.pairs {
      let kind = kinds.kind(of: pair)
      counts[kind, default: 0] += 1
      if !printed.isEmpty, printed.filter({ !$0.isWhitespace }) != kind { contradicted += 1 }
    }
    let words = ["1:1", "n:1", "1:n", "n:n"].map { "\(counts[$0] ?? 0) \($0)" }.joined(separator: ", ")
    var notes = ["\(list.rawValue) of \(editions.from) to \(editions.to): \(words)"]
    if contradicted > 0 {
      notes.append("\(contradicted) pairs are printed as another kind than the pairs give, which counts")
    }
    return notes
  }
}

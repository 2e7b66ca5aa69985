import TradeModel

/// CEPII's BACI: flows that reconcile what both sides reported, by exporter, importer and subheading.
///
/// Values are in thousands of US dollars, FOB; quantities in metric tons. They are nobody's own records, so they enter as
/// compiled. Some programs write subheadings as numbers; their leading zeros are restored.
struct BACICSV: TableFormat {
  /// The columns: CEPII's name, and the one that tables derived from it use.
  enum Column: Int, TableColumn {
    case year, exporter, importer, code, value, quantity, edition

    var names: [String] {
      switch self {
      case .year: ["t", "year"]
      case .exporter: ["i", "exporteriso3c"]
      case .importer: ["j", "importeriso3c"]
      case .code: ["k", "hs6"]
      case .value: ["v", "totalv"]
      case .quantity: ["q", "totalq"]
      case .edition: ["hsversion"]
      }
    }
  }

  let format = "baci-csv"
  let extent: any StatisticsExtent = NoExtent()
  private let book: CodeBook
  private let editionOfFile: Nomenclature?
  private var areas = Memo<String>()
  private var years = Memo<Period>()
  private var zeros = RestoredZeros()

  init(_ table: Table<Column>, _ book: CodeBook) throws(StoreError) {
    self.book = book
    editionOfFile = BACICSV.edition(inName: table.file)
    guard table.has(.edition) || editionOfFile != nil else {
      throw StoreError(
        .columns, "'\(table.file)' does not say which edition its codes are of",
        hint: "give the file the name that CEPII gave it, such as BACI_HS17_Y2020_V202401b.csv")
    }
  }

  static func isHeader(_ columns: Set<Column>) -> Bool {
    columns.isSuperset(of: [.year, .exporter, .importer, .code, .value, .quantity])
  }

  /// Returns the edition that a name such as `BACI_HS17_Y2020_V202401b.csv` has in it.
  private static func edition(inName name: String) -> Nomenclature? {
    let parts = name.split { $0 == "_" || $0 == "." || $0 == "-" }
    let edition = parts.first { $0.utf8.count == 4 && $0.hasPrefix("HS") }
    return edition.flatMap { Nomenclature(harmonizedYear: $0.dropFirst(2)) }
  }

  var notes: [String] {
    ["the figures are reconciled ones, so they count as compiled, not as reported"] + zeros.notes
  }

  mutating func interpret(_ table: Table<Column>, into row: inout StatisticsRow) throws(StoreError) {
    var record = ObservationRecord()
    record.flow = .exports
    record.origin = "CEPII BACI"
    record.originAddress = "https://www.cepii.fr"
    record.isCompiled = true
    record.codeBasis = "printed"
    record.reporter = try area(.exporter, table, &row)
    record.partner = try area(.importer, table, &row)
    parseYear(try table.text(.year), into: &record, &row)
    try parseCode(table, into: &record, &row)
    try parseFigure(.value, .value, "USD", table, record, &row)
    try parseFigure(.quantity, .netweight, "kg", table, record, &row)
  }

  private mutating func area(
    _ column: Column, _ table: Table<Column>, _ row: inout StatisticsRow
  ) throws(StoreError) -> String {
    let code = try table.text(column)
    let book = book
    let area = areas.value(of: code) { code in
      let isNumber = code.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      return book.area(code, scheme: "baci")
        ?? (isNumber ? book.comtradeArea(number: code, iso: "") : book.comtradeArea(number: "", iso: code))
    }
    if let area { return area }
    row.fault(
      table.name(of: column), "import.unknown_area", "'\(code)' is no area of BACI that the lists have",
      "add it to area-codes.csv, or leave the row out")
    return ""
  }

  private mutating func parseYear(
    _ text: String, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) {
    let period = years.value(of: text) { $0.utf8.count == 4 ? Int($0).flatMap(Period.year) : nil }
    guard let period else {
      row.fault("t", "import.period", "'\(text)' is no year", "write 2022")
      return
    }
    record.set(period)
  }

  private mutating func parseCode(
    _ table: Table<Column>, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) throws(StoreError) {
    let version = try table.text(.edition)
    let edition = table.has(.edition) ? Nomenclature(harmonizedYear: version.suffix(2)) : editionOfFile
    if let edition {
      record.owner = edition.owner
      record.edition = edition.edition
    } else {
      row.fault(
        "hs_version", "import.unknown_classification", "'\(version)' is no edition of the Harmonized System",
        "write HS12, HS17 or another edition's year")
    }
    record.code = zeros.restored(try table.text(.code), to: 6)
    if record.code.utf8.count != 6 || !ProductCode.isCode(record.code) {
      row.fault("k", "import.bad_code", "'\(record.code)' is no subheading of six digits", "keep codes as text")
    }
  }

  /// Adds a figure, of which CEPII gives thousandths.
  private func parseFigure(
    _ column: Column, _ measure: MeasureName, _ unit: String, _ table: Table<Column>, _ record: ObservationRecord,
    _ row: inout StatisticsRow
  ) throws(StoreError) {
    let text = try table.text(column)
    if text.isEmpty || text == "NA" { return }
    guard let number = row.number(text, table.name(of: column), timesTenTo: 3) else { return }
    var record = record
    record.measure = measure
    record.unit = unit
    if measure == .value { record.basis = "FOB" }
    record.set(rounded: number, timesTenTo: 3)
    row.records.append(record)
  }
}

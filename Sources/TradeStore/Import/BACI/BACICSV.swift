import TradeModel

/// CEPII's BACI: flows that reconcile what both sides reported, by exporter, importer and subheading.
///
/// Values are in thousands of US dollars, FOB; quantities in metric tons. They are nobody's own records, so they enter as
/// compiled. Some programs write subheadings as numbers; their leading zeros are restored.
final class BACICSV: StatisticsReader {
  private enum Column: CaseIterable {
    case year, exporter, importer, code, value, quantity, edition

    /// CEPII's name, and the one that tables derived from it use.
    var names: [String] {
      switch self {
      case .year: ["t", "year"]
      case .exporter: ["i", "exporter_iso3c"]
      case .importer: ["j", "importer_iso3c"]
      case .code: ["k", "hs6"]
      case .value: ["v", "total_v"]
      case .quantity: ["q", "total_q"]
      case .edition: ["hs_version"]
      }
    }
  }

  let format = "baci-csv"
  let extent: any StatisticsExtent = NoExtent()
  private let reader: CSVReader
  private let book: CodeBook
  private let file: String
  private let fieldCount: Int
  private let places: [Column: Int]
  private let editionOfFile: Nomenclature?
  private var areas: [String: String?] = [:]
  private var years: [String: Period?] = [:]
  private var restoredCodes = 0

  /// Opens a file whose header is that of BACI.
  init(_ source: ByteSource, _ book: CodeBook) throws {
    reader = CSVReader(source)
    self.book = book
    file = source.name
    _ = try reader.next()
    let names = reader.names
    fieldCount = names.count
    var places: [Column: Int] = [:]
    for column in Column.allCases { places[column] = names.firstIndex { column.names.contains($0) } }
    self.places = places
    editionOfFile = BACICSV.edition(inName: source.name)
    guard places[.edition] != nil || editionOfFile != nil else {
      throw StoreError(
        .columns, "'\(file)' does not say which edition its codes are of",
        hint: "give the file the name that CEPII gave it, such as BACI_HS17_Y2020_V202401b.csv")
    }
  }

  /// Returns whether a file's first row is the head of a file of BACI.
  static func isHeader(_ names: [String]) -> Bool {
    let columns: [Column] = [.year, .exporter, .importer, .code, .value, .quantity]
    return (0...1).contains { version in columns.allSatisfy { names.contains($0.names[version]) } }
  }

  /// Returns the edition that a name such as `BACI_HS17_Y2020_V202401b.csv` has in it.
  private static func edition(inName name: String) -> Nomenclature? {
    let parts = name.split { $0 == "_" || $0 == "." || $0 == "-" }
    let edition = parts.first { $0.utf8.count == 4 && $0.hasPrefix("HS") }
    return edition.flatMap { Nomenclature(harmonizedYear: $0.dropFirst(2)) }
  }

  var notes: [String] {
    var notes = ["the figures are reconciled ones, so they count as compiled, not as reported"]
    if restoredCodes > 0 { notes.append("the leading zero of \(restoredCodes) codes was restored") }
    return notes
  }

  func next(into row: inout StatisticsRow) throws -> Bool {
    guard try reader.next() else { return false }
    row.reset(line: reader.line)
    guard reader.fieldCount == fieldCount else {
      try reader.faultFieldCount(fieldCount, file: file, into: &row)
      return true
    }
    var record = ObservationRecord()
    record.flow = .exports
    record.origin = "CEPII BACI"
    record.originAddress = "https://www.cepii.fr"
    record.isCompiled = true
    record.codeBasis = "printed"
    record.reporter = area(.exporter, &row)
    record.partner = area(.importer, &row)
    parseYear(into: &record, &row)
    parseCode(into: &record, &row)
    if let value = number(.value, timesTenTo: 3, &row) {
      var record = record
      record.measure = .value
      record.unit = "USD"
      record.basis = "FOB"
      record.set(value, timesTenTo: 3)
      row.records.append(record)
    }
    if let quantity = number(.quantity, timesTenTo: 3, &row) {
      var record = record
      record.measure = .netweight
      record.unit = "kg"
      record.set(quantity, timesTenTo: 3)
      row.records.append(record)
    }
    return true
  }

  private func text(_ column: Column) -> String {
    guard let place = places[column] else { return "" }
    return trimmed(reader.text(place) ?? reader.windowsText(place))
  }

  private func area(_ column: Column, _ row: inout StatisticsRow) -> String {
    let code = text(column)
    let area: String?
    if let known = areas[code] {
      area = known
    } else {
      let isNumber = code.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      area =
        book.area(code, scheme: "baci")
        ?? (isNumber ? book.comtradeArea(number: code, iso: "") : book.comtradeArea(number: "", iso: code))
      areas[code] = area
    }
    if let area { return area }
    row.fault(
      column.names[0], "import.unknown_area", "'\(code)' is no area of BACI that the lists have",
      "add it to area-codes.csv, or leave the row out")
    return ""
  }

  private func parseYear(into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    let text = text(.year)
    let period = years[text] ?? (text.utf8.count == 4 ? Int(text).flatMap(Period.year) : nil)
    years[text] = period
    guard let period else {
      row.fault("t", "import.period", "'\(text)' is no year", "write 2022")
      return
    }
    record.start = period.start.dayNumber
    record.end = period.end.dayNumber
  }

  private func parseCode(into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    let version = text(.edition)
    let edition = places[.edition] == nil ? editionOfFile : Nomenclature(harmonizedYear: version.suffix(2))
    if let edition {
      record.owner = edition.owner
      record.edition = edition.edition
    } else {
      row.fault(
        "hs_version", "import.unknown_classification", "'\(version)' is no edition of the Harmonized System",
        "write HS12, HS17 or another edition's year")
    }
    var code = text(.code)
    if code.utf8.count == 5 {
      code = "0" + code
      restoredCodes += 1
    }
    record.code = code
    if code.utf8.count != 6 || !ProductCode.isCode(code) {
      row.fault("k", "import.bad_code", "'\(code)' is no subheading of six digits", "keep codes as text")
    }
  }

  private func number(_ column: Column, timesTenTo power: Int, _ row: inout StatisticsRow) -> PrintedDecimal? {
    let text = text(column)
    if text.isEmpty || text == "NA" { return nil }
    if let number = PrintedDecimal(text), number.amount(timesTenTo: power) != nil { return number }
    row.fault(
      column.names[0], "import.bad_number", "'\(text)' is no plain decimal number within the range",
      "write it without thousands separators or exponent")
    return nil
  }
}

/// The extent of files whose absent rows say nothing of what was reported.
final class NoExtent: StatisticsExtent {
  func add(_ row: PackedObservation) {}

  func claims(_ reference: Reference, _ packer: RecordPacker) -> [CoverageClaim] { [] }
}

extension ObservationRecord {
  /// Sets value, bounds, precision and status to a rounded number times a power of ten.
  fileprivate mutating func set(_ number: PrintedDecimal, timesTenTo power: Int) {
    value = number.amount(timesTenTo: power)
    bounds = number.bounds(halfUnitAt: number.decimals, timesTenTo: power) ?? bounds
    precision = .rounded
    status = number.isZero ? .roundedZero : .reported
  }
}

import Spelling
import TradeModel

/// Exports or imports of India by tariff line and fiscal year, as DGCI&S publishes them and collectors tabulate them.
///
/// A fiscal year runs from April to March. Values are in millions of US dollars with two decimals, so that each leaves
/// 5,000 dollars open on either side, and 0.00 is a value below that, not none.
final class IndiaCSV: PackingReader {
  private enum Column: String, CaseIterable {
    case reporter, partner, flow, country
    case code = "hs8"
    case year = "fiscal_year"
    case value = "value_usd_mn"
    case quantity, unit
    case quantityUnit = "quantity_unit"
    case isDropped = "dropped_line"
    case rupees = "value_inr_crore"
  }

  let format = "dgcis-csv"
  let extent: any StatisticsExtent = BreadthExtent()
  private let reader: CSVReader
  private let book: CodeBook
  var packer: RecordPacker?
  private var memory: IndiaMemory?
  private let file: String
  private let fieldCount: Int
  private let places: [Column: Int]
  private var areas: [String: String?] = [:]
  private var years: [String: Period?] = [:]
  private var restoredCodes = 0
  private var quantitiesWithoutUnit = 0

  /// Opens a file whose header is that of a table by tariff line and fiscal year.
  init(_ source: ByteSource, _ book: CodeBook) throws {
    reader = CSVReader(source)
    self.book = book
    file = source.name
    _ = try reader.next()
    let names = reader.names
    fieldCount = names.count
    var places: [Column: Int] = [:]
    for column in Column.allCases { places[column] = names.firstIndex(of: column.rawValue) }
    self.places = places
    guard let country = places[.partner] ?? places[.country] else {
      throw StoreError(.columns, "\(file):1: the header has no column 'country' or 'partner'", hint: "add it")
    }
    if [Column.reporter, .flow, .isDropped].allSatisfy({ places[$0] == nil }) {
      memory = IndiaMemory(
        IndiaMemory.Places(
          code: places[.code] ?? -1, country: country, year: places[.year] ?? -1, value: places[.value] ?? -1,
          quantity: places[.quantity] ?? -1, unit: places[.quantityUnit] ?? places[.unit] ?? -1))
    }
  }

  /// Returns whether a file's first row is the head of such a table.
  static func isHeader(_ names: [String]) -> Bool {
    [Column.code, .year, .value].allSatisfy { names.contains($0.rawValue) }
  }

  var notes: [String] {
    var notes: [String] = []
    if places[.flow] == nil { notes.append("the file does not name the flow: its rows were taken as exports of India") }
    if places[.rupees] != nil { notes.append("values in rupees were left out beside those in US dollars") }
    if quantitiesWithoutUnit > 0 { notes.append("\(quantitiesWithoutUnit) quantities without a unit were left out") }
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
    if memory?.recall(reader, into: &row) == true { return true }
    var record = ObservationRecord()
    record.origin = "DGCI&S"
    record.originAddress = "https://tradestat.commerce.gov.in"
    record.owner = "IN"
    record.codeBasis = "printed"
    if text(.isDropped) == "1" { record.note = "The line was dropped from the tariff later." }
    parseLane(into: &record, &row)
    parseYear(into: &record, &row)
    parseCode(into: &record, &row)
    parseValue(record, &row)
    parseQuantity(record, &row)
    if let packer, memory != nil {
      for record in row.records { row.packed.append(try packer.pack(record)) }
      memory?.learn(reader, row.records, row)
      row.records.removeAll(keepingCapacity: true)
    }
    return true
  }

  private func text(_ column: Column) -> String {
    guard let place = places[column] else { return "" }
    return trimmed(reader.text(place) ?? reader.windowsText(place))
  }

  private func parseLane(into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    record.reporter = places[.reporter] == nil ? "IND" : text(.reporter)
    if record.reporter != "IND" {
      row.fault("reporter", "import.unknown_area", "the reporter is '\(record.reporter)', not IND", "check the file")
    }
    let flow = places[.flow] == nil ? Flow.exports.rawValue : text(.flow)
    if let known = Flow(rawValue: flow) {
      record.flow = known
    } else {
      row.fault("flow", "import.unknown_flow", "'\(flow)' is no flow", "write X for exports, M for imports")
    }
    let name = text(places[.partner] == nil ? .country : .partner)
    let partner: String?
    if let known = areas[name] {
      partner = known
    } else {
      partner = book.reference.areas[name] == nil ? book.area(name, scheme: "dgcis-name") : name
      areas[name] = partner
    }
    record.partner = partner ?? ""
    guard partner == nil else { return }
    row.fault(
      "country", "import.unknown_area", "'\(name)' is no country of DGCI&S that the lists have",
      book.nearestArea(name, scheme: "dgcis-name") ?? "add it to area-codes.csv")
  }

  private func parseYear(into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    let text = text(.year)
    let period: Period?
    if let known = years[text] {
      period = known
    } else {
      period = IndiaCSV.fiscalYear(text)
      years[text] = period
    }
    guard let period else {
      row.fault("fiscal_year", "import.period", "'\(text)' is no fiscal year", "write 2017-18 or 2017-2018")
      return
    }
    record.start = period.start.dayNumber
    record.end = period.end.dayNumber
    record.edition = String(text.prefix(4))
  }

  /// Returns the twelve months from April of a fiscal year such as `2017-18`.
  private static func fiscalYear(_ text: String) -> Period? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, let first = Int(parts[0]), let last = Int(parts[1]),
      first > 0, last == (parts[1].utf8.count == 2 ? (first + 1) % 100 : first + 1)
    else { return nil }
    return Period(fromYear: first, month: 4, throughYear: first + 1, month: 3)
  }

  private func parseCode(into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    var code = text(.code)
    if code.utf8.count == 7 {
      code = "0" + code
      restoredCodes += 1
    }
    record.code = code
    guard code.utf8.count == 8, ProductCode.isCode(code) else {
      row.fault("hs8", "import.bad_code", "'\(code)' is no tariff line of eight digits", "keep codes as text")
      return
    }
  }

  private func parseValue(_ record: ObservationRecord, _ row: inout StatisticsRow) {
    let text = text(.value)
    guard !text.isEmpty else { return }
    guard let number = PrintedDecimal(text), let amount = number.amount(timesTenTo: 6),
      let bounds = number.bounds(halfUnitAt: 2, timesTenTo: 6)
    else {
      row.fault(
        "value_usd_mn", "import.bad_number", "'\(text)' is no plain decimal number within the range",
        "write it without thousands separators or exponent")
      return
    }
    var record = record
    record.measure = .value
    record.unit = "USD"
    record.basis = record.flow == .exports ? "FOB" : "CIF"
    record.value = amount
    record.bounds = bounds
    record.precision = .rounded
    record.status = number.isZero ? .roundedZero : .reported
    row.records.append(record)
  }

  private func parseQuantity(_ record: ObservationRecord, _ row: inout StatisticsRow) {
    let text = text(.quantity)
    guard !text.isEmpty else { return }
    let unit = self.text(places[.quantityUnit] == nil ? .unit : .quantityUnit)
    guard !unit.isEmpty else {
      quantitiesWithoutUnit += 1
      return
    }
    guard let number = PrintedDecimal(text), let bounds = number.bounds(halfUnitAt: number.decimals) else {
      row.fault(
        "quantity", "import.bad_number", "'\(text)' is no plain decimal number within the range",
        "write it without thousands separators or exponent")
      return
    }
    guard let code = IndiaUnit.codes[unit], book.reference.units[code] != nil else {
      row.fault(
        "unit", "import.unknown_unit", "'\(unit)' is no unit of DGCI&S that we know",
        suggestion(unit, among: IndiaUnit.codes.keys, otherwise: "check the column"))
      return
    }
    guard !number.isZero else { return }
    var record = record
    record.measure = .quantity
    record.unit = code
    record.set(number)
    if !IndiaUnit.counted.contains(code) {
      record.bounds = bounds
      record.precision = .rounded
    }
    row.records.append(record)
  }
}

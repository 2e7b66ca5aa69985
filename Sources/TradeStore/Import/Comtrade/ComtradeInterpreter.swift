import TradeModel

/// Turns the fields of one row of UN Comtrade, in whatever format they came, into observations.
///
/// What it does with the traps of these files: the row of all second partners, procedures and modes of transport is
/// taken, its parts are left out; X holds RX and M holds RM, so that only X and M enter; `isReported` means nothing
/// and is not read; a unit of -1 (1 in legacy files) means that there is no quantity; 0 as a quantity means none.
struct ComtradeInterpreter {
  private let book: CodeBook
  private var areas = Memo<String>()
  private var periods = Memo<Period>()
  private var zeros = RestoredZeros()

  /// Creates an interpreter with the code lists.
  init(_ book: CodeBook) {
    self.book = book
  }

  /// What was repaired, for the import's report.
  var notes: [String] { zeros.notes }

  /// Fills in the observations of the row, or why there are none.
  mutating func interpret(_ fields: ComtradeFields, into row: inout StatisticsRow) {
    if let reason = leftOut(fields) {
      row.leftOut = reason
      return
    }
    var record = ObservationRecord()
    record.origin = "UN Comtrade"
    record.originAddress = "https://comtradeplus.un.org"
    record.reporter = area(fields, .reporter, .reporterISO, .reporterName, &row)
    record.partner = area(fields, .partner, .partnerISO, .partnerName, &row)
    guard parseFlow(fields, into: &record, &row) else { return }
    parsePeriod(fields, into: &record, &row)
    guard parseProduct(fields, into: &record, &row) else { return }
    parseFigures(fields, record, &row)
  }

  private func leftOut(_ fields: ComtradeFields) -> LeftOutReason? {
    if fields[.type] == "S" { return .services }
    if !isTotal(fields[.secondPartner], "0") { return .secondPartner }
    if !isTotal(fields[.customs], "C00") || !isTotal(fields[.supply], "0") { return .customsProcedure }
    if !isTotal(fields[.transport], "0") { return .transport }
    return nil
  }

  private func isTotal(_ text: String, _ total: String) -> Bool {
    text.isEmpty || text == total
  }

  private mutating func area(
    _ fields: ComtradeFields, _ number: ComtradeColumn, _ iso: ComtradeColumn, _ name: ComtradeColumn,
    _ row: inout StatisticsRow
  ) -> String {
    let key = [number, iso, name].lazy.map { fields[$0] }.first { !$0.isEmpty } ?? ""
    let book = book
    let known = areas.value(of: key) { _ in
      book.comtradeArea(number: fields[number], iso: fields[iso])
        ?? (fields[number].isEmpty && fields[iso].isEmpty ? book.area(named: fields[name]) : nil)
    }
    if let known { return known }
    let words = fields[name].isEmpty || fields[name] == key ? "" : " (\(fields[name]))"
    row.fault(
      number == .reporter ? "reporter" : "partner", "import.unknown_area",
      "'\(key)'\(words) is no area of UN Comtrade that the lists have", "add it to area-codes.csv, or leave the row out"
    )
    return ""
  }

  private func parseFlow(
    _ fields: ComtradeFields, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) -> Bool {
    let text = fields[.flow].isEmpty ? fields[.flowName].lowercased() : fields[.flow]
    switch text {
    case "X", "2", "export", "exports": record.flow = .exports
    case "M", "1", "import", "imports": record.flow = .imports
    case "RX", "RM", "DX", "FM", "MIP", "MOP", "XIP", "XOP", "3", "4", "re-export", "re-import":
      row.leftOut = .partOfFlow
      return false
    default: row.fault("flow", "import.unknown_flow", "'\(text)' is no flow of UN Comtrade", "check the column")
    }
    return true
  }

  private mutating func parsePeriod(
    _ fields: ComtradeFields, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) {
    let text = fields[.period].isEmpty ? fields[.year] : fields[.period]
    let period = periods.value(of: text, ComtradeInterpreter.period)
    guard let period else {
      row.fault("period", "import.period", "'\(text)' is no year or month", "write 2022 or 202204")
      return
    }
    record.set(period)
  }

  private static func period(_ text: String) -> Period? {
    guard let number = Int(text), number > 0 else { return nil }
    switch text.utf8.count {
    case 4: return Period.year(number)
    case 6 where (1...12).contains(number % 100):
      return Period(fromYear: number / 100, month: number % 100, throughYear: number / 100, month: number % 100)
    default: return nil
    }
  }

  private mutating func parseProduct(
    _ fields: ComtradeFields, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) -> Bool {
    guard let nomenclature = Nomenclature(comtrade: fields[.classification]) else {
      row.fault(
        "classification", "import.unknown_classification",
        "'\(fields[.classification])' is no edition of a nomenclature", "ask for the data by edition, such as H6")
      return true
    }
    record.owner = nomenclature.owner
    record.edition = nomenclature.edition
    var code = fields[.code]
    if code == "TOTAL" {
      record.product = book.reference.products[Reference.allGoods] == nil ? "" : Reference.allGoods
    } else if code.isEmpty || !code.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      if !code.isEmpty, code.utf8.count <= 6, code.utf8.first.map({ $0 > UInt8(ascii: "9") }) == true {
        row.leftOut = .codeGroup
        return false
      }
      row.fault("code", "import.bad_code", "'\(code)' is no code of a nomenclature", "give digits, or TOTAL")
      return true
    } else if nomenclature.owner == ProductScope.harmonizedOwner, code.utf8.count % 2 == 1, code.utf8.count < 6 {
      code = zeros.restored(code, to: code.utf8.count + 1)
    } else if code.utf8.count == 1 {
      row.leftOut = .codeGroup
      return false
    }
    if nomenclature.owner == ProductScope.harmonizedOwner, code != "TOTAL", code.utf8.count > 6 {
      row.fault("code", "import.bad_code", "'\(code)' is no code of the Harmonized System", "give six digits at most")
    }
    record.code = code
    record.codeBasis = "printed"
    return true
  }

  private func parseFigures(_ fields: ComtradeFields, _ record: ObservationRecord, _ row: inout StatisticsRow) {
    let flag = fields[.estimationFlag]
    if let value = number(fields, .value, &row) {
      var record = record
      record.measure = .value
      record.unit = "USD"
      record.basis = basis(fields, record.flow)
      record.set(value)
      row.records.append(record)
    }
    // Readers see amounts of their unit only: a quantity without one, of 0 or of -1 is no quantity.
    if !["", "-1"].contains(fields[.quantityUnit]), let quantity = number(fields, .quantity, &row), quantity.digits > 0
    {
      let unit = book.comtradeUnit(number: fields[.quantityUnit])
      if unit == nil {
        row.fault(
          "qtyUnitCode", "import.unknown_unit", "'\(fields[.quantityUnit])' is no unit of UN Comtrade",
          "add it to units.csv")
      } else if let unit, unit != "none" {
        var record = record
        record.measure = .quantity
        record.unit = unit
        record.isCompiled = isTrue(fields[.quantityIsEstimated]) || flag == "2" || flag == "6"
        record.set(quantity)
        row.records.append(record)
      }
    }
    if let weight = number(fields, .weight, &row), weight.digits > 0 {
      var record = record
      record.measure = .netweight
      record.unit = "kg"
      record.isCompiled = isTrue(fields[.weightIsEstimated]) || flag == "4" || flag == "6"
      record.set(weight)
      row.records.append(record)
    }
  }

  private func isTrue(_ text: String) -> Bool {
    // Some programs capitalize truth values when they save a file.
    text == "true" || text == "True" || text == "TRUE"
  }

  private func number(
    _ fields: ComtradeFields, _ column: ComtradeColumn, _ row: inout StatisticsRow
  ) -> PrintedDecimal? {
    let text = fields[column]
    return text.isEmpty ? nil : row.number(text, column.names[0])
  }

  private func basis(_ fields: ComtradeFields, _ flow: Flow) -> String {
    let value = fields[.value]
    if flow == .imports, fields[.cifValue] == value { return "CIF" }
    if fields[.fobValue] == value { return "FOB" }
    return fields[.cifValue] == value ? "CIF" : ""
  }
}

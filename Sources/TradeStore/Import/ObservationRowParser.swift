import Spelling
import TradeModel

/// Turns rows of an observation file into valid records, or says what is wrong with each of them.
///
/// Rows repeat most of the row before; only the groups of columns that differ are read again.
struct ObservationRowParser {
  private let reader: CSVReader
  private let header: ObservationHeader
  private let reference: Reference
  private let file: String
  // Most rows repeat the days of a row before.
  private var daysByText: [String: CalendarDate] = [:]
  // Ids by a hash of 64 bits: a file of ten million rows has two with one hash once in 400,000 files.
  private var lineOfID: [Int: Int32] = [:]
  private var record = ObservationRecord()
  // Whether `record` holds the row that the reader keeps.
  private var isKept = false
  private let whoPlaces: [Int]
  private let spanPlaces: [Int]
  private let productPlaces: [Int]
  private let kindPlaces: [Int]
  private let originPlaces: [Int]
  private let notePlaces: [Int]
  /// The faults of the present row.
  private(set) var faults: [ImportDiagnostic] = []

  /// Creates a parser for the rows after the header.
  init(reader: CSVReader, header: ObservationHeader, reference: Reference, file: String) {
    self.reader = reader
    self.header = header
    self.reference = reference
    self.file = file
    let places = { (columns: [ObservationColumn]) in columns.map { header.place(of: $0) } }
    whoPlaces = places([.reporter, .partner, .flow])
    spanPlaces = places([.firstDay, .lastDay])
    productPlaces = places([.product, .owner, .edition, .code, .codeBasis])
    kindPlaces = places([.measure, .unit, .precision, .status])
    originPlaces = places([.basis, .method, .origin, .originAddress, .originDate])
    notePlaces = places([.note])
  }

  /// Returns the record of the reader's present row, or nil where `faults` has any.
  mutating func parse() -> ObservationRecord? {
    faults.removeAll(keepingCapacity: true)
    defer { isKept = faults.isEmpty }
    guard reader.fieldCount == header.fieldCount else {
      fault(
        nil, "import.fields", "the row has \(reader.fieldCount) fields, the header has \(header.fieldCount)",
        "look for a comma outside quotes, or for a missing one")
      return nil
    }
    parseID()
    if differs(whoPlaces) { parseWho() }
    if differs(spanPlaces) { parseSpan() }
    if differs(productPlaces) { parseProduct() }
    if differs(kindPlaces) { parseKind() }
    parseFigure()
    if differs(originPlaces) { parseOrigin() }
    if differs(notePlaces) { record.note = text(.note) }
    guard faults.isEmpty else { return nil }
    reader.keep()
    return record
  }

  /// Returns whether one of the fields has to be read because the record does not hold its value.
  private func differs(_ places: [Int]) -> Bool {
    !isKept || !places.allSatisfy { reader.repeats($0) }
  }

  private mutating func parseID() {
    record.id = text(.id)
    guard !record.id.isEmpty else { return }
    let hash = record.id.hashValue
    if let first = lineOfID.updateValue(Int32(truncatingIfNeeded: reader.line), forKey: hash) {
      lineOfID[hash] = first
      fault(.id, "import.duplicate_id", "the id '\(record.id)' stands on line \(first) too", "give each row its own id")
    }
  }

  private mutating func parseWho() {
    record.reporter = area(.reporter)
    record.partner = area(.partner)
    let flow = text(.flow)
    if let known = Flow(rawValue: flow) {
      record.flow = known
    } else {
      fault(.flow, "import.unknown_flow", "'\(flow)' is no flow", "write X for exports, M for imports, T for both")
    }
  }

  private mutating func area(_ column: ObservationColumn) -> String {
    let code = text(column)
    if reference.areas[code] == nil {
      let byName = reference.areas.first { $0.value.name == code }?.key
      let hint = byName.map { "try '\($0)'" } ?? suggestion(code, among: reference.areas.keys)
      fault(column, "import.unknown_area", "'\(code)' is no area", hint ?? "use a code of areas.csv")
    }
    return code
  }

  private mutating func parseSpan() {
    let first = day(.firstDay)
    let last = day(.lastDay)
    guard let first, let last else { return }
    guard first <= last else {
      fault(.lastDay, "import.period", "the last day \(last) is before the first day \(first)", "exchange the two")
      return
    }
    record.start = first.dayNumber
    record.end = last.dayNumber + 1
  }

  private mutating func day(_ column: ObservationColumn) -> CalendarDate? {
    let written = text(column)
    if let known = daysByText[written] { return known }
    let date = CalendarDate(written)
    if daysByText.count < 100_000 { daysByText[written] = date }
    if date == nil {
      fault(column, "import.period", "'\(written)' is no day of the calendar", "write a day as 2020-04-30")
    }
    return date
  }

  private mutating func parseProduct() {
    record.product = text(.product)
    record.owner = text(.owner)
    record.edition = text(.edition)
    record.code = text(.code)
    record.codeBasis = text(.codeBasis)
    if record.product.isEmpty {
      if record.code.isEmpty {
        fault(.product, "import.unknown_product", "the row has neither product nor code", "name a product group")
      }
    } else if reference.products[record.product] == nil {
      fault(
        .product, "import.unknown_product", "'\(record.product)' is no product group",
        suggestion(record.product, among: reference.products.keys, otherwise: "add it to groups.csv"))
    }
    guard !record.code.isEmpty else { return }
    if ProductCode(owner: record.owner, edition: record.edition, code: record.code) == nil {
      fault(
        .code, "import.bad_code", "'\(record.owner) \(record.edition) \(record.code)' is no product code",
        "give owner, edition and 2 to 12 digits without dots, or TOTAL")
    }
  }

  private mutating func parseKind() {
    if let measure = MeasureName(name: text(.measure)) {
      record.measure = measure
    } else {
      fault(
        .measure, "import.unknown_measure", "'\(text(.measure))' is no measure",
        suggestion(text(.measure), among: MeasureName.allCases.map(\.name), otherwise: "write value or quantity"))
    }
    record.unit = text(.unit)
    if reference.units[record.unit] == nil {
      fault(
        .unit, "import.unknown_unit", "'\(record.unit)' is no unit",
        suggestion(record.unit, among: reference.units.keys, otherwise: "use a code of units.csv"))
    }
    if let precision = PrecisionName(name: text(.precision)) {
      record.precision = precision
    } else {
      fault(
        .precision, "import.unknown_precision", "'\(text(.precision))' is no precision",
        suggestion(text(.precision), among: PrecisionName.allCases.map(\.name), otherwise: "write exact or rounded"))
    }
    if let status = ObservationStatus(rawValue: text(.status)) {
      record.status = status
    } else {
      fault(
        .status, "import.unknown_status", "'\(text(.status))' is no status",
        suggestion(text(.status), among: ObservationStatus.allCases.map(\.rawValue), otherwise: "write reported"))
    }
  }

  private mutating func parseFigure() {
    record.value = amount(.value)
    record.bounds = Bounds(low: amount(.low), high: amount(.high))
    guard faults.isEmpty else { return }
    checkFigure()
  }

  private mutating func checkFigure() {
    if let value = record.value, record.bounds.low == nil, record.bounds.high == nil {
      switch record.precision {
      case .exact, .statedNone: record.bounds = Bounds(exactly: value)
      case .above, .atLeast: record.bounds.low = value
      case .below, .atMost: record.bounds.high = value
      case .rounded, .notFound: break
      }
    }
    if let low = record.bounds.low, let high = record.bounds.high, low > high {
      fault(.low, "import.bounds", "low \(low) is above high \(high)", "exchange the two")
    } else if let value = record.value, !record.bounds.overlaps(Bounds(exactly: value)) {
      fault(
        .value, "import.bounds", "the value \(value) lies outside its bounds",
        "correct low and high, or leave them empty")
    }
    let hasFigure = record.value != nil || record.bounds.low != nil || record.bounds.high != nil
    switch record.status {
    case .reported:
      if !hasFigure {
        fault(.value, "import.no_value", "a reported row has no value", "set the status that says why, such as no-row")
      }
    case .zero, .roundedZero:
      if record.value != .zero {
        fault(.value, "import.no_value", "a row with the status \(record.status.rawValue) has another value", "write 0")
      }
    case .noRow, .unreported, .notInEdition, .notInExtract, .suppressed:
      if record.value != nil {
        fault(
          .status, "import.no_value", "a row with the status \(record.status.rawValue) has a value",
          "leave the value empty, or set the status to reported")
      }
    }
  }

  private mutating func amount(_ column: ObservationColumn) -> Amount? {
    let place = header.place(of: column)
    if let whole = reader.wholeNumber(place), let amount = Amount(whole: whole) { return amount }
    if reader.isEmpty(place) { return nil }
    let written = text(column)
    if let amount = Amount(written) { return amount }
    fault(
      column, "import.bad_number", "'\(written)' is no plain decimal number with at most three decimals",
      "write it without thousands separators or exponent, such as 92799.996")
    return nil
  }

  private mutating func parseOrigin() {
    record.basis = text(.basis)
    switch text(.method) {
    case "reported": record.isCompiled = false
    case "compiled": record.isCompiled = true
    case let other:
      fault(.method, "import.unknown_method", "'\(other)' is no method", "write reported or compiled")
    }
    record.origin = text(.origin)
    if record.origin.isEmpty {
      fault(.origin, "import.no_origin", "the row does not say who published it", "name the authority and the relay")
    }
    record.originAddress = text(.originAddress)
    record.originDate = text(.originDate)
    if !record.originDate.isEmpty, CalendarDate(record.originDate) == nil {
      fault(
        .originDate, "import.period", "'\(record.originDate)' is no day of the calendar", "write a day as 2020-04-30")
    }
  }

  private mutating func text(_ column: ObservationColumn) -> String {
    if let text = reader.text(header.place(of: column)) { return text }
    fault(column, "import.encoding", "the field is not UTF-8", "convert the file to UTF-8")
    return ""
  }

  private mutating func fault(_ column: ObservationColumn?, _ code: String, _ message: String, _ hint: String?) {
    faults.append(
      ImportDiagnostic(
        file: file, line: reader.line, column: column?.rawValue, code: code, message: message, hint: hint))
  }
}

import Spelling
import TradeModel

/// A delimited file that is read by a mapping, row by row.
final class MappedTable: StatisticsReader {
  let format = "mapped-csv"
  let extent: any StatisticsExtent = NoExtent()
  private let table: Table<MappedColumn>
  private let mapping: TableMapping
  private var words: MappedWords
  private var periods = Memo<Period>()
  private var zeros = RestoredZeros()
  private var quantitiesWithoutUnit = 0

  /// Opens a file; throws with the place in the mapping where that does not fit the header or the lists.
  init(_ source: ByteSource, _ book: CodeBook, _ mapping: TableMapping) throws(StoreError) {
    self.mapping = mapping
    let header = try TableHeader(source, delimiter: mapping.delimiter)
    var places = [Int](repeating: -1, count: TableMapping.Field.allCases.count)
    for field in TableMapping.Field.allCases {
      guard let column = mapping.columns[field] else { continue }
      places[field.rawValue] = try MappedTable.place(of: column, in: header, of: source.name)
    }
    table = try Table(source, header: header, places: places)
    words = try MappedWords(mapping, book)
  }

  private static func place(
    of column: TableMapping.Entry, in header: TableHeader, of file: String
  ) throws(StoreError) -> Int {
    let found = header.names.indices.filter { header.names[$0] == column.text }
    guard let place = found.first else {
      let isWhole = header.names.count == 1
      throw StoreError(
        .mapping, "\(column.place): '\(file)' has no column '\(column.text)'",
        hint: suggestion(
          column.text, among: header.names,
          otherwise: isWhole
            ? "look at the delimiter: the header is one field" : "its columns: \(header.names.joined(separator: ", "))")
      )
    }
    guard found.count == 1 else {
      throw StoreError(
        .mapping, "\(column.place): '\(file)' has the column '\(column.text)' \(found.count) times",
        hint: "rename all but one of them in the file")
    }
    return place
  }

  var notes: [String] {
    let lost =
      quantitiesWithoutUnit > 0 ? ["\(quantitiesWithoutUnit) quantities without a unit were left out"] : []
    return zeros.notes + lost + table.notes
  }

  func next(into row: inout StatisticsRow) throws -> Bool {
    switch try table.next(into: &row) {
    case .end: return false
    case .faulty: return true
    case .row:
      try interpret(&row)
      return true
    }
  }

  private func interpret(_ row: inout StatisticsRow) throws(StoreError) {
    var record = ObservationRecord()
    record.origin = mapping.origin
    record.originAddress = mapping.originAddress
    record.originDate = mapping.originDate
    record.isCompiled = mapping.isCompiled
    record.codeBasis = "printed"
    record.reporter = try meaning(.reporter, &row) ?? ""
    record.partner = try meaning(.partner, &row) ?? ""
    record.flow = try meaning(.flow, &row).flatMap(Flow.init(rawValue:)) ?? .exports
    try parsePeriod(into: &record, &row)
    try parseCode(into: &record, &row)
    try parseFigures(record, &row)
    if row.leftOut != nil {
      row.records.removeAll(keepingCapacity: true)
      row.faults.removeAll(keepingCapacity: true)
    }
  }

  /// Returns the text of a field, from its column or the constant.
  private func text(_ field: TableMapping.Field) throws(StoreError) -> String {
    if let constant = mapping.constants[field] { return constant.text }
    return try table.text(MappedColumn(field))
  }

  /// Returns our code for the text of a field; marks rows that the mapping leaves out.
  private func meaning(_ field: TableMapping.Field, _ row: inout StatisticsRow) throws(StoreError) -> String? {
    let text = try text(field)
    guard let meaning = words.meaning(of: text, field) else {
      row.fault(
        table.name(of: MappedColumn(field)), "import.unknown_\(MappedWords.noun(field))",
        "'\(text)' is no \(MappedWords.noun(field)) that the mapping or the lists have",
        "say in the mapping under 'words: \(field.name):' what it stands for, or leave-out")
      return nil
    }
    if meaning == TableMapping.leaveOut { row.leftOut = .mapping }
    return meaning
  }

  private func parsePeriod(
    into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) throws(StoreError) {
    let year = try text(.period)
    let month = try text(.month)
    let hasMonth = mapping.columns[.month] != nil
    let mapping = mapping
    let period = periods.value(of: hasMonth ? "\(year) \(month)" : year) { _ in
      guard hasMonth else { return mapping.periods.period(year, firstMonth: mapping.firstMonth) }
      guard year.utf8.count == 4, let number = Int(year), let month = Int(month) else { return nil }
      return PeriodForm.month(month, of: number)
    }
    guard let period else {
      row.fault(
        table.name(of: MappedColumn(.period)), "import.period",
        hasMonth ? "'\(year)' and '\(month)' are no year and month" : "'\(year)' is no \(mapping.periods.rawValue)",
        hasMonth
          ? "check both columns" : "write \(mapping.periods.example), or correct the period's form in the mapping")
      return
    }
    record.set(period)
  }

  private func parseCode(into record: inout ObservationRecord, _ row: inout StatisticsRow) throws(StoreError) {
    let printed = try text(.code)
    record.owner = mapping.owner.text
    record.edition = mapping.edition.text
    if record.edition == TableMapping.editionByYear {
      record.edition = String(CalendarDate(dayNumber: record.start).components.year)
    }
    let word = mapping.words[.code]?[printed]?.text
    if word == TableMapping.leaveOut {
      row.leftOut = .mapping
      return
    }
    var code = (word ?? printed).filter { $0 != "." && $0 != " " }
    if let length = mapping.codeLength { code = zeros.restored(code, to: length) }
    record.code = code
    if code == "TOTAL" { record.product = words.allGoods }
    let isLong = mapping.codeLength.map { code.utf8.count == $0 || code == "TOTAL" } ?? true
    guard !isLong || !ProductCode.isCode(code) else { return }
    row.fault(
      table.name(of: MappedColumn(.code)), "import.bad_code",
      "'\(printed)' is no code of \(mapping.codeLength.map(String.init) ?? "2 to 12") digits",
      "keep codes as text; say in the mapping under 'words: code:' which rows are TOTAL, or leave-out")
  }

  private func parseFigures(_ record: ObservationRecord, _ row: inout StatisticsRow) throws(StoreError) {
    if let number = try number(.value, timesTenTo: mapping.valuePower, &row) {
      var record = record
      record.measure = .value
      record.unit = mapping.currency.text
      record.basis = mapping.basis
      add(number, timesTenTo: mapping.valuePower, record, &row)
    }
    // A quantity or weight of 0 is what offices print where they took none.
    if let number = try number(.quantity, timesTenTo: 0, &row), !number.isZero {
      if try text(.unit).isEmpty {
        quantitiesWithoutUnit += 1
      } else if let unit = try meaning(.unit, &row), unit != "none" {
        var record = record
        record.measure = .quantity
        record.unit = unit
        add(number, timesTenTo: 0, record, &row)
      }
    }
    if let number = try number(.weight, timesTenTo: mapping.weightPower, &row), !number.isZero {
      var record = record
      record.measure = .netweight
      record.unit = "kg"
      add(number, timesTenTo: mapping.weightPower, record, &row)
    }
  }

  /// Adds a figure; one in thousands or millions is a rounded one.
  private func add(
    _ number: PrintedDecimal, timesTenTo power: Int, _ record: ObservationRecord, _ row: inout StatisticsRow
  ) {
    var record = record
    if power == 0 { record.set(number) } else { record.set(rounded: number, timesTenTo: power) }
    row.records.append(record)
  }

  private func number(
    _ field: TableMapping.Field, timesTenTo power: Int, _ row: inout StatisticsRow
  ) throws(StoreError) -> PrintedDecimal? {
    let text = try table.text(MappedColumn(field))
    if text.isEmpty || mapping.numbers.missing.contains(text) { return nil }
    if let number = mapping.numbers.plain(text).flatMap({ PrintedDecimal($0) }),
      number.amount(timesTenTo: power) != nil
    {
      return number
    }
    row.fault(
      table.name(of: MappedColumn(field)), "import.bad_number",
      "'\(text)' is no number in the form that the mapping states",
      "correct 'numbers:' in the mapping; texts for no figure stand under 'missing:'")
    return nil
  }
}

import TradeModel

/// The table that the query of China's customs gives for download: a month, a tariff line and a partner a row.
///
/// It is in GB18030, with thousands separators. Its currency is that of the query, US dollars or yuan, and stays as it is;
/// quantities stand in the first and the second unit of the line. The flow was chosen in the query and stands nowhere in
/// the file, so that the user has to state it.
struct GACCCSV: TableFormat {
  /// The columns under the names of the query page.
  enum Column: Int, TableColumn {
    case month, code, partner, partnerName, flow, regime, place
    case quantity, unit, secondQuantity, secondUnit, dollars, yuan

    var names: [String] {
      switch self {
      case .month: ["数据年月", "年月", "统计年月"]
      case .code: ["商品编码", "hs编码"]
      case .partner: ["贸易伙伴编码", "伙伴编码"]
      case .partnerName: ["贸易伙伴名称", "贸易伙伴"]
      case .flow: ["进出口", "进出口标志", "进出口类型"]
      case .regime: ["贸易方式编码", "贸易方式名称"]
      case .place: ["注册地编码", "注册地名称"]
      case .quantity: ["第一数量"]
      case .unit: ["第一计量单位"]
      case .secondQuantity: ["第二数量"]
      case .secondUnit: ["第二计量单位"]
      case .dollars: ["美元", "美元值", "金额美元"]
      case .yuan: ["人民币", "人民币元", "金额人民币"]
      }
    }
  }

  let format = "gacc-csv"
  let extent: any StatisticsExtent = NoExtent()
  private let book: CodeBook
  private let statedFlow: Flow?
  private let hasBothCurrencies: Bool
  private var areas = Memo<String>()
  private var names = Memo<String>()
  private var months = Memo<Period>()
  private var zeros = RestoredZeros()
  private var keys = RowKeys()
  private var unknownUnits: [String: Int] = [:]

  init(_ table: Table<Column>, _ book: CodeBook) throws(StoreError) {
    self.book = book
    statedFlow = table.statedFlow
    hasBothCurrencies = table.has(.dollars) && table.has(.yuan)
    guard table.has(.flow) != (statedFlow != nil) else {
      guard !table.has(.flow) else {
        throw StoreError(
          .flow, "'\(table.file)' says its flows itself, in the column '\(table.name(of: .flow))'",
          hint: "leave --flow away")
      }
      throw StoreError(
        .flow, "'\(table.file)' does not say whether its figures are exports or imports of China",
        hint: "state it with --flow X or --flow M, as it was chosen in the query")
    }
    guard !table.has(.regime), !table.has(.place) else {
      throw StoreError(
        .columns, "'\(table.file)' is cut by mode of trade or place of registration, and has no totals over them",
        hint: "ask the query page for the same goods without these two, which gives the totals")
    }
    let hint = "ask the query page for it: without it the rows cannot be told apart"
    try table.require(.month, hint: hint)
    try table.require(.code, hint: hint)
    try table.require(.dollars, .yuan, .quantity, hint: hint)
  }

  static func isHeader(_ columns: Set<Column>) -> Bool {
    columns.contains(.code) && !columns.isDisjoint(with: [.month, .partner, .partnerName])
      && !columns.isDisjoint(with: [.dollars, .yuan])
  }

  var notes: [String] {
    var notes = zeros.notes + keys.notes
    if hasBothCurrencies { notes.append("values in yuan were left out beside those in US dollars") }
    for (unit, count) in unknownUnits.sorted(by: { $0.key < $1.key }) {
      notes.append("\(count) quantities in '\(unit)' were left out: the lists have no such unit")
    }
    return notes
  }

  mutating func interpret(_ table: Table<Column>, into row: inout StatisticsRow) throws(StoreError) {
    var record = ObservationRecord()
    record.origin = "GACC"
    record.originAddress = "http://stats.customs.gov.cn"
    record.reporter = "CHN"
    record.codeBasis = "printed"
    parseFlow(try table.text(.flow), into: &record, &row)
    try parsePartner(table, into: &record, &row)
    parseMonth(try table.text(.month), table, into: &record, &row)
    guard row.faults.isEmpty else { return }
    parseCode(try table.text(.code), table, into: &record, &row)
    let figures: [Column] = [.dollars, .yuan, .quantity, .unit, .secondQuantity, .secondUnit]
    var texts: [String] = []
    for column in figures { texts.append(try table.text(column)) }
    let about: [Column] = [.month, .code, .partner, .partnerName, .flow]
    var key: [String] = []
    for column in about { key.append(try table.text(column)) }
    guard row.faults.isEmpty, keys.isNew(key, figures: texts, into: &row) else { return }
    parseValue(table.has(.dollars) ? .dollars : .yuan, table, texts, record, &row)
    parseQuantity(.quantity, texts[2], unit: texts[3], table, record, &row)
    // Lines with one unit have it twice.
    if texts[5] != texts[3] { parseQuantity(.secondQuantity, texts[4], unit: texts[5], table, record, &row) }
  }

  private func parseFlow(_ text: String, into record: inout ObservationRecord, _ row: inout StatisticsRow) {
    switch text {
    case "出口": record.flow = .exports
    case "进口": record.flow = .imports
    default:
      if text.isEmpty, let statedFlow {
        record.flow = statedFlow
      } else {
        row.fault("进出口", "import.unknown_flow", "'\(text)' is no flow", "write 出口 for exports, 进口 for imports")
      }
    }
    record.basis = record.flow == .exports ? "FOB" : "CIF"
  }

  private mutating func parsePartner(
    _ table: Table<Column>, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) throws(StoreError) {
    let code = try table.text(.partner)
    let name = try table.text(.partnerName)
    // A query that does not ask for partners answers for all of them together.
    guard table.has(.partner) || table.has(.partnerName) else {
      record.partner = "WLD"
      return
    }
    let book = book
    let byCode = areas.value(of: code) { $0.isEmpty ? nil : book.area($0, scheme: "gacc") }
    let byName = names.value(of: name) { $0.isEmpty ? nil : book.area($0, scheme: "gacc-name") }
    record.partner = byCode ?? (code.isEmpty ? byName : nil) ?? ""
    if record.partner.isEmpty {
      row.fault(
        table.name(of: code.isEmpty ? .partnerName : .partner), "import.unknown_area",
        "'\(code)' (\(name)) is no country of China's customs that the lists have", "add it to area-codes.csv")
    } else if let byName, byName != record.partner {
      row.fault(
        table.name(of: .partnerName), "import.unknown_area",
        "'\(name)' is \(byName), and the code '\(code)' beside it is \(record.partner)",
        "check which of the two is meant")
    }
  }

  private mutating func parseMonth(
    _ text: String, _ table: Table<Column>, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) {
    guard let period = months.value(of: text, GACCCSV.period) else {
      row.fault(
        table.name(of: .month), "import.period", "'\(text)' is no month", "write 202204, or 202001-202002 for a span")
      return
    }
    record.set(period)
  }

  /// Returns the month, the span of months or the year that the text is: `202204`, `202001-202002`, `2022`.
  private static func period(_ text: String) -> Period? {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { part -> (Int, Int)? in
      guard let number = Int(part), number > 0, part.utf8.count == 6, (1...12).contains(number % 100) else {
        return nil
      }
      return (number / 100, number % 100)
    }
    switch ends.count {
    case 1 where text.utf8.count == 4: return Int(text).flatMap(Period.year)
    case 1...2:
      guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      return Period(fromYear: first.0, month: first.1, throughYear: last.0, month: last.1)
    default: return nil
    }
  }

  private mutating func parseCode(
    _ text: String, _ table: Table<Column>, into record: inout ObservationRecord, _ row: inout StatisticsRow
  ) {
    let code = text.utf8.count % 2 == 1 ? zeros.restored(text, to: text.utf8.count + 1) : text
    guard [2, 4, 6, 8].contains(code.utf8.count), ProductCode.isCode(code) else {
      row.fault(
        table.name(of: .code), "import.bad_code", "'\(text)' is no code of 2, 4, 6 or 8 digits", "keep codes as text")
      return
    }
    guard record.set(code: code, owner: "CN", book.reference) else {
      row.fault(
        table.name(of: .code), "import.unknown_classification",
        "no edition of the Harmonized System in the lists was in force then", "add it to hs-editions.csv")
      return
    }
  }

  private func parseValue(
    _ column: Column, _ table: Table<Column>, _ texts: [String], _ record: ObservationRecord,
    _ row: inout StatisticsRow
  ) {
    let text = texts[column == .dollars ? 0 : 1]
    guard !text.isEmpty, text != "-", let number = row.grouped(text, table.name(of: column)) else { return }
    var record = record
    record.measure = .value
    record.unit = column == .dollars ? "USD" : "CNY"
    record.set(number)
    row.records.append(record)
  }

  private mutating func parseQuantity(
    _ column: Column, _ text: String, unit: String, _ table: Table<Column>, _ record: ObservationRecord,
    _ row: inout StatisticsRow
  ) {
    guard !text.isEmpty, text != "-", !["", "-", "无"].contains(unit) else { return }
    guard let number = row.grouped(text, table.name(of: column)), number.digits > 0 else { return }
    guard let code = GACCUnit.codes[unit], book.reference.units[code] != nil else {
      unknownUnits[unit, default: 0] += 1
      return
    }
    var record = record
    record.measure = .quantity
    record.unit = code
    record.basis = ""
    record.set(number)
    row.records.append(record)
  }
}

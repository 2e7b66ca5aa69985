/// A table of UN Comtrade: the present web download, the bulk file with tabs, the legacy ones, and edits of all of them.
///
/// The web files are in Windows-1252, and their rows have one empty field more than the header.
final class ComtradeCSV: PackingReader {
  let extent: any StatisticsExtent = ClosureExtent()
  private let reader: CSVReader
  private let file: String
  private let fieldCount: Int
  private let places: [(column: ComtradeColumn, place: Int)]
  var packer: RecordPacker?
  private var interpreter: ComtradeInterpreter
  private var memory: ComtradeMemory
  private var fields = ComtradeFields()
  private var hasWindowsText = false

  let format: String

  /// Opens a file whose header is that of UN Comtrade.
  init(_ source: ByteSource, _ book: CodeBook) throws {
    let header = try TableHeader(source)
    reader = CSVReader(source, separator: header.separator)
    file = source.name
    _ = try reader.next()
    let names = header.names
    fieldCount = names.count
    let isLegacy = !names.contains { normalizedColumnName($0) == "primaryvalue" }
    format = isLegacy ? "comtrade-legacy-csv" : names.contains("datasetCode") ? "comtrade-bulk" : "comtrade-csv"
    var places: [(column: ComtradeColumn, place: Int)] = []
    for (place, name) in names.enumerated() {
      guard let column = ComtradeColumn(name: name) else { continue }
      if places.contains(where: { $0.column == column }) {
        throw StoreError(.columns, "\(file):1: the column '\(name)' stands twice", hint: "keep one of them")
      }
      places.append((column, place))
    }
    self.places = places
    interpreter = ComtradeInterpreter(book)
    memory = ComtradeMemory(places)
    try checkColumns()
  }

  /// Returns whether a file's first row is the head of a file of UN Comtrade.
  static func isHeader(_ names: [String]) -> Bool {
    let columns = Set(names.compactMap(ComtradeColumn.init(name:)))
    return columns.contains(.value) && columns.contains(.code)
      && !columns.isDisjoint(with: [.reporter, .reporterISO, .partner, .partnerISO, .flow, .classification])
  }

  private func checkColumns() throws(StoreError) {
    let known = Set(places.map(\.column))
    guard !known.contains(.category) else {
      throw StoreError(
        .unknownFormat, "'\(file)' is a tariff line file, whose lines are national and have no totals",
        hint: "take the file named final, which has the same trade by subheading")
    }
    let needs: [(String, Set<ComtradeColumn>)] = [
      ("reporterCode or reporterISO", [.reporter, .reporterISO, .reporterName]),
      ("partnerCode or partnerISO", [.partner, .partnerISO, .partnerName]),
      ("flowCode", [.flow, .flowName]), ("period", [.period, .year]), ("classificationCode", [.classification]),
    ]
    for (name, columns) in needs where known.isDisjoint(with: columns) {
      throw StoreError(
        .columns, "\(file):1: the header has no column \(name)",
        hint: "take the file as UN Comtrade gives it; without this column its rows cannot be told apart")
    }
  }

  var notes: [String] {
    var notes: [String] = []
    if hasWindowsText { notes.append("names in Windows-1252 were read as such") }
    return notes + interpreter.notes
  }

  func next(into row: inout StatisticsRow) throws -> Bool {
    guard try reader.next() else { return false }
    row.reset(line: reader.line)
    let count = reader.fieldCount
    guard count == fieldCount || (count == fieldCount + 1 && reader.isEmpty(fieldCount)) else {
      try reader.faultFieldCount(fieldCount, file: file, into: &row)
      return true
    }
    if memory.recall(reader, into: &row) { return true }
    fields.removeAll()
    for (column, place) in places {
      if let text = reader.text(place) {
        fields[column] = trimmed(text)
      } else {
        fields[column] = trimmed(reader.windowsText(place))
        hasWindowsText = true
      }
    }
    try checkShift()
    interpreter.interpret(fields, into: &row)
    if let packer {
      for record in row.records { row.packed.append(try packer.pack(record)) }
      row.records.removeAll(keepingCapacity: true)
      memory.learn(reader, row)
    }
    return true
  }

  /// Refuses a file in which some other program moved the columns against their names.
  private func checkShift() throws(StoreError) {
    let numeric: [ComtradeColumn] = [.reporter, .partner, .secondPartner]
    let wrong =
      !["", "C", "S"].contains(fields[.type])
      ? ComtradeColumn.type : numeric.first { !fields[$0].utf8.allSatisfy { (48...57).contains($0) } }
    guard let wrong else { return }
    throw StoreError(
      .shifted, "\(file):\(reader.line): the columns are shifted: \(wrong.names[0]) holds '\(fields[wrong])'",
      hint: "take the file as UN Comtrade gives it; some programs move its columns when they save it")
  }
}

import TradeModel

/// A delimited file of a statistical office, read row by row: its fields by column, whatever their order.
///
/// Text is UTF-8; what is not is read as Windows-1252, in which offices still write names, unless the file claims with a
/// byte order mark to be UTF-8.
final class Table<Column: TableColumn> {
  /// What the next row turned out to be.
  enum Step {
    case end
    /// The row has the wrong number of fields; the fault stands in the row.
    case faulty
    case row
  }

  /// The header as the file has it.
  let header: TableHeader
  /// The name of the file.
  let file: String
  /// The flow that the user stated, for files that do not.
  let statedFlow: Flow?
  private let reader: CSVReader
  // The place of each column in a row, by its raw value; -1 where the file has none.
  private let places: [Int]
  private var hasWindowsText = false
  private var lacksLastLineEnd = false

  /// Reads the header; a column that stands there twice is refused.
  convenience init(_ source: ByteSource, statedFlow: Flow? = nil) throws(StoreError) {
    let header = try TableHeader(source)
    var places = [Int](repeating: -1, count: Column.allCases.count)
    for (place, name) in header.names.enumerated() {
      guard let column = Column(name: name) else { continue }
      guard places[column.rawValue] < 0 else {
        throw StoreError(.columns, "\(source.name):1: the column '\(name)' stands twice", hint: "keep one of them")
      }
      places[column.rawValue] = place
    }
    try self.init(source, header: header, places: places, statedFlow: statedFlow)
  }

  /// Opens a file whose columns stand at the places, by the raw value of the column; -1 where the file has none.
  init(
    _ source: ByteSource, header: TableHeader, places: [Int], statedFlow: Flow? = nil
  ) throws(StoreError) {
    self.header = header
    self.statedFlow = statedFlow
    self.places = places
    file = source.name
    reader = CSVReader(source, separator: header.separator)
    _ = try reader.next()
  }

  /// Returns whether the file has the column.
  func has(_ column: Column) -> Bool {
    places[column.rawValue] >= 0
  }

  /// Returns the column's name in this file, or the publisher's where the file has none.
  func name(of column: Column) -> String {
    has(column) ? header.names[places[column.rawValue]] : column.names.first ?? ""
  }

  /// Refuses a file that has none of the columns, of which rows need one.
  func require(_ columns: Column..., as what: String? = nil, hint: String) throws(StoreError) {
    guard !columns.contains(where: has) else { return }
    let names = what ?? columns.map { "'\($0.names.first ?? "")'" }.joined(separator: " or ")
    throw StoreError(.columns, "\(file):1: the header has no column \(names)", hint: hint)
  }

  /// The line on which the present row starts.
  var line: Int { reader.line }

  /// Advances to the next row; one with too many or too few fields is faulty, one that breaks off refuses the file.
  func next(into row: inout StatisticsRow) throws(StoreError) -> Step {
    guard try reader.next() else { return .end }
    row.reset(line: reader.line)
    if reader.isLastWithoutLineEnd { lacksLastLineEnd = true }
    let count = reader.fieldCount
    let expected = header.names.count
    // UN Comtrade's web files, for one, end each row with a separator too many.
    if count == expected || (count == expected + 1 && reader.isEmpty(expected)) { return .row }
    if count < expected, lacksLastLineEnd {
      throw StoreError(
        .truncated, "\(file):\(line): the file breaks off inside this row", hint: "download it again")
    }
    row.fault(
      nil, "import.fields", "the row has \(count) fields, the header has \(expected)",
      "look for a \(header.separatorName) outside quotes, or for a missing one")
    return .faulty
  }

  /// Returns the field of the present row without blanks around it; empty where the file has no such column.
  func text(_ column: Column) throws(StoreError) -> String {
    let place = places[column.rawValue]
    guard place >= 0 else { return "" }
    if let text = reader.text(place) { return trimmed(text) }
    guard !reader.hasByteOrderMark else {
      throw StoreError(
        .encoding, "\(file):\(line): the file claims to be UTF-8, and this row is not",
        hint: "take the file as its publisher gives it; some program mixed two encodings in it")
    }
    hasWindowsText = true
    return trimmed(reader.windowsText(place))
  }

  /// What was assumed about the text, for the import's report.
  var notes: [String] {
    var notes: [String] = []
    if hasWindowsText { notes.append("names in Windows-1252 were read as such") }
    if lacksLastLineEnd { notes.append("the last row has no line end: look whether the file breaks off there") }
    return notes
  }
}

/// Returns the text without blanks at both ends.
func trimmed(_ text: String) -> String {
  let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 }
  guard text.utf8.first.map(isBlank) == true || text.utf8.last.map(isBlank) == true else { return text }
  guard let first = text.utf8.firstIndex(where: { !isBlank($0) }),
    let last = text.utf8.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(text[first...last])
}

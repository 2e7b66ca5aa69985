/// One table of code pairs, read row by row: the pairs of a correlation, or the one target a code of a conversion.
struct CorrelationTable {
  /// What a table says of its pairs.
  enum List: String {
    /// All pairs of codes that share goods.
    case correlation
    /// The one target that the publisher converts each code to.
    case conversion
  }

  /// A pair of codes.
  struct Pair: Hashable {
    var from: String
    var to: String
  }

  /// Two editions of the Harmonized System, as `HS2022`.
  struct Editions: Hashable {
    var from: String
    var to: String
  }

  /// The largest number of pairs in one table; the largest real one has some 16,000.
  static let limit = 200_000

  private let file: String
  private let sheet: String
  /// What the table says; where that is not given, its header does.
  private(set) var list: List?
  /// The editions that the header names; nil before the header.
  private(set) var editions: Editions?
  /// The pairs with their rows, in the order of the file.
  private(set) var pairs: [(pair: Pair, kind: String, line: Int)] = []
  /// What cannot be used.
  private(set) var faults: [ImportDiagnostic] = []
  private var seen: Set<Pair> = []

  /// Starts before the first row; `sheet` is its name in a workbook, and empty elsewhere.
  init(file: String, sheet: String = "", list: List? = nil) {
    self.file = file
    self.sheet = sheet
    self.list = list
  }

  /// Takes a row: a title, the header, a pair, or a note that names no code.
  mutating func take(_ row: [String], line: Int) throws(StoreError) {
    let cells = row.map(trimmed)
    func cell(_ column: Int) -> String { column < cells.count ? cells[column] : "" }
    guard editions != nil else { return try takeHeader(cell(0), cell(1), line: line) }
    let pair = Pair(from: cell(0), to: cell(1))
    // A note below the table stands in one cell.
    if pair.from.isEmpty || pair.to.isEmpty, !HSCode.looksLikeCode(pair.from), !HSCode.looksLikeCode(pair.to) { return }
    for (column, code) in [(0, pair.from), (1, pair.to)] where !HSCode.isSubheading(code) {
      let isShort = code.utf8.count < 6 && HSCode.looksLikeCode(code)
      return fault(
        line, column, "import.code", "'\(code)' is no code of six digits",
        isShort ? "write its leading zero: a spreadsheet took the code for a number" : "write six digits")
    }
    guard seen.insert(pair).inserted else {
      return fault(line, 0, "import.duplicate", "the pair \(pair.from), \(pair.to) stands twice", "remove one of them")
    }
    guard pairs.count < CorrelationTable.limit else {
      throw StoreError(.tooLarge, "'\(file)' has more than \(CorrelationTable.limit) pairs of codes")
    }
    pairs.append((pair, cell(2), line))
  }

  private mutating func takeHeader(_ first: String, _ second: String, line: Int) throws(StoreError) {
    if let from = HSCode.edition(first), let to = HSCode.edition(second), from != to {
      editions = Editions(from: from, to: to)
      if list == nil { list = first.lowercased().hasPrefix("from") ? .conversion : .correlation }
    } else if HSCode.isSubheading(first), HSCode.isSubheading(second) {
      throw StoreError(
        .columns, "\(file)\(sheet.isEmpty ? "" : ", sheet '\(sheet)'"):\(line): no header above names two editions",
        hint: "write a header such as HS2022,HS2017,Relationship")
    }
  }

  private mutating func fault(_ line: Int, _ column: Int, _ code: String, _ message: String, _ hint: String) {
    guard faults.count < ImportReport.diagnosticLimit else { return }
    let letter = column == 0 ? "A" : "B"
    faults.append(
      ImportDiagnostic(
        file: file, line: line, column: sheet.isEmpty ? letter : "sheet '\(sheet)', \(letter)", code: code,
        message: message, hint: hint))
  }

  private func trimmed(_ text: String) -> String {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(start[...last])
  }
}

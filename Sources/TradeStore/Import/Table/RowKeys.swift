/// The rows of a file by what they are about, to tell a row that stands there twice from two that disagree.
///
/// Users merge downloads, and rows of the part that they have in common come twice.
struct RowKeys {
  /// How many rows are kept, in some hundred megabytes.
  private static let limit = 1 << 22

  // Hashes of 64 bits stand for the rows: a file of a million rows has two with one hash once in forty million files.
  private var rows: [Int: (figures: Int, line: Int)] = [:]

  /// Creates an empty list.
  init() {}

  /// What to say of it in the import's report: nothing unless rows were not compared.
  var notes: [String] {
    rows.count < RowKeys.limit
      ? [] : ["rows that stand twice were looked for among the first \(RowKeys.limit) rows only"]
  }

  /// Returns whether no row before was about the same; otherwise leaves the row out, or names the one it contradicts.
  mutating func isNew(_ texts: [String], figures: [String], into row: inout StatisticsRow) -> Bool {
    let key = texts.hashValue
    guard let before = rows[key] else {
      if rows.count < RowKeys.limit { rows[key] = (figures.hashValue, row.line) }
      return true
    }
    if before.figures == figures.hashValue {
      row.leftOut = .duplicate
    } else {
      row.fault(
        nil, "import.conflict", "line \(before.line) is about the same trade, and its figures are others",
        "keep the row that is right; where both are parts of one sum, ask for the sum")
    }
    return false
  }
}

/// Tells a file whose columns do not stand under their names from one with bad rows.
struct ShiftCheck {
  private var common: Set<String>?
  private var rows = 0

  /// Takes a row with faults into account.
  mutating func add(_ row: StatisticsRow) {
    let columns = Set(row.faults.compactMap(\.column))
    common = common?.intersection(columns) ?? columns
    rows += 1
  }

  /// The columns that hold something else in every one of several rows, as words; nil where fewer than three do.
  var columns: String? {
    guard let common, rows > 1, common.count > 2 else { return nil }
    return common.sorted().joined(separator: ", ")
  }
}

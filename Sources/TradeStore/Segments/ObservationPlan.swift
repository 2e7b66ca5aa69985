import GRDBSQLite

/// What SQLite's planner hands to a scan: which conditions the scan answers for, and in which order it gives rows.
///
/// As text: one pair of characters a value, the letter of its column and the comparison; after a colon the columns of
/// the order.
struct ObservationPlan {
  /// How a value is compared with its column.
  enum Comparison: UInt8 {
    case equal = 0x3D  // =
    case among = 0x69  // i, for a list
    case atLeast = 0x3E  // >
    case atMost = 0x3C  // <
    case notEqual = 0x21  // !
  }

  private(set) var values: [(column: ObservationColumnPlace, comparison: Comparison)] = []
  private(set) var order: [ObservationColumnPlace] = []

  private static let firstLetter: UInt8 = 0x61
  private static let colon: UInt8 = 0x3A

  /// Reads the text of a plan.
  init(text: String) {
    let bytes = Array(text.utf8)
    let columns = bytes.firstIndex(of: ObservationPlan.colon) ?? bytes.count
    for index in stride(from: 0, to: columns - 1, by: 2) {
      guard let column = ObservationPlan.column(bytes[index]), let comparison = Comparison(rawValue: bytes[index + 1])
      else { continue }
      values.append((column, comparison))
    }
    order = bytes.dropFirst(columns + 1).compactMap(ObservationPlan.column)
  }

  /// Chooses from the conditions and the order of a statement.
  @unsafe
  init(choosing info: UnsafeMutablePointer<sqlite3_index_info>) {
    var cost = 4e6
    for index in 0..<Int(unsafe info.pointee.nConstraint) {
      let constraint = unsafe info.pointee.aConstraint[index]
      guard constraint.usable != 0, let column = ObservationColumnPlace(rawValue: constraint.iColumn) else { continue }
      var comparison: Comparison
      switch (column, Int32(constraint.op)) {
      case (.id, SQLITE_INDEX_CONSTRAINT_EQ), (.measure, SQLITE_INDEX_CONSTRAINT_EQ),
        (.flow, SQLITE_INDEX_CONSTRAINT_EQ), (.partner, SQLITE_INDEX_CONSTRAINT_EQ),
        (.product, SQLITE_INDEX_CONSTRAINT_EQ), (.reporter, SQLITE_INDEX_CONSTRAINT_EQ),
        (.goods, SQLITE_INDEX_CONSTRAINT_EQ), (.imprint, SQLITE_INDEX_CONSTRAINT_EQ):
        comparison = .equal
      case (.startDay, SQLITE_INDEX_CONSTRAINT_GE): comparison = .atLeast
      case (.endDay, SQLITE_INDEX_CONSTRAINT_LE): comparison = .atMost
      case (.product, SQLITE_INDEX_CONSTRAINT_NE): comparison = .notEqual
      default: continue
      }
      // The whole list at once, not a scan for each of its values.
      if comparison == .equal, unsafe sqlite3_vtab_in(info, Int32(index), 1) != 0 { comparison = .among }
      values.append((column, comparison))
      unsafe info.pointee.aConstraintUsage[index].argvIndex = Int32(values.count)
      unsafe info.pointee.aConstraintUsage[index].omit = 1
      cost /= ObservationPlan.selectivity(column)
    }
    order = unsafe ObservationPlan.order(info, values)
    unsafe info.pointee.orderByConsumed = order.isEmpty ? 0 : 1
    unsafe info.pointee.estimatedCost = max(cost, 1)
    unsafe info.pointee.estimatedRows = max(sqlite3_int64(cost), 1)
  }

  /// The plan as text.
  var text: String {
    var bytes: [UInt8] = []
    for (column, comparison) in values { bytes += [ObservationPlan.letter(column), comparison.rawValue] }
    bytes.append(ObservationPlan.colon)
    bytes += order.map(ObservationPlan.letter)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func letter(_ column: ObservationColumnPlace) -> UInt8 { firstLetter + UInt8(column.rawValue) }

  private static func column(_ letter: UInt8) -> ObservationColumnPlace? {
    ObservationColumnPlace(rawValue: Int32(letter) - Int32(firstLetter))
  }

  private static func selectivity(_ column: ObservationColumnPlace) -> Double {
    switch column {
    case .id: 4e6
    case .partner, .goods: 100
    case .reporter, .product: 10
    case .measure, .flow: 2
    default: 1.2
    }
  }

  /// Returns the columns of the asked order where a scan can give it, partner by partner; none where it cannot.
  @unsafe
  private static func order(
    _ info: UnsafeMutablePointer<sqlite3_index_info>,
    _ values: [(column: ObservationColumnPlace, comparison: Comparison)]
  ) -> [ObservationColumnPlace] {
    let fixed = Set(values.filter { $0.comparison == .equal }.map(\.column))
    guard fixed.contains(.measure), fixed.contains(.flow), !fixed.contains(.id) else { return [] }
    var order: [ObservationColumnPlace] = []
    for index in 0..<Int(unsafe info.pointee.nOrderBy) {
      let term = unsafe info.pointee.aOrderBy[index]
      guard term.desc == 0, let column = ObservationColumnPlace(rawValue: term.iColumn) else { return [] }
      if fixed.contains(column) { continue }
      switch column {
      case .partner where order.isEmpty: order.append(column)
      case .product, .reporter, .startDay, .endDay:
        guard order.first == .partner || fixed.contains(.partner) else { return [] }
        order.append(column)
      default: return []
      }
    }
    if !order.isEmpty, order.first != .partner { order.insert(.partner, at: 0) }
    return order
  }
}

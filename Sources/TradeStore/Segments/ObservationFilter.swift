/// Which observations a scan gives, as far as whole segments and columns can tell.
struct ObservationFilter {
  /// The numbers of single observations; nil for all.
  var ids: [Int64]?
  var measures: Set<Int64>?
  var flows: Set<String>?
  var partners: Set<String>?
  var products: Set<String>?
  var otherProducts: Set<String> = []
  var reporters: Set<String>?
  var goods: NumberSet?
  var imprints: NumberSet?
  var firstStart = Int64.min
  var lastEnd = Int64.max
  /// The columns to sort by, rising: the partner first; none for any order.
  var order: [ObservationColumnPlace] = []

  /// How many values stand in a statement at most; more are looked at row by row.
  private static let listLimit = 400

  /// Returns the statement that gives the segments, and the values bound to it.
  var segments: (sql: String, arguments: [SQLArgument]) {
    var clauses: [String] = []
    var arguments: [SQLArgument] = []
    func add(_ column: String, _ values: [SQLArgument]?) {
      guard let values, values.count <= ObservationFilter.listLimit else { return }
      clauses.append("g.\(column) IN (\(values.map { _ in "?" }.joined(separator: ", ")))")
      arguments += values
    }
    add("partner", partners.map { $0.sorted().map(SQLArgument.text) })
    add("flow", flows.map { $0.sorted().map(SQLArgument.text) })
    add("measure", measures.map { $0.sorted().map(SQLArgument.integer) })
    if firstStart != .min {
      clauses.append("g.end_day > ?")
      arguments.append(.integer(firstStart))
    }
    if lastEnd != .max {
      clauses.append("g.first_day < ?")
      arguments.append(.integer(lastEnd))
    }
    var sql = "SELECT s.id, g.measure, g.flow, g.partner, g.data FROM segment g JOIN source s ON s.batch = g.batch"
    if !clauses.isEmpty { sql += " WHERE " + clauses.joined(separator: " AND ") }
    if !order.isEmpty { sql += " ORDER BY g.partner" }
    return (sql, arguments)
  }

  /// Returns the rows of the segment that the filter lets through.
  func rows(of segment: Segment) -> [Int32] {
    let reporterFits = fits(segment.reporters) { reporters?.contains($0) ?? true }
    let productFits = fits(segment.products) { (products?.contains($0) ?? true) && !otherProducts.contains($0) }
    let spanFits = segment.spans.map { Int64($0.start) >= firstStart && Int64($0.end) <= lastEnd }
    let isAnyReporter = !reporterFits.contains(false)
    let isAnyProduct = !productFits.contains(false)
    let isAnySpan = !spanFits.contains(false)
    guard isAnyReporter || reporterFits.contains(true), isAnyProduct || productFits.contains(true),
      isAnySpan || spanFits.contains(true)
    else { return [] }
    var rows = matches(segment.goods, goods, count: segment.count)
    if !isAnyReporter { rows.removeAll { !reporterFits[segment.reporters.number(Int($0))] } }
    if !isAnyProduct { rows.removeAll { !productFits[segment.products.number(Int($0))] } }
    if !isAnySpan { rows.removeAll { !spanFits[segment.spanNumber(Int($0))] } }
    if let imprints {
      let numbers = segment.imprints
      rows.removeAll { !imprints.contains(numbers[Int($0)]) }
    }
    return rows
  }

  /// Returns the rows whose number is in the set, or all.
  private func matches(_ column: NumberColumn, _ set: NumberSet?, count: Int) -> [Int32] {
    guard let set else { return Array(0..<Int32(count)) }
    if column.isConstant { return count > 0 && set.contains(column[0]) ? Array(0..<Int32(count)) : [] }
    var rows: [Int32] = []
    for row in 0..<count where set.contains(column[row]) { rows.append(Int32(row)) }
    return rows
  }

  private func fits(_ column: TextColumn, _ isWanted: (String) -> Bool) -> [Bool] {
    (0..<column.count).map { isWanted(column.text($0)) }
  }
}

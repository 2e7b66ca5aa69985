import TradeModel

/// Which observations a query reads, and in which order.
struct CandidatePlan {
  private let query: TradeQuery
  private let dimensions: [Dimension]
  private let measures: [MeasureColumn]
  private let order: [ResultOrder]

  /// Which rows count where the query does not name the method.
  enum Method {
    case reported, compiled
  }

  private static let notRetracted = "o.id >> 32 NOT IN (SELECT id FROM source WHERE retracted = 1)"

  /// Creates the plan of a query.
  init(query: TradeQuery, dimensions: [Dimension], measures: [MeasureColumn], order: [ResultOrder]) {
    self.query = query
    self.dimensions = dimensions
    self.measures = measures
    self.order = order
  }

  /// The dimensions of a series, without the period, in the order in which series come.
  static func groupOrder(_ dimensions: [Dimension], _ order: [ResultOrder]) -> [Int] {
    let asked = order.map(\.column).filter { $0 < dimensions.count }
    return asked.filter { dimensions[$0] != .period }
  }

  /// Returns the statement that gives the candidates, series by series and in order of time.
  func statement(
    known: KnownCodes, buckets: PeriodBuckets, method: Method = .reported
  ) throws(QueryProblem) -> SQLStatement {
    let asked = Set(measures.compactMap(\.measure))
    let (clauses, arguments) = try conditions(
      asked.isEmpty ? MeasureName.allCases : asked.sorted { $0.rawValue < $1.rawValue }, known: known, buckets: buckets,
      method: method)
    let groups = CandidatePlan.groupOrder(dimensions, order).map { dimensions[$0] }
    var sorting = groups.map(\.expression)
    if dimensions.contains(.period) { sorting += ["o.start_day", "o.end_day"] }
    let columns = CandidateRows.columns(groups)
    let table = table(known.reference)
    var sql =
      "SELECT \(columns.joined(separator: ", ")) FROM \(table.sql) o WHERE \(clauses.joined(separator: " AND "))"
    if !sorting.isEmpty { sql += " ORDER BY " + sorting.joined(separator: ", ") }
    return SQLStatement(sql: sql, arguments: table.arguments + arguments)
  }

  /// Returns the statement that gives the compiled rows that the query leaves out; nil where it leaves out none.
  func leftOutStatement(known: KnownCodes, buckets: PeriodBuckets) throws(QueryProblem) -> SQLStatement? {
    guard known.hasCompiledRow, !isNamed("method"), measures.contains(where: { $0.measure != nil }) else { return nil }
    return try statement(known: known, buckets: buckets, method: .compiled)
  }

  /// Returns the statement that gives flows, partners and reporters with rows of any goods and time; nil where the query
  /// sums over no reporters.
  func rosterStatement(known: KnownCodes) throws(QueryProblem) -> SQLStatement? {
    guard !dimensions.contains(.reporter), measures.contains(where: { $0.measure != nil }) else { return nil }
    switch query.conditions.all["reporter"] {
    case .equals, .under: return nil
    case .anyOf(let codes) where codes.count == 1: return nil
    case .anyOf, .not, .range, nil: break
    }
    let isKept = { (name: String) in ["reporter", "partner", "flow", "method"].contains(name) }
    var conditions = query.conditions
    conditions.all = conditions.all.filter { isKept($0.key) }
    conditions.any = conditions.any.map { $0.filter { isKept($0.key) } }
    // An alternative about other things than these leaves all of them open.
    if conditions.any.contains(where: \.isEmpty) { conditions.any = [] }
    var compiler = ConditionCompiler(known: known, period: nil, isByProduct: false)
    var clauses = try compiler.clauses(conditions)
    clauses += defaultMethod(.reported, known) + defaultAreas(known)
    if known.hasRetractedSource {
      clauses.append("o.batch NOT IN (SELECT batch FROM source WHERE retracted = 1)")
    }
    let condition = clauses.isEmpty ? "" : " WHERE " + clauses.joined(separator: " AND ")
    return SQLStatement(
      sql: "SELECT DISTINCT o.flow, o.partner, o.reporter FROM lane o" + condition, arguments: compiler.arguments)
  }

  /// Returns the statement that gives the units of a measure's candidates, two at most.
  func unitStatement(
    _ measure: MeasureName, known: KnownCodes, buckets: PeriodBuckets
  ) throws(QueryProblem) -> (sql: String, [SQLArgument]) {
    let (clauses, arguments) = try conditions([measure], known: known, buckets: buckets)
    let table = table(known.reference)
    return (
      "SELECT DISTINCT \(Dimension.unit.expression) FROM \(table.sql) o WHERE \(clauses.joined(separator: " AND ")) LIMIT 2",
      table.arguments + arguments
    )
  }

  /// Returns the table to read: with the groups of each code where the query names products.
  private func table(_ reference: Reference) -> (sql: String, arguments: [SQLArgument]) {
    let isGrouped = dimensions.contains(.product)
    let isInAlternatives = query.conditions.any.contains { $0["product"] != nil }
    guard isGrouped || isInAlternatives || query.conditions.all["product"] != nil else { return ("observation", []) }
    var products = Array(reference.products.keys)
    var isChoice = false
    if !isInAlternatives, let filter = query.conditions.all["product"] {
      isChoice = !isGrouped
      switch filter {
      case .equals(let code): products = [code]
      case .anyOf(let codes): products = codes
      case .under(let code): products = reference.descendants(of: code)
      case .not, .range: isChoice = false
      }
    }
    let rows = ProductRows(reference, products: products, isOnceForEach: isChoice)
    return (rows.sql, rows.tableArguments)
  }

  private func conditions(
    _ measures: [MeasureName], known: KnownCodes, buckets: PeriodBuckets, method: Method = .reported
  ) throws(QueryProblem) -> ([String], [SQLArgument]) {
    let numbers = measures.map { String($0.rawValue) }
    var clauses = [
      numbers.count == 1 ? "o.measure = \(numbers[0])" : "o.measure IN (\(numbers.joined(separator: ", ")))"
    ]
    let days = buckets.days
    let asked = days.flatMap { days -> DaySpan? in
      guard let first = days.spans.first, let last = days.spans.last else { return nil }
      return DaySpan(start: first.start, end: last.end)
    }
    var compiler = ConditionCompiler(
      known: known, period: asked?.period, isByProduct: dimensions.contains(.product))
    clauses += try compiler.clauses(query.conditions)
    clauses += try defaults(known, method)
    var arguments = compiler.arguments
    if let asked {
      clauses += ["o.start_day >= ?", "o.end_day <= ?"]
      arguments += [.integer(Int64(asked.start)), .integer(Int64(asked.end))]
    }
    if known.hasRetractedSource { clauses.append(CandidatePlan.notRetracted) }
    return (clauses, arguments)
  }

  /// Returns what holds where the query does not say otherwise.
  private func defaults(_ known: KnownCodes, _ method: Method) throws(QueryProblem) -> [String] {
    var clauses: [String] = []
    guard isNamed("flow") else {
      throw QueryProblem(
        code: "query.bad_filter", message: "the query does not name the flow", pointer: "/where",
        hint: "add the condition flow: 'X' for exports of the reporter or 'M' for imports, or put flow into by")
    }
    clauses += defaultMethod(method, known)
    if !isNamed("product"), !isNamed("hs") {
      let isTotal = Dimension.hs(level: nil).condition { "\($0) = 'TOTAL'" }
      clauses.append("(o.product = '\(Reference.allGoods)' OR (o.product = '' AND \(isTotal)))")
    }
    clauses += defaultAreas(known)
    if isNamed("hs"), !isNamed("owner"), !known.lifetimes.allOwners.isDisjoint(with: Nomenclature.otherOwners) {
      clauses.append(Dimension.owner.condition { "\($0) NOT IN (\(CandidatePlan.otherOwners))" })
    }
    for dimension in dimensions {
      guard case .hs(let level) = dimension else { continue }
      let code = Dimension.hs(level: nil)
      clauses.append(code.condition { "length(\($0)) >= \(level ?? 1)" })
      if query.conditions.all["hs"] == nil || level != nil { clauses.append(code.condition { "\($0) <> 'TOTAL'" }) }
    }
    return clauses
  }

  private static let otherOwners = Nomenclature.otherOwners.map { "'\($0)'" }.joined(separator: ", ")

  private func defaultMethod(_ method: Method, _ known: KnownCodes) -> [String] {
    guard !isNamed("method"), known.hasCompiledRow else { return [] }
    return ["o.imprint IN (SELECT id FROM imprint WHERE method = \(method == .compiled ? 0 : 1))"]
  }

  private func defaultAreas(_ known: KnownCodes) -> [String] {
    ["reporter", "partner"].filter { !asksForAggregate($0, known.reference) }
      .map { "o.\($0) NOT IN (SELECT code FROM area WHERE kind = 'aggregate')" }
  }

  /// Returns whether `by` has the dimension, or a condition does in every alternative.
  private func isNamed(_ name: String) -> Bool {
    if dimensions.contains(where: { $0.name == name }) { return true }
    let isName = { (key: String) in Dimension(name: key)?.name == name }
    if query.conditions.all.keys.contains(where: isName) { return true }
    return !query.conditions.any.isEmpty && query.conditions.any.allSatisfy { $0.keys.contains(where: isName) }
  }

  private func asksForAggregate(_ name: String, _ reference: Reference) -> Bool {
    let filters = [query.conditions.all[name]] + query.conditions.any.map { $0[name] }
    return filters.contains { filter in
      switch filter {
      case .equals(let code): reference.areas[code]?.isAggregate ?? false
      case .anyOf(let codes): codes.contains { reference.areas[$0]?.isAggregate ?? false }
      case .not, .under, .range, nil: false
      }
    }
  }
}

import FoundationEssentials
import GRDB
import Spelling
package import TradeModel

extension DatasetReader {
  /// Checks a query against the dataset and prepares it.
  ///
  /// Throws a `QueryProblem` that points at the place in the query and says what to write instead.
  package func compile(_ query: TradeQuery) throws(QueryProblem) -> CompiledQuery {
    do {
      return try QueryCompiler(reader: self, query: query).compile()
    } catch let problem as QueryProblem {
      throw problem
    } catch {
      throw QueryProblem(code: "query.failed", message: StoreError(error).message, pointer: "")
    }
  }
}

/// Turns one query into a statement and the plan of its answer.
struct QueryCompiler {
  private let reader: DatasetReader
  private let query: TradeQuery
  private let known: KnownCodes

  /// Prepares to compile the query.
  init(reader: DatasetReader, query: TradeQuery) throws {
    self.reader = reader
    self.query = query
    known = try reader.known()
  }

  /// Returns the compiled query.
  func compile() throws -> CompiledQuery {
    if let name = query.dataset, name != "trade" {
      throw QueryProblem(
        code: "query.unknown_dataset", message: "there is no dataset '\(name)'", pointer: "/dataset",
        hint: "leave it out for trade, or write 'events'")
    }
    let dimensions = try parseDimensions()
    let measures = try parseMeasures()
    let buckets = try PeriodBuckets(query.period, isByPeriod: dimensions.contains(.period))
    if let limit = query.limit, limit < 1 {
      throw QueryProblem(
        code: "query.bad_filter", message: "the limit \(limit) leaves no rows", pointer: "/limit",
        hint: "give a limit of 1 or more, or none")
    }
    let order = try parseOrder(dimensions)
    let isStreaming = isStreaming(order, dimensions)
    let plan = CandidatePlan(query: query, dimensions: dimensions, measures: measures, order: order)
    let statement = try plan.statement(known: known, buckets: buckets)
    let canonicalJSON = try QueryCompiler.canonicalJSON(of: query)
    return CompiledQuery(
      columns: try columns(dimensions, measures, plan: plan, buckets: buckets), sql: statement.sql,
      arguments: statement.arguments,
      canonicalJSON: canonicalJSON, digest: digest(of: canonicalJSON + "\n" + reader.snapshot.digest), query: query,
      dimensions: dimensions, measures: measures, buckets: buckets, order: order, isStreaming: isStreaming,
      fold: CellFold(
        scopes: ScopeOrder(reader.reference),
        aggregates: Set(reader.reference.areas.filter(\.value.isAggregate).keys), origins: reader.origins,
        claims: reader.claims, allowsPartial: query.partial),
      absence: Absence(claims: reader.claims, lifetimes: known.lifetimes),
      leftOut: try plan.leftOutStatement(known: known, buckets: buckets),
      roster: try plan.rosterStatement(known: known))
  }

  /// Returns compact JSON with sorted keys.
  static func canonicalJSON(of query: TradeQuery) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(query), as: UTF8.self)
  }

  private func parseDimensions() throws(QueryProblem) -> [Dimension] {
    var dimensions: [Dimension] = []
    for (index, name) in query.by.enumerated() {
      guard let dimension = Dimension(name: name) else {
        throw QueryProblem(
          code: "query.unknown_dimension", message: "there is no dimension '\(name)'", pointer: "/by/\(index)",
          hint: dimensionHint(name))
      }
      guard !dimensions.contains(where: { $0.name == dimension.name }) else {
        throw QueryProblem(
          code: "query.unknown_dimension", message: "the dimension '\(name)' stands twice", pointer: "/by/\(index)",
          hint: "remove one of them")
      }
      dimensions.append(dimension)
    }
    return dimensions
  }

  private func dimensionHint(_ name: String) -> String {
    let base = name.split(separator: ":").first.map(String.init) ?? name
    if base == "period" { return "write 'period', and the grain in the query's period" }
    if base == "hs" { return "write 'hs', 'hs:2', 'hs:4' or 'hs:6'" }
    return suggestion(base, among: Dimension.names) ?? "use one of \(Dimension.names.joined(separator: ", "))"
  }

  private func parseMeasures() throws(QueryProblem) -> [MeasureColumn] {
    guard !query.measures.isEmpty else {
      throw QueryProblem(
        code: "query.unknown_measure", message: "the query has no measure", pointer: "/measures",
        hint: "ask for 'value'")
    }
    var measures: [MeasureColumn] = []
    for (index, name) in query.measures.enumerated() {
      guard let measure = MeasureColumn(name: name) else {
        throw QueryProblem(
          code: "query.unknown_measure", message: "there is no measure '\(name)'", pointer: "/measures/\(index)",
          hint: suggestion(
            name, among: MeasureColumn.allNames, otherwise: "use one of \(MeasureColumn.names.joined(separator: ", "))")
        )
      }
      guard !measures.contains(measure) else {
        throw QueryProblem(
          code: "query.unknown_measure", message: "the measure '\(name)' stands twice", pointer: "/measures/\(index)",
          hint: "remove one of them")
      }
      measures.append(measure)
    }
    return measures
  }

  private func parseOrder(_ dimensions: [Dimension]) throws(QueryProblem) -> [ResultOrder] {
    let names = query.by + query.measures
    var order: [ResultOrder] = []
    for (index, item) in query.order.enumerated() {
      let isDescending = item.hasPrefix("-")
      let name = isDescending ? String(item.dropFirst()) : item
      guard let column = names.firstIndex(of: name) else {
        throw QueryProblem(
          code: "query.unknown_dimension", message: "the order names '\(name)', which is no column of the answer",
          pointer: "/order/\(index)",
          hint: suggestion(name, among: names, otherwise: "order by a column that is asked for"))
      }
      order.append(ResultOrder(column: column, isDescending: isDescending))
    }
    for column in query.by.indices where !order.contains(where: { $0.column == column }) {
      order.append(ResultOrder(column: column, isDescending: false))
    }
    return order
  }

  /// Returns whether rows come out of the statement in the asked order: dimensions rising, the period last.
  private func isStreaming(_ order: [ResultOrder], _ dimensions: [Dimension]) -> Bool {
    let places = order.prefix(dimensions.count)
    guard order.count == dimensions.count, places.allSatisfy({ !$0.isDescending && $0.column < dimensions.count })
    else {
      return false
    }
    let periodPlace = places.firstIndex { dimensions[$0.column] == .period }
    return periodPlace == nil || periodPlace == places.count - 1
  }

  private func columns(
    _ dimensions: [Dimension], _ measures: [MeasureColumn], plan: CandidatePlan, buckets: PeriodBuckets
  ) throws -> [ResultColumn] {
    var columns = zip(query.by, dimensions).map { name, dimension in
      if dimension == .period { return ResultColumn(name: name, type: .period) }
      return ResultColumn(name: name, type: dimension.list == nil ? .string : .code, list: dimension.list)
    }
    var units: [MeasureName: String?] = [:]
    for (name, column) in zip(query.measures, measures) {
      guard let measure = column.measure else {
        columns.append(ResultColumn(name: name, type: .integer))
        continue
      }
      switch column.part {
      case .amount, .low, .high:
        let unit: String?
        if let found = units[measure] { unit = found } else { unit = try self.unit(of: measure, plan, buckets) }
        units[measure] = unit
        columns.append(ResultColumn(name: name, type: .decimal, unit: unit))
      case .status: columns.append(ResultColumn(name: name, type: .code, list: "status"))
      case .unit: columns.append(ResultColumn(name: name, type: .code, list: "unit"))
      case .covers: columns.append(ResultColumn(name: name, type: .period))
      }
    }
    return columns
  }

  /// Returns the one unit of the measure in the answer, or nil where rows can differ.
  private func unit(of measure: MeasureName, _ plan: CandidatePlan, _ buckets: PeriodBuckets) throws -> String? {
    let all = try String.fetchAll(
      reader.database, sql: "SELECT unit FROM measure_unit WHERE measure = ? ORDER BY unit",
      arguments: [measure.rawValue])
    if all.count <= 1 { return all.first }
    let (sql, arguments) = try plan.unitStatement(measure, known: known, buckets: buckets)
    let statement = try RawStatement(sql, on: reader.database)
    statement.bind(arguments)
    var units: [String] = []
    while try statement.step() { units.append(statement.text(0)) }
    return units.count == 1 ? units[0] : nil
  }
}

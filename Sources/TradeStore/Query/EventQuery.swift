import GRDB
import Spelling
package import TradeModel

/// The answer to a query on events, which are few and so are read at once.
package struct EventAnswer: Sendable {
  /// The columns of every row.
  package let columns: [ResultColumn]
  /// The canonical JSON of the query.
  package let canonicalJSON: String
  /// The digest of query and snapshot.
  package let digest: String
  /// What the engine ran.
  package let sql: String
  /// The rows in order.
  package let rows: [[ResultCell]]
  /// What the answer rests on.
  package let evidence: QueryEvidence
}

extension DatasetReader {
  /// The dimensions of an event.
  private static let eventDimensions = ["period", "event", "kind", "origin", "address"]

  /// Answers a query on the dataset `events`: the measure `rows` by any of its dimensions, conditions on `kind`.
  ///
  /// An event counts where it shares a day with the asked span.
  package func events(_ query: TradeQuery) throws(QueryProblem) -> EventAnswer {
    try checkEventQuery(query)
    let sql = """
      SELECT start_day, end_day, event, kind, origin, address FROM event
      WHERE source NOT IN (SELECT id FROM source WHERE retracted = 1) ORDER BY start_day, end_day, event
      """
    do {
      let canonicalJSON = try QueryCompiler.canonicalJSON(of: query)
      var counts: [[String]: Int] = [:]
      var order: [[String]] = []
      var origins: Set<String> = []
      for row in try Row.fetchAll(database, sql: sql) where isAsked(row, query) {
        let key = query.by.map { eventValue($0, row) }
        if counts[key] == nil { order.append(key) }
        counts[key, default: 0] += 1
        origins.insert(row[4])
      }
      let columns = query.by.map { ResultColumn(name: $0, type: $0 == "period" ? .period : .string) }
      let rows = order.map { key in key.map { ResultCell.text($0) } + [.count(counts[key] ?? 0)] }
      let limited = query.limit.map { Array(rows.prefix($0)) } ?? rows
      return EventAnswer(
        columns: columns + [ResultColumn(name: "rows", type: .integer)], canonicalJSON: canonicalJSON,
        digest: digest(of: canonicalJSON + "\n" + snapshot.digest), sql: sql, rows: limited,
        evidence: QueryEvidence(sourceRows: counts.values.reduce(0, +), origins: origins.sorted()))
    } catch {
      throw QueryProblem(code: "query.failed", message: StoreError(error).message, pointer: "")
    }
  }

  private func checkEventQuery(_ query: TradeQuery) throws(QueryProblem) {
    let known = DatasetReader.eventDimensions
    for (index, name) in query.by.enumerated() where !known.contains(name) {
      throw QueryProblem(
        code: "query.unknown_dimension", message: "events have no dimension '\(name)'", pointer: "/by/\(index)",
        hint: suggestion(name, among: known, otherwise: "use one of \(known.joined(separator: ", "))"))
    }
    guard query.measures == ["rows"] else {
      throw QueryProblem(
        code: "query.unknown_measure", message: "events have the one measure 'rows'", pointer: "/measures",
        hint: "write [\"rows\"]")
    }
    for name in query.conditions.all.keys.sorted() where name != "kind" {
      throw QueryProblem(
        code: "query.bad_filter", message: "events can be asked by kind, not by '\(name)'", pointer: "/where/\(name)",
        hint: "leave the condition out")
    }
    guard query.conditions.any.isEmpty else {
      throw QueryProblem(
        code: "query.bad_filter", message: "events take no alternatives", pointer: "/where/any",
        hint: "name several kinds in a list")
    }
    let order = query.order.first ?? "period"
    guard order == "period", query.order.count <= 1 else {
      throw QueryProblem(
        code: "query.unknown_dimension", message: "events come in the order of their days", pointer: "/order/0",
        hint: "write [\"period\"], or leave it out")
    }
  }

  private func isAsked(_ row: Row, _ query: TradeQuery) -> Bool {
    let span = DaySpan(start: row[0], end: row[1])
    if let period = query.period, let own = span.period,
      let asked = Period(start: period.from.start, end: (period.to ?? period.from).end), !asked.overlaps(own)
    {
      return false
    }
    let kind: String = row[3]
    return query.conditions.all["kind"].map { matches($0, kind) } ?? true
  }

  private func matches(_ filter: QueryFilter, _ text: String) -> Bool {
    switch filter {
    case .equals(let wanted), .under(let wanted): text == wanted
    case .anyOf(let list): list.contains(text)
    case .not(let inner): !matches(inner, text)
    case .range(let from, let to): (from.map { $0 <= text } ?? true) && (to.map { text <= $0 } ?? true)
    }
  }

  private func eventValue(_ dimension: String, _ row: Row) -> String {
    switch dimension {
    case "period": DaySpan(start: row[0], end: row[1]).period?.description ?? ""
    case "event": row[2]
    case "kind": row[3]
    case "origin": row[4]
    default: row[5]
    }
  }
}

import TradeModel
import TradeStore

extension CaseGenerator {
  /// Returns a query of any form that the protocol offers, about codes that the tests' lists have.
  mutating func query(about files: [PropertyCase.File]) throws -> TradeQuery {
    var query = TradeQuery(measures: measures(of: files), by: dimensions())
    query.conditions = conditions(by: query.by, files: files)
    query.period = try period()
    query.order = order(of: query)
    if random.oneIn(5) { query.limit = Int.random(in: 1...4, using: &random) }
    query.fill = random.pick([nil, nil, .null, .zero])
    query.partial = random.oneIn(3)
    return query
  }

  private mutating func measures(of files: [PropertyCase.File]) -> [String] {
    let names = ["value", "quantity", "netweight", "share", "change"]
    let measure = random.oneIn(8) ? random.pick(names) : random.pick(files.flatMap { $0.rows.map(\.measure) })
    var measures = [measure, "\(measure).low", "\(measure).high", "\(measure).status", "\(measure).covers"]
    measures.append("\(measure).unit")
    if random.oneIn(3) { measures = [measure] }
    if random.oneIn(4) {
      let other = random.pick(names)
      if other != measure { measures.append(other) }
    }
    if random.oneIn(2) { measures.append("rows") }
    return random.oneIn(15) ? ["rows"] : measures
  }

  private mutating func dimensions() -> [String] {
    var names = [
      "reporter", "partner", "flow", "product", random.pick(["hs", "hs:2", "hs:4", "hs:6"]), "period", "period",
    ]
    if random.oneIn(3) {
      names += ["owner", "edition", "origin", "unit", "method", "basis", "status", "source"]
    }
    names.shuffle(using: &random)
    var chosen: [String] = []
    for name in names.prefix(Int.random(in: 0...4, using: &random)) where !chosen.contains(name) { chosen.append(name) }
    return chosen
  }

  private mutating func conditions(by dimensions: [String], files: [PropertyCase.File]) -> QueryConditions {
    var all: [String: QueryFilter] = [:]
    // A query that does not name the flow is refused; a few are.
    if !dimensions.contains("flow"), !random.oneIn(40) { all["flow"] = filter("flow", files) }
    for name in ["partner", "reporter", "method"] where random.oneIn(name == "method" ? 8 : 4) {
      all[name] = filter(name, files)
    }
    switch Int.random(in: 0..<5, using: &random) {
    case 0, 1: all["product"] = filter("product", files)
    case 2: all["hs"] = filter("hs", files)
    default: break
    }
    for name in ["owner", "edition", "origin", "unit", "basis", "status", "source", "hs:4", "product"]
    where random.oneIn(20) {
      all[name] = filter(name, files)
    }
    var any: [[String: QueryFilter]] = []
    if random.oneIn(5) {
      let names = ["flow", "partner", "reporter", "product", "hs", "method", "unit"]
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        var set: [String: QueryFilter] = [:]
        for _ in 0..<Int.random(in: 1...2, using: &random) {
          let name = random.pick(names)
          set[name] = filter(name, files)
        }
        any.append(set)
      }
    }
    return QueryConditions(all, any: any)
  }

  private mutating func filter(_ dimension: String, _ files: [PropertyCase.File]) -> QueryFilter {
    var codes = codes(of: dimension, files)
    let known = codes.filter { code in files.contains { $0.rows.contains { $0.speaks(of: code, in: dimension) } } }
    if !known.isEmpty, !random.oneIn(5) { codes = known }
    switch Int.random(in: 0..<8, using: &random) {
    case 0, 1: return .anyOf(random.some(of: codes).shuffled(using: &random))
    case 2: return .not(.equals(random.pick(codes)))
    case 3: return random.oneIn(6) ? .not(.not(.equals(random.pick(codes)))) : .not(.anyOf(random.some(of: codes)))
    case 4 where dimension.hasPrefix("hs"):
      let first = random.oneIn(3) ? nil : random.pick(codes)
      return .range(from: first, to: first == nil || random.oneIn(2) ? random.pick(codes) : nil)
    case 4, 5, 6:
      return dimension == "product" || dimension.hasPrefix("hs")
        ? .under(random.pick(codes)) : .equals(random.pick(codes))
    default: return .equals(random.pick(codes))
    }
  }

  private func codes(of dimension: String, _ files: [PropertyCase.File]) -> [String] {
    switch dimension {
    case "reporter": ["CHN", "DEU", "RUS", "WLD"]
    case "partner": ["PRK", "IND", "WLD"]
    case "flow": ["X", "X", "M", "T"]
    case "product": ["total", "pharma", "vaccine", "medicine", "mask"]
    case "hs": ["TOTAL", "30", "3002", "3004", "300220", "300241", "300490", "63", "630790", "30022000"]
    case "hs:4": ["3002", "3004", "6307", "30"]
    case "owner": ["WCO", "CN", "IN"]
    case "edition": ["HS2017", "HS2022", "2021", "2022"]
    case "unit": ["USD", "EUR", "kg", "u"]
    case "basis": ["", "FOB"]
    case "method": ["reported", "compiled"]
    case "status": ["reported", "zero", "no-row", "suppressed"]
    case "origin": Array(Set(files.flatMap { $0.rows.map(\.origin) })).sorted()
    default: files.map(\.name)
    }
  }

  private mutating func period() throws -> QueryPeriod? {
    if random.oneIn(5) { return nil }
    let from = random.pick([
      "2020", "2020", "2020..2022", "2020-01", "2020-Q1", "2021", "2020-04..2021-03", "2019..2022",
    ])
    let first = try TradeStoreTests.period(from)
    var asked = QueryPeriod(from: first)
    if random.oneIn(3) {
      let last = try TradeStoreTests.period(random.pick(["2020-12", "2021", "2022", "2022-03"]))
      if last.end > first.start { asked.to = last }
    }
    asked.grain = random.pick([nil, nil] + PeriodGrain.allCases)
    let span = DaySpan(first)
    if random.oneIn(6), asked.grain != .fiscalYearApril, span.dayCount >= 365 {
      let months = random.pick([[1, 3], [1, 2], [1, 6], [4, 12], [2, 2]])
      // A span that holds none of the months whole is refused; a calendar year holds all of them.
      if first.start.components.month == 1 { asked.months = months }
    }
    return asked
  }

  private mutating func order(of query: TradeQuery) -> [String] {
    guard random.oneIn(3) else { return [] }
    var names = query.by + query.measures
    names.shuffle(using: &random)
    return names.prefix(Int.random(in: 1...3, using: &random)).map { random.oneIn(2) ? "-" + $0 : $0 }
  }
}

extension TestRow {
  /// Returns whether the row has the code in the dimension, or goods whose code begins with it.
  fileprivate func speaks(of code: String, in dimension: String) -> Bool {
    switch dimension {
    case "reporter": reporter == code
    case "partner": partner == code
    case "flow": flow == code
    case "product": product == code || (product.isEmpty && code != "total")
    case "hs", "hs:4": self.code.split(separator: " ").last?.hasPrefix(code) ?? false
    case "unit": unit == code
    case "method": method == code
    case "status": status == code
    default: true
    }
  }
}

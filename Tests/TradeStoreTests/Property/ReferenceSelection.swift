import TradeModel
import TradeStore

/// Which rows a query reads, by testing each row against each condition.
struct ReferenceSelection {
  let goods: ReferenceGoods
  let query: TradeQuery
  /// All rows of all files, retracted ones too.
  let all: [ReferenceRow]
  let retracted: Set<String>

  private var rows: [ReferenceRow] { all.filter { !retracted.contains($0.file) } }

  private var measures: Set<String> {
    let names = Set(query.measures.compactMap { $0 == "rows" ? nil : String($0.prefix { $0 != "." }) })
    return names.isEmpty ? ["change", "netweight", "quantity", "share", "value"] : names
  }

  /// Returns whether `by` has the dimension, or a condition does in every alternative.
  func isNamed(_ name: String) -> Bool {
    let isName = { (key: String) in key == name || key.hasPrefix(name + ":") }
    return query.by.contains(where: isName) || query.conditions.all.keys.contains(where: isName)
      || (!query.conditions.any.isEmpty && query.conditions.any.allSatisfy { $0.keys.contains(where: isName) })
  }

  /// Returns the rows of the asked measures, goods and areas, by the method where it is not named.
  ///
  /// A row with a code alone comes once for each product group that the query speaks of and the code belongs to.
  func rows(method: String) -> [ReferenceRow] {
    rows.filter { measures.contains($0.measure) && isOfMethod($0, method) && areAreasAsked($0) }.flatMap(withGroups)
      .filter { matches($0, query.conditions) && areGoodsAsked($0) }
  }

  /// Returns the reporters with rows of any goods, measure and time, for each flow and partner of rows.
  func roster() -> [ReferenceRow] {
    let isKept = { (name: String) in ["reporter", "partner", "flow", "method"].contains(name) }
    var conditions = query.conditions
    conditions.all = conditions.all.filter { isKept($0.key) }
    conditions.any = conditions.any.map { $0.filter { isKept($0.key) } }
    if conditions.any.contains(where: \.isEmpty) { conditions.any = [] }
    return rows.filter { row in
      matches(row, conditions) && isOfMethod(row, "reported") && areAreasAsked(row)
        && !(goods.lists.areas[row.reporter]?.isAggregate ?? false)
    }
  }

  /// Returns whether the query must be refused: no flow, a code that is gone, or one that nobody knows.
  func refusal(hull: Period?) -> String? {
    for set in [query.conditions.all] + query.conditions.any {
      for (name, filter) in set where name.hasPrefix("hs") {
        guard case .range = filter else {
          if codes(filter).contains(where: { !isKnown($0) }) { return "query.bad_filter" }
          if let hull, isGone(filter, set["owner"], during: hull) { return "query.bad_filter" }
          continue
        }
      }
    }
    return isNamed("flow") ? nil : "query.bad_filter"
  }

  private func isKnown(_ code: String) -> Bool {
    code == "TOTAL" || !goods.owners(of: code, seen: all).isEmpty
  }

  private func codes(_ filter: QueryFilter) -> [String] {
    switch filter {
    case .equals(let code), .under(let code): [code]
    case .anyOf(let codes): codes
    case .not(let inner): codes(inner)
    case .range: []
    }
  }

  private func isGone(_ filter: QueryFilter, _ owner: QueryFilter?, during period: Period) -> Bool {
    if case .not = filter { return false }
    return codes(filter).contains { code in
      var owners = goods.owners(of: code, seen: all)
      if case .equals(let only)? = owner { owners.formIntersection([only]) }
      return !owners.isEmpty && owners.allSatisfy { goods.isGone(code, owner: $0, during: period, seen: all) }
    }
  }

  private func isOfMethod(_ row: ReferenceRow, _ method: String) -> Bool {
    isNamed("method") || row.method == method
  }

  /// An aggregate area counts only where the query names one.
  private func areAreasAsked(_ row: ReferenceRow) -> Bool {
    ["reporter", "partner"].allSatisfy { name in
      let isAggregate = { (code: String) in goods.lists.areas[code]?.isAggregate ?? false }
      if !isAggregate(row.text(name)) { return true }
      let filters = ([query.conditions.all] + query.conditions.any).compactMap { $0[name] }
      return filters.contains { filter in
        switch filter {
        case .equals(let code): isAggregate(code)
        case .anyOf(let codes): codes.contains(where: isAggregate)
        case .not, .under, .range: false
        }
      }
    }
  }

  /// Without product or code only all goods count; where rows are told apart by code, those without one do not.
  private func areGoodsAsked(_ row: ReferenceRow) -> Bool {
    if !isNamed("product"), !isNamed("hs") {
      return row.product == "total" || (row.product.isEmpty && row.code == "TOTAL")
    }
    for name in query.by where name == "hs" || name.hasPrefix("hs:") {
      let level = Int(name.dropFirst(3))
      if row.code.isEmpty || row.code.count < level ?? 1 { return false }
      if row.code == "TOTAL", level != nil || query.conditions.all["hs"] == nil { return false }
    }
    return true
  }

  private func withGroups(_ row: ReferenceRow) -> [ReferenceRow] {
    let filters = [query.conditions.all["product"]] + query.conditions.any.map { $0["product"] }
    let isGrouped = query.by.contains("product")
    guard row.product.isEmpty, isGrouped || filters.contains(where: { $0 != nil }) else { return [row] }
    var asked = Array(goods.lists.products.keys)
    var isChoice = false
    if !query.conditions.any.contains(where: { $0["product"] != nil }), let filter = query.conditions.all["product"] {
      isChoice = !isGrouped
      switch filter {
      case .equals(let code): asked = [code]
      case .anyOf(let codes): asked = codes
      case .under(let code): asked = asked.filter { goods.chain($0).contains(code) }
      case .not, .range: isChoice = false
      }
    }
    var groups = goods.groups(of: row, among: Set(asked).sorted())
    // A sum over chosen groups takes a row once, for the widest of them.
    if isChoice {
      groups = groups.min { (goods.chain($0).count, $0) < (goods.chain($1).count, $1) }.map { [$0] } ?? []
    }
    let belongings = goods.groups(of: row, among: Array(goods.lists.products.keys))
    return groups.map { group in
      var copy = row
      copy.product = group
      copy.groups = belongings
      if let value = row.value, value != 0, goods.holdsMore(row, than: group) { copy.low = nil }
      return copy
    }
  }

  private func matches(_ row: ReferenceRow, _ conditions: QueryConditions) -> Bool {
    func all(_ set: [String: QueryFilter]) -> Bool { set.allSatisfy { matches(row, $0.key, $0.value) } }
    return all(conditions.all) && (conditions.any.isEmpty || conditions.any.contains(where: all))
  }

  private func matches(_ row: ReferenceRow, _ dimension: String, _ filter: QueryFilter) -> Bool {
    let text = row.text(dimension)
    switch filter {
    case .equals(let code): return text == code
    case .anyOf(let codes): return codes.contains(text)
    case .not(.not(let inner)): return matches(row, dimension, inner)
    case .not(let inner) where dimension == "product" && !query.by.contains("product") && !row.groups.isEmpty:
      // A row with a code alone stands for each of its groups.
      return !row.groups.contains { group in
        var copy = row
        copy.product = group
        return matches(copy, dimension, inner)
      }
    case .not(let inner): return !matches(row, dimension, inner)
    case .under("TOTAL") where dimension != "product": return !text.isEmpty
    case .under(let code): return dimension == "product" ? goods.chain(text).contains(code) : text.hasPrefix(code)
    case .range(let from, let to):
      guard !text.isEmpty, text != "TOTAL" else { return false }
      return (from.map { text >= $0 } ?? true) && (to.map { text <= $0 || text.hasPrefix($0) } ?? true)
    }
  }
}

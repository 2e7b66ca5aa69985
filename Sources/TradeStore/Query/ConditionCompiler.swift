import Spelling
import TradeModel

/// Turns the conditions of a query into SQL with bound values, and checks every name in them.
struct ConditionCompiler {
  private let known: KnownCodes
  private let period: Period?
  private let isByProduct: Bool
  /// The values bound so far.
  private(set) var arguments: [SQLArgument] = []

  /// Creates a compiler for a query about the period, nil for all time, with a row a product or not.
  init(known: KnownCodes, period: Period?, isByProduct: Bool) {
    self.known = known
    self.period = period
    self.isByProduct = isByProduct
  }

  /// Returns the conditions as SQL clauses that must all hold.
  mutating func clauses(_ conditions: QueryConditions) throws(QueryProblem) -> [String] {
    var clauses = try self.clauses(conditions.all, at: "/where")
    guard !conditions.any.isEmpty else { return clauses }
    var alternatives: [String] = []
    for (index, set) in conditions.any.enumerated() {
      let inner = try self.clauses(set, at: "/where/any/\(index)")
      guard !inner.isEmpty else {
        throw QueryProblem(
          code: "query.bad_filter", message: "an alternative has no condition", pointer: "/where/any/\(index)",
          hint: "remove it, or remove any")
      }
      alternatives.append("(" + inner.joined(separator: " AND ") + ")")
    }
    clauses.append("(" + alternatives.joined(separator: " OR ") + ")")
    return clauses
  }

  private mutating func clauses(_ set: [String: QueryFilter], at pointer: String) throws(QueryProblem) -> [String] {
    var clauses: [String] = []
    for (name, filter) in set.sorted(by: { $0.key < $1.key }) {
      let pointer = pointer + "/" + name
      guard let dimension = Dimension(name: name) else {
        throw QueryProblem(
          code: "query.unknown_dimension", message: "there is no dimension '\(name)'", pointer: pointer,
          hint: suggestion(
            name, among: Dimension.names, otherwise: "use one of \(Dimension.names.joined(separator: ", "))"))
      }
      if dimension == .period {
        throw QueryProblem(
          code: "query.bad_filter", message: "the period is no condition", pointer: pointer,
          hint: "set the query's own period, with from, to and grain")
      }
      if case .hs = dimension { try checkLifetime(filter, owner: set["owner"], at: pointer) }
      clauses.append(try clause(dimension, filter, at: pointer))
    }
    return clauses
  }

  private mutating func clause(
    _ dimension: Dimension, _ filter: QueryFilter, at pointer: String
  ) throws(QueryProblem) -> String {
    switch filter {
    case .equals(let code): return try membership(dimension, [code], at: pointer)
    case .anyOf(let codes):
      guard !codes.isEmpty else {
        throw QueryProblem(
          code: "query.bad_filter", message: "the list of '\(dimension.name)' is empty", pointer: pointer,
          hint: "name a code, or remove the condition")
      }
      return try membership(dimension, codes, at: pointer)
    case .not(.not(let inner)): return try clause(dimension, inner, at: pointer)
    case .not(let inner):
      let clause = "NOT " + (try clause(dimension, inner, at: pointer))
      guard dimension == .product, !isByProduct else { return clause }
      // A row with a code alone stands for each of its groups; one of them is enough to leave it out.
      let groups = known.reference.products(in: inner)
      arguments += ProductRows(known.reference, products: groups, isOnceForEach: false).arguments
      return "(\(clause) AND \(ProductRows.isOutsideByCode))"
    case .under(let code): return try under(dimension, code, at: pointer)
    case .range(let from, let to): return try range(dimension, from, to, at: pointer)
    }
  }

  private mutating func membership(
    _ dimension: Dimension, _ codes: [String], at pointer: String
  ) throws(QueryProblem) -> String {
    for (index, code) in codes.enumerated() {
      try known.check(code, dimension, at: codes.count == 1 ? pointer : "\(pointer)/\(index)")
    }
    return compare(dimension, { "\($0) IN (\(codes.map { _ in "?" }.joined(separator: ", ")))" }, codes)
  }

  private mutating func under(
    _ dimension: Dimension, _ code: String, at pointer: String
  ) throws(QueryProblem) -> String {
    try known.check(code, dimension, at: pointer)
    switch dimension {
    case .product:
      return compare(
        dimension, { "\($0) IN (SELECT value FROM json_each(?))" },
        ["[" + known.reference.descendants(of: code).map { "\"\($0)\"" }.joined(separator: ",") + "]"])
    case .hs:
      if code == "TOTAL" { return dimension.condition { "\($0) <> ''" } }
      return compare(dimension, { "(\($0) >= ? AND \($0) < ?)" }, [code, code + ":"])
    default:
      throw QueryProblem(
        code: "query.bad_filter", message: "'\(dimension.name)' has no hierarchy", pointer: pointer,
        hint: "use under with product or hs")
    }
  }

  private mutating func range(
    _ dimension: Dimension, _ from: String?, _ to: String?, at pointer: String
  ) throws(QueryProblem) -> String {
    guard case .hs = dimension else {
      throw QueryProblem(
        code: "query.bad_filter", message: "the codes of '\(dimension.name)' have no meaningful order",
        pointer: pointer,
        hint: "list the codes; from and to are for hs")
    }
    var parts = [dimension.condition { "\($0) NOT IN ('', 'TOTAL')" }]
    if let from { parts.append(compare(dimension, { "(\($0) >= ?)" }, [from])) }
    // What lies under the last code is included: the colon sorts after every digit.
    if let to { parts.append(compare(dimension, { "(\($0) < ?)" }, [to + ":"])) }
    return "(" + parts.joined(separator: " AND ") + ")"
  }

  private mutating func compare(
    _ dimension: Dimension, _ comparison: (String) -> String, _ values: [String]
  ) -> String {
    arguments += values.map(SQLArgument.text)
    return dimension.condition(comparison)
  }

  /// Refuses a code that no edition in force during the period has, and names the code that took its place.
  private func checkLifetime(_ filter: QueryFilter, owner: QueryFilter?, at pointer: String) throws(QueryProblem) {
    let codes: [String]
    switch filter {
    case .equals(let code), .under(let code): codes = [code]
    case .anyOf(let list): codes = list
    case .not, .range: return
    }
    guard let period else { return }
    for (index, code) in codes.enumerated() {
      let harmonized = ProductScope.harmonizedOwner
      var owners = known.lifetimes.owners(of: code)
      if owners.isEmpty, try !known.correlated(code).isEmpty { owners = [harmonized] }
      if case .equals(let only)? = owner { owners = owners.filter { $0 == only } }
      let correlated =
        owners.contains(harmonized)
        ? try known.correlatedSuccessors(of: code, in: known.reference.editions(of: harmonized, during: period)) : nil
      guard let owner = owners.first,
        owners.allSatisfy({
          $0 == harmonized && correlated != nil || known.lifetimes.isGone(code, owner: $0, during: period)
        })
      else { continue }
      let tables = owner == harmonized ? try known.correlated(code) : []
      let editions = Set(known.lifetimes.editions(of: code, owner: owner) + tables).sorted().joined(separator: ", ")
      let successors = known.reference.editions(of: owner, during: period).enumerated().map { place, edition in
        let listed = known.lifetimes.successors(of: code, owner: owner, edition: edition.name)
        let codes = owner == harmonized ? correlated?[place] ?? listed : listed
        let more = codes.count > 8 ? " and \(codes.count - 8) more" : ""
        return "'\(codes.prefix(8).joined(separator: "', '"))'\(more) in \(edition.name)"
      }
      throw QueryProblem(
        code: "query.bad_filter",
        message: "the code '\(code)' of \(owner) does not exist in \(period); it stands in \(editions)",
        pointer: codes.count == 1 ? pointer : "\(pointer)/\(index)",
        hint: "ask for the same goods as \(successors.joined(separator: ", ")), or by product")
    }
  }
}

import GRDB
import Spelling
import TradeModel

/// The codes that a condition may name, by dimension.
struct KnownCodes {
  /// The reference lists.
  let reference: Reference
  /// Which codes stand in which editions.
  let lifetimes: CodeLifetimes
  private let originNames: Set<String>
  private let sourceNames: Set<String>
  /// What the correlation tables say.
  let correlations: CorrelationQuery
  /// Whether the rows of some source are left out of answers.
  let hasRetractedSource: Bool
  /// Whether some row was compiled from others, and does not count unless it is asked for.
  let hasCompiledRow: Bool

  /// Reads what the dataset knows.
  init(_ reader: DatasetReader) throws {
    reference = reader.reference
    correlations = CorrelationQuery(reader.database)
    originNames = Set(reader.origins.values.map(\.name))
    hasRetractedSource = try Bool.fetchOne(reader.database, sql: "SELECT max(retracted) FROM source") ?? false
    hasCompiledRow = try Bool.fetchOne(reader.database, sql: "SELECT min(method) = 0 FROM imprint") ?? false
    sourceNames = Set(try String.fetchAll(reader.database, sql: "SELECT name FROM source"))
    let seen = try Row.fetchAll(
      reader.database, sql: "SELECT DISTINCT owner, edition, code FROM goods_code WHERE code <> ''")
    lifetimes = CodeLifetimes(
      reference: reader.reference, seen: seen.map { (owner: $0[0], edition: $0[1], code: $0[2]) })
  }

  /// Throws where the dimension has no such code.
  func check(_ code: String, _ dimension: Dimension, at pointer: String) throws(QueryProblem) {
    if case .hs = dimension {
      guard !lifetimes.isKnown(code), try correlated(code).isEmpty else { return }
      let digits = String(code.filter { $0 != "." && $0 != " " })
      let hint = digits != code && lifetimes.isKnown(digits) ? "write '\(digits)'" : nil
      throw problem(code, dimension, among: lifetimes.allCodes, at: pointer, hint: hint)
    }
    guard let codes = codes(of: dimension), !codes.contains(code) else { return }
    throw problem(code, dimension, among: codes, at: pointer, hint: byName(code, dimension))
  }

  /// Returns the editions that have the code in some correlation table.
  func correlated(_ code: String) throws(QueryProblem) -> [String] {
    try asking { try correlations.editions(of: code) }
  }

  /// Returns what the code became in each edition in force, where none of them has it; nil elsewhere, and where no
  /// table says it.
  func correlatedSuccessors(of code: String, in editions: [Reference.Edition]) throws(QueryProblem) -> [[String]]? {
    let known = Set(try correlated(code) + lifetimes.editions(of: code, owner: ProductScope.harmonizedOwner))
    guard !editions.isEmpty, editions.allSatisfy({ !known.contains($0.name) }) else { return nil }
    var successors: [[String]] = []
    for edition in editions {
      let links = try asking { try correlations.links(of: code, from: nil, to: edition.name) }
      guard !links.isEmpty else { return nil }
      successors.append(Set(links.map(\.toCode)).sorted())
    }
    return successors
  }

  private func asking<Value>(_ body: () throws -> Value) throws(QueryProblem) -> Value {
    do {
      return try body()
    } catch {
      throw QueryProblem(code: "query.failed", message: StoreError(error).message, pointer: "")
    }
  }

  private func codes(of dimension: Dimension) -> Set<String>? {
    switch dimension {
    case .reporter, .partner: Set(reference.areas.keys)
    case .flow: Set(Flow.allCases.map(\.rawValue))
    case .product: Set(reference.products.keys)
    case .owner: lifetimes.allOwners
    case .edition: lifetimes.allEditions
    case .origin: originNames
    case .unit: Set(reference.units.keys)
    case .method: ["compiled", "reported"]
    case .status: Set(ObservationStatus.allCases.map(\.rawValue))
    case .source: sourceNames
    case .basis, .period, .hs: nil
    }
  }

  /// Returns the code of a thing that was written by its name.
  private func byName(_ name: String, _ dimension: Dimension) -> String? {
    let name = name.lowercased()
    let code: String? =
      switch dimension {
      case .reporter, .partner: reference.areas.filter { $0.value.name.lowercased() == name }.map(\.key).min()
      case .product: reference.products.filter { $0.value.label.lowercased() == name }.map(\.key).min()
      case .flow: ["export": "X", "exports": "X", "import": "M", "imports": "M", "x+m": "T"][name]
      default: nil
      }
    return code.map { "try '\($0)'" }
  }

  private func problem(
    _ code: String, _ dimension: Dimension, among codes: Set<String>, at pointer: String, hint: String?
  ) -> QueryProblem {
    QueryProblem(
      code: "query.bad_filter", message: "'\(code)' is no \(dimension.name) that the dataset knows", pointer: pointer,
      hint: hint ?? suggestion(code, among: codes, otherwise: "list the codes with lookup or describe"))
  }
}

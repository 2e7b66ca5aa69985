/// What a query can group and filter by.
package enum Dimension: Hashable, Sendable {
  case reporter, partner, flow, product, owner, edition, origin, unit, method, basis, status, source, period
  /// A code of a nomenclature; the level cuts it to so many digits.
  case hs(level: Int?)

  /// The names without levels, sorted.
  package static let names = [
    "basis", "edition", "flow", "hs", "method", "origin", "owner", "partner", "period", "product", "reporter", "source",
    "status", "unit",
  ]

  /// Creates the dimension with the name, such as `reporter` or `hs:4`, or returns nil.
  package init?(name: String) {
    switch name {
    case "reporter": self = .reporter
    case "partner": self = .partner
    case "flow": self = .flow
    case "product": self = .product
    case "owner": self = .owner
    case "edition": self = .edition
    case "origin": self = .origin
    case "unit": self = .unit
    case "method": self = .method
    case "basis": self = .basis
    case "status": self = .status
    case "source": self = .source
    case "period": self = .period
    case "hs": self = .hs(level: nil)
    case "hs:2": self = .hs(level: 2)
    case "hs:4": self = .hs(level: 4)
    case "hs:6": self = .hs(level: 6)
    default: return nil
    }
  }

  /// The name without the level.
  var name: String {
    switch self {
    case .reporter: "reporter"
    case .partner: "partner"
    case .flow: "flow"
    case .product: "product"
    case .owner: "owner"
    case .edition: "edition"
    case .origin: "origin"
    case .unit: "unit"
    case .method: "method"
    case .basis: "basis"
    case .status: "status"
    case .source: "source"
    case .period: "period"
    case .hs: "hs"
    }
  }

  /// The code list of the values, where there is one.
  var list: String? {
    switch self {
    case .reporter, .partner: "area"
    case .flow, .product, .unit, .status: name
    case .hs: "hs"
    case .owner, .edition, .origin, .method, .basis, .source, .period: nil
    }
  }

  /// The expression in a query over `observation` as `o`, and so the text of the value.
  var expression: String {
    guard let home else { return column }
    return "(SELECT \(column) FROM \(home.tables) WHERE \(home.id) = \(home.key))"
  }

  /// Returns the condition on an observation whose value satisfies the comparison.
  func condition(_ comparison: (String) -> String) -> String {
    guard let home else { return "(\(comparison(column)))" }
    return "(\(home.key) IN (SELECT \(home.id) FROM \(home.tables) WHERE \(comparison(column))))"
  }

  /// Where the value stands, if not in the observation: which tables, and what joins them to it.
  private var home: (key: String, tables: String, id: String)? {
    switch self {
    case .reporter, .partner, .flow, .product, .period: nil
    case .owner, .edition, .hs: ("o.goods", "goods_code k", "k.id")
    case .unit, .basis, .method, .status: ("o.imprint", "imprint i", "i.id")
    case .origin: ("o.imprint", "imprint i JOIN origin g ON g.id = i.origin", "i.id")
    case .source: ("o.id >> 32", "source s", "s.id")
    }
  }

  private var column: String {
    switch self {
    case .reporter: "o.reporter"
    case .partner: "o.partner"
    case .flow: "o.flow"
    case .product: "o.product"
    case .owner: "k.owner"
    case .edition: "k.edition"
    case .unit: "i.unit"
    case .basis: "i.basis"
    case .origin: "g.name"
    case .source: "s.name"
    case .method: "CASE i.method WHEN 0 THEN 'compiled' ELSE 'reported' END"
    case .status: Dimension.statusExpression
    case .hs(nil): "k.code"
    case .hs(2): "substr(k.code, 1, 2)"
    case .hs(4): "substr(k.code, 1, 4)"
    case .hs: "substr(k.code, 1, 6)"
    case .period: "o.start_day"
    }
  }

  private static let statusExpression =
    "CASE i.status WHEN 0 THEN 'no-row' WHEN 1 THEN 'not-in-edition' WHEN 2 THEN 'not-in-extract' WHEN 3 THEN 'reported' "
    + "WHEN 4 THEN 'rounded-zero' WHEN 5 THEN 'suppressed' WHEN 6 THEN 'unreported' ELSE 'zero' END"
}

/// The observations with the product groups of each code beside it, for queries that name products.
///
/// Offices publish codes, not groups: a row with a code alone belongs to each group that lists the code, or one above
/// it, in the same edition. National codes begin with those of the Harmonized System of their time, so they belong to
/// groups by these too, but not by a code that holds more than the group where the group has national codes of its own.
/// What stands under a code that holds more is the most that the group can have: its lowest amount is open.
struct ProductRows {
  private let products: [(id: String, depth: Int)]
  private let isOnceForEach: Bool

  /// The condition that an observation names its group itself, or has a code of none of the groups in `arguments`.
  static let isOutsideByCode = "(o.is_named OR o.goods NOT IN (SELECT goods FROM (\(matches))))"

  /// Prepares rows for the product groups; each row for the widest of its groups alone, or once for each of them.
  init(_ reference: Reference, products: [String], isOnceForEach: Bool) {
    self.products = products.sorted().map { ($0, reference.chain(of: $0).count) }
    self.isOnceForEach = isOnceForEach
  }

  /// The table to read, as SQL.
  var sql: String {
    let matches =
      isOnceForEach
      ? "SELECT goods, substr(min(rank), 3) AS product, holds_more FROM (\(ProductRows.matches)) GROUP BY goods"
      : "SELECT goods, substr(rank, 3) AS product, holds_more FROM (\(ProductRows.matches))"
    return """
      (SELECT \(ProductRows.columns(product: "product", low: "low")), 1 AS is_named FROM observation WHERE product <> ''
      UNION ALL
      SELECT \(ProductRows.columns(product: "m.product", low: ProductRows.openLow, "r.")), 0 FROM observation r CROSS JOIN (\(matches)) m
      ON m.goods = r.goods WHERE r.product = '' AND r.goods IN (SELECT goods FROM (\(ProductRows.matches))))
      """
  }

  /// The values bound in the table's SQL, where the codes of the groups stand twice.
  var tableArguments: [SQLArgument] { arguments + arguments }

  /// The values bound where the codes of the groups are named: each group with its depth in front, so that the widest
  /// comes first.
  var arguments: [SQLArgument] {
    let ranks = products.map { product in
      let depth = min(product.depth, 99)
      return "\"\(depth < 10 ? "0" : "")\(depth)\(product.id)\""
    }
    let list = SQLArgument.text("[" + ranks.joined(separator: ",") + "]")
    return [list, list]
  }

  /// A lowest amount that is open under a code that holds more than the group; nothing under it is nothing of the group.
  private static let openLow = "CASE WHEN m.holds_more AND r.value <> 0 THEN NULL ELSE r.low END"

  private static func columns(product: String, low: String, _ prefix: String = "") -> String {
    let before = ["id", "measure", "flow", "partner"].map { prefix + $0 }
    let middle = ["reporter", "start_day", "end_day", "goods", "value"].map { prefix + $0 }
    let after = ["high", "imprint", "row_id", "note"].map { prefix + $0 }
    return (before + [product + " AS product"] + middle + [low + " AS low"] + after).joined(separator: ", ")
  }

  private static let matches = """
    SELECT goods, rank, min(holds_more) AS holds_more FROM (
    SELECT k.id AS goods, p.value AS rank, c.relation = 'contains-more' AS holds_more FROM json_each(?) p
      CROSS JOIN product_code c ON c.product = substr(p.value, 3)
      CROSS JOIN goods_code k
      ON k.owner = c.owner AND k.edition = c.edition AND k.code >= c.code AND k.code < c.code || ':'
    UNION ALL
    SELECT k.id, p.value, c.relation = 'contains-more' FROM json_each(?) p
      CROSS JOIN product_code c ON c.product = substr(p.value, 3) AND c.owner = 'WCO'
      CROSS JOIN hs_edition w ON w.owner = c.owner AND w.edition = c.edition
      CROSS JOIN hs_edition n ON n.owner <> w.owner AND n.first_day < w.end_day AND n.end_day > w.first_day
      CROSS JOIN goods_code k
      ON k.owner = n.owner AND k.edition = n.edition AND k.code >= c.code AND k.code < c.code || ':'
      WHERE c.relation <> 'contains-more' OR NOT EXISTS (SELECT 1 FROM product_code o
        WHERE o.product = c.product AND o.owner = n.owner AND o.edition = n.edition)
    ) GROUP BY goods, rank
    """
}

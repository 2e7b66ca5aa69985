/// The observations with each code's product groups beside it, for queries that name products.
///
/// Offices publish codes, not groups: a row with a code alone belongs to each group that lists the code, or one above
/// it, in the same edition. National codes begin with those of the Harmonized System of their time, so they belong to
/// groups by these too, but not by a code that holds more than the group where the group has national codes of its own.
enum ProductRows {
  /// The table to read, as SQL without arguments.
  static let sql = """
    (SELECT \(columns(product: "product")) FROM observation WHERE product <> ''
    UNION ALL
    SELECT \(columns(product: "m.product", "r.")) FROM observation r CROSS JOIN \(matches) m
    ON m.owner = r.owner AND m.edition = r.edition AND m.code = r.code WHERE r.product = '')
    """

  private static func columns(product: String, _ prefix: String = "") -> String {
    let before = ["id", "measure", "flow", "partner"].map { prefix + $0 }
    let after = [
      "reporter", "start_day", "end_day", "owner", "edition", "code", "code_basis", "value", "low", "high", "unit",
      "precision", "status", "basis", "method", "origin", "source", "line", "row_id", "note",
    ].map { prefix + $0 }
    return (before + [product + " AS product"] + after).joined(separator: ", ")
  }

  private static let matches = """
    (SELECT s.owner, s.edition, s.code, c.product FROM product_code c CROSS JOIN code_seen s
      ON s.owner = c.owner AND s.edition = c.edition AND s.code >= c.code AND s.code < c.code || ':'
    UNION
    SELECT s.owner, s.edition, s.code, c.product FROM product_code c
      CROSS JOIN hs_edition w ON w.owner = c.owner AND w.edition = c.edition
      CROSS JOIN hs_edition n ON n.owner <> w.owner AND n.first_day < w.end_day AND n.end_day > w.first_day
      CROSS JOIN code_seen s
      ON s.owner = n.owner AND s.edition = n.edition AND s.code >= c.code AND s.code < c.code || ':'
      WHERE c.owner = 'WCO' AND (c.relation <> 'contains-more' OR NOT EXISTS (SELECT 1 FROM product_code o
        WHERE o.product = c.product AND o.owner = n.owner AND o.edition = n.edition)))
    """
}

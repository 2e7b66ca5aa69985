import GRDB

/// Asks for what the correlation tables say of single codes.
struct CorrelationQuery {
  private let database: Database
  // A retracted table is as one that was never there.
  private static let counts = "source NOT IN (SELECT id FROM source WHERE retracted = 1)"

  /// Asks the state that the connection sees.
  init(_ database: Database) {
    self.database = database
  }

  /// Returns the links of a code, sorted; with nil, from and to all editions.
  func links(of code: String, from: String?, to: String?) throws -> [CorrelationLink] {
    let rows = try Row.fetchAll(
      database, sql: CorrelationQuery.links, arguments: ["code": code, "from": from, "to": to])
    return rows.map { row in
      CorrelationLink(
        fromEdition: row["e1"], fromCode: row["c1"], toEdition: row["e2"], toCode: row["c2"],
        kind: CorrelationKinds.kind(origins: row["origins"], targets: row["targets"]), isMapped: row["mapped"],
        conversion: row["converted"]
          ? CorrelationKinds.kind(origins: row["converted_origins"], targets: row["converted_targets"]) : nil)
    }
  }

  /// Returns the pairs of editions between which there is a table, in both directions, sorted.
  func editions() throws -> [(from: String, to: String)] {
    try Row.fetchAll(
      database,
      sql: """
        SELECT DISTINCT from_edition, to_edition FROM correlation WHERE \(CorrelationQuery.counts) UNION
        SELECT DISTINCT to_edition, from_edition FROM correlation WHERE \(CorrelationQuery.counts) ORDER BY 1, 2
        """
    ).map { (from: $0[0], to: $0[1]) }
  }

  /// Returns the editions that have the code in some table, sorted.
  func editions(of code: String) throws -> [String] {
    try String.fetchAll(
      database,
      sql: """
        SELECT from_edition FROM correlation WHERE list IN ('correlation', 'conversion') AND from_code = ?1
          AND \(CorrelationQuery.counts) UNION
        SELECT to_edition FROM correlation WHERE list IN ('correlation', 'conversion') AND to_code = ?1
          AND \(CorrelationQuery.counts) ORDER BY 1
        """, arguments: [code])
  }

  // The table of pairs is read from both of its ends; each end has an index that begins with the code.
  private static let links = """
    SELECT e1, c1, e2, c2, is_back, origins, targets, converted, converted_origins, converted_targets,
      CASE WHEN EXISTS (
        SELECT 1 FROM correlation v WHERE v.list = 'conversion' AND v.from_edition = iif(is_back, e2, e1)
          AND v.to_edition = iif(is_back, e1, e2) AND v.from_code = iif(is_back, c2, c1) AND v.\(counts)
      ) THEN converted ELSE iif(is_back, origins, targets) = 1 END AS mapped
    FROM (
      SELECT from_edition AS e1, from_code AS c1, to_edition AS e2, to_code AS c2, 0 AS is_back,
        \(count("correlation", "to")) AS origins, \(count("correlation", "from")) AS targets, \(converted) AS converted,
        \(count("conversion", "to")) AS converted_origins, \(count("conversion", "from")) AS converted_targets
      FROM correlation p WHERE list = 'correlation' AND from_code = :code AND \(counts)
      UNION ALL
      SELECT to_edition, to_code, from_edition, from_code, 1,
        \(count("correlation", "from")), \(count("correlation", "to")), \(converted),
        \(count("conversion", "from")), \(count("conversion", "to"))
      FROM correlation p WHERE list = 'correlation' AND to_code = :code AND \(counts)
    )
    WHERE (:from IS NULL OR e1 = :from) AND (:to IS NULL OR e2 = :to)
    ORDER BY e1, e2, c2
    """

  /// How many pairs of the same editions in the list have the same code at this end.
  private static func count(_ list: String, _ end: String) -> String {
    """
    (SELECT count(*) FROM correlation q WHERE q.list = '\(list)' AND q.\(end)_code = p.\(end)_code
      AND q.from_edition = p.from_edition AND q.to_edition = p.to_edition)
    """
  }

  private static let converted = """
    EXISTS (SELECT 1 FROM correlation q WHERE q.list = 'conversion' AND q.from_code = p.from_code
      AND q.from_edition = p.from_edition AND q.to_edition = p.to_edition AND q.to_code = p.to_code
        AND q.\(counts))
    """
}

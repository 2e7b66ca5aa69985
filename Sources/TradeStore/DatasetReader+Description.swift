import GRDB
package import TradeModel

/// One imported file.
package struct SourceInfo: Codable, Hashable, Sendable {
  /// The name of the file, without its folder.
  package var name: String
  /// The name of its format.
  package var format: String
  /// The SHA-256 of its bytes, `sha256:` in front.
  package var digest: String
  /// How many rows were imported.
  package var rows: Int
  /// How many rows could not be used.
  package var skipped: Int
  /// The day of the data's state at its publisher.
  package var asOf: String?
  /// Whether its rows are left out of answers.
  package var isRetracted: Bool

  /// Creates the description of a file.
  package init(
    name: String, format: String, digest: String, rows: Int, skipped: Int, asOf: String?, isRetracted: Bool
  ) {
    self.name = name
    self.format = format
    self.digest = digest
    self.rows = rows
    self.skipped = skipped
    self.asOf = asOf
    self.isRetracted = isRetracted
  }
}

/// Which time the dataset knows something about, for one reporter, flow and product.
package struct CoverageInfo: Codable, Hashable, Sendable {
  /// The reporter's code.
  package var reporter: String
  /// The flow's code.
  package var flow: String
  /// The product group; empty for rows with a code only, and for claims to all trade.
  package var product: String
  /// The days, as one period.
  package var period: Period
  /// How many observations there are; 0 for a claim alone.
  package var observations: Int
  /// Whether a source claims to hold all trade of these days, so that an absent row means none recorded.
  package var isComplete: Bool

  /// Creates one line of the list.
  package init(
    reporter: String, flow: String, product: String, period: Period, observations: Int, isComplete: Bool
  ) {
    self.reporter = reporter
    self.flow = flow
    self.product = product
    self.period = period
    self.observations = observations
    self.isComplete = isComplete
  }
}

extension SourceInfo {
  /// Returns the imported files that the connection sees, sorted by name.
  static func all(in database: Database) throws -> [SourceInfo] {
    let rows = try Row.fetchAll(
      database,
      sql: "SELECT name, format, digest, rows, skipped, as_of, retracted FROM source ORDER BY name, digest, mapping")
    return rows.map { row in
      SourceInfo(
        name: row[0], format: row[1], digest: row[2], rows: row[3], skipped: row[4], asOf: row[5],
        isRetracted: row[6])
    }
  }
}

extension DatasetReader {
  /// Returns the imported files, sorted by name.
  package func sources() throws(StoreError) -> [SourceInfo] {
    try fetch(SourceInfo.all)
  }

  /// Returns who reported what when: one line for each reporter, flow, product and printed period.
  package func coverage() throws(StoreError) -> [CoverageInfo] {
    try fetch { database in
      let rows = try Row.fetchAll(
        database,
        sql: """
          SELECT reporter, flow, product, start_day, end_day, count(*), 0 FROM observation
          WHERE id >> 32 NOT IN (SELECT id FROM source WHERE retracted = 1) GROUP BY 1, 2, 3, 4, 5
          UNION ALL
          SELECT DISTINCT reporter, flow, product, start_day, end_day, 0, 1 FROM coverage
          WHERE source NOT IN (SELECT id FROM source WHERE retracted = 1)
          ORDER BY 1, 2, 3, 4, 5, 7
          """)
      return rows.compactMap { row in
        guard let period = DaySpan(start: row[3], end: row[4]).period else { return nil }
        return CoverageInfo(
          reporter: row[0], flow: row[1], product: row[2], period: period, observations: row[5], isComplete: row[6])
      }
    }
  }

  /// Returns what the dataset can be asked for.
  package func describe() throws(StoreError) -> DatasetDescription {
    try fetch { database in
      let units = try Row.fetchAll(database, sql: "SELECT measure, unit FROM measure_unit ORDER BY measure, unit")
      var measures = MeasureName.allCases.compactMap { measure -> DatasetDescription.Measure? in
        let own: [String] = units.filter { $0[0] == measure.rawValue }.map { $0[1] }
        return own.isEmpty ? nil : DatasetDescription.Measure(name: measure.name, units: own)
      }
      measures.append(DatasetDescription.Measure(name: "rows", units: []))
      let dimensions = Dimension.names.map { name in
        DatasetDescription.Dimension(
          name: name, levels: name == "hs" ? ["2", "4", "6"] : [], list: Dimension(name: name)?.list)
      }
      let days = try Row.fetchOne(
        database,
        sql: """
          SELECT min(first_day), max(end_day) FROM segment
          WHERE batch NOT IN (SELECT batch FROM source WHERE retracted = 1)
          """)
      var period: Period?
      if let start: Int32 = days?[0], let end: Int32 = days?[1] { period = DaySpan(start: start, end: end).period }
      return DatasetDescription(
        measures: measures.sorted { $0.name < $1.name }, dimensions: dimensions, period: period,
        observations: snapshot.observations)
    }
  }

  /// Returns the labels of the codes in a list: `area`, `product`, `unit`, `flow`, `status` or `hs`.
  ///
  /// Codes that the list does not have are left out; an unknown list has none.
  package func lookup(list: String, codes: [String]) -> [String: String] {
    var labels: [String: String] = [:]
    for code in codes {
      let label: String? =
        switch list {
        case "area": reference.areas[code]?.name
        case "product": reference.products[code]?.label
        case "unit": reference.units[code]
        case "flow": reference.flows[code]
        case "status": reference.statuses[code]
        case "hs": hsLabel(code)
        default: nil
        }
      if let label { labels[code] = label }
    }
    return labels
  }

  /// Returns the label of the group that the code is, or that it is a part of.
  private func hsLabel(_ code: String) -> String? {
    let own = reference.codes.filter { $0.code == code }
    let best = own.first { $0.relation == "exact" } ?? own.first
    return best.flatMap { reference.products[$0.product]?.label }
  }

  private func fetch<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
    do { return try body(database) } catch { throw StoreError(error) }
  }
}

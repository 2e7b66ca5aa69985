public import TradeModel

extension PluginRun {
  /// Asks for every print of a measure as it was printed, disagreeing ones side by side.
  ///
  /// Each row has the dimensions `by`, then `period` and `origin`. The conditions must name the flow.
  public func figures(
    _ measure: String = "value", by dimensions: [String], where conditions: [String: QueryFilter],
    during period: Period? = nil
  ) throws -> [Figure] {
    let by = dimensions + ["period", "origin"]
    let query = TradeQuery(
      measures: [measure, measure + ".low", measure + ".high", measure + ".status"], by: by,
      where: QueryConditions(conditions),
      period: period.map { QueryPeriod(from: $0, grain: .printed) }, order: by)
    return try self.query(query).rows().compactMap { Figure($0, measure: measure) }
  }
}

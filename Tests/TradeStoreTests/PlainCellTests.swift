import Testing
import TradeModel
import TradeStore

/// Most cells have one row and are not folded; these tests hold them against the whole fold.
@Suite struct PlainCellTests {
  @Test(arguments: 0..<200) func `one row amounts to what the whole fold says`(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    var row = Candidate()
    row.id = 7
    row.span = DaySpan(start: 0, end: Int32.random(in: 9...11, using: &generator))
    row.status = ObservationStatus.allCases.randomElement(using: &generator) ?? .reported
    row.scope.product = ["mask", "medicine"].randomElement(using: &generator) ?? ""
    if Bool.random(using: &generator) {
      (row.scope.owner, row.scope.edition, row.scope.code) = ("WCO", "HS2017", "300490")
    }
    if row.status == .reported, Bool.random(using: &generator) { row.value = Amount(whole: 5) }
    if Bool.random(using: &generator) { row.bounds = Bounds(low: Amount(whole: 4), high: row.value) }
    // A row on other days does not count, but it sends the cell through the whole fold.
    var other = row
    other.id = 8
    other.span = DaySpan(start: 20, end: 30)
    let fold = CellFoldTests.fold(allowsPartial: Bool.random(using: &generator))
    let days = DaySet(DaySpan(start: 0, end: 10))
    for product in ["mask", nil] {
      #expect(
        try fold.figure(of: [row], on: days, product: product)
          == fold.figure(of: [row, other], on: days, product: product))
    }
  }

  @Test(arguments: 0..<40) func `an answer is the same where a second measure sends all cells through the fold`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(state: seed)
    let rows = (0..<30).map { _ in
      let isSilent = Int.random(in: 0..<5, using: &generator) == 0
      return TestRow(
        ["2020", "2020-01", "2020-02", "2020-Q2", "2021"].randomElement(using: &generator) ?? "2020",
        isSilent ? "" : String(Int.random(in: 0...99, using: &generator)),
        reporter: ["CHN", "DEU", "RUS"].randomElement(using: &generator) ?? "CHN",
        product: ["mask", "vaccine", "pharma"].randomElement(using: &generator) ?? "mask",
        status: isSilent ? ["no-row", "suppressed"].randomElement(using: &generator) ?? "no-row" : "reported",
        origin: ["GACC", "KITA"].randomElement(using: &generator) ?? "GACC")
    }
    let test = try TestDataset(rows: rows)
    let queries: [([String], PeriodGrain?)] = [
      (["reporter", "product", "period"], nil), (["product", "period"], .year), (["reporter"], nil),
      (["origin", "reporter", "period"], .quarter),
    ]
    for (dimensions, grain) in queries {
      let span = try grain.map { QueryPeriod(from: try period("2020"), to: try period("2021"), grain: $0) }
      let measures = ["value", "value.low", "value.status", "value.covers", "value.unit", "rows"]
      var query = TradeQuery(
        measures: measures, by: dimensions, where: .init(["partner": .equals("PRK"), "flow": .equals("X")]),
        period: span)
      let plain = try answer(query, test)
      query.measures.append("quantity")
      var folded = try answer(query, test)
      for index in folded.indices {
        folded[index].cells.removeLast()
        folded[index].contexts.removeLast()
      }
      #expect(plain == folded)
    }
  }

  private func answer(_ query: TradeQuery, _ test: TestDataset) throws -> [ResultRow] {
    try test.dataset.read { reader in
      let cursor = try reader.cursor(try reader.compile(query))
      var rows: [ResultRow] = []
      while let row = try cursor.next() { rows.append(row) }
      return rows
    }
  }
}

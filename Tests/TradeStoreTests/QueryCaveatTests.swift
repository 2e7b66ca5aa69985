import TradeModel
import TradeStore
import Testing

/// What an answer says of itself beside its figures.
@Suite struct QueryCaveatTests {
  /// Returns a query for exports to North Korea.
  private func query(
    by: [String] = [], where more: [String: QueryFilter] = [:], from: String = "2020", to: String? = nil,
    grain: PeriodGrain? = nil
  ) throws -> TradeQuery {
    let conditions: [String: QueryFilter] = ["partner": .equals("PRK"), "flow": .equals("X")]
    return TradeQuery(
      measures: ["value"], by: by, where: .init(conditions.merging(more) { $1 }),
      period: QueryPeriod(from: try period(from), to: try to.map(period), grain: grain))
  }

  @Test(arguments: [QueryFilter.under("pharma"), .anyOf(["vaccine", "medicine"])])
  func `a month of one product beside a year of another is no year of both`(goods: QueryFilter) throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "100", product: "vaccine"), TestRow("2020-01", "7", product: "medicine"),
    ])
    let answer = try test.answer(query(where: ["product": goods]))
    #expect(answer.rows == ["-not-in-extract"])
    #expect(answer.evidence.flags[CellFlag.partialPeriod] == 1)
  }

  @Test func `a code that a new edition replaced is not missed in the years after it`() throws {
    let test = try TestDataset(rows: [
      TestRow("2021", "1", product: "", code: "WCO HS2017 300220"),
      TestRow("2022", "2", product: "", code: "WCO HS2022 300241"),
    ])
    #expect(try test.answer(query(where: ["hs": .under("30")], from: "2021", to: "2022")).rows == ["3"])
  }

  @Test func `a chapter or heading added up from subheadings says so`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1", product: "", code: "WCO HS2017 300220"),
      TestRow("2020", "2", product: "", code: "WCO HS2017 300490"),
      TestRow("2020", "4", product: "", code: "WCO HS2017 3004"),
    ])
    #expect(try test.answer(query(by: ["hs:2"])).evidence.flags == [CellFlag.partsOnly: 1])
    let headings = try test.answer(query(by: ["hs:4"]))
    #expect(headings.rows == ["3002 | 1", "3004 | 4"])
    #expect(headings.evidence.flags == [CellFlag.partsOnly: 1])
    #expect(try test.answer(query(by: ["hs:6"])).evidence.flags.isEmpty)
  }
}

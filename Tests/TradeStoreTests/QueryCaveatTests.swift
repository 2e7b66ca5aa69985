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

  @Test func `a sum over reporters tells which reporters it lacks`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1", product: "mask"), TestRow("2020", "2", reporter: "DEU", product: "vaccine"),
      TestRow("2019", "3", reporter: "RUS", product: "mask"), TestRow("2020", "9", reporter: "IND", partner: "DEU"),
      TestRow("2020", "9", reporter: "IND", product: "mask", method: "compiled"),
    ])
    let masks: [String: QueryFilter] = ["product": .equals("mask")]
    let sum = try test.answer(query(where: masks))
    #expect(sum.rows == ["1"])
    #expect(sum.evidence.flags == [CellFlag.reportersMissing: 1])
    #expect(
      sum.evidence.gaps
        == ["DEU", "RUS"].map { QueryGap(at: ["period": "2020", "reporter": $0], status: .notInExtract) })
    let each = try test.answer(query(by: ["reporter"], where: masks))
    #expect(each.evidence.flags == [CellFlag.compiledLeftOut: 1])
    let one = try test.answer(query(where: masks.merging(["reporter": .equals("CHN")]) { $1 }))
    #expect(one.evidence.flags.isEmpty)
    let two = try test.answer(query(where: masks.merging(["reporter": .anyOf(["CHN", "RUS"])]) { $1 }))
    #expect(two.evidence.gaps.map { $0.at["reporter"] } == ["RUS"])
    let years = try test.answer(query(by: ["period"], where: masks, from: "2019", to: "2020", grain: .year))
    #expect(years.rows == ["2019 | 3", "2020 | 1"])
    #expect(years.evidence.flags == [CellFlag.reportersMissing: 2])
    #expect(years.evidence.gaps.map { $0.at["reporter"] } == ["CHN", "DEU", "DEU", "RUS"])
  }

  @Test func `a reporter is missing from the sums of its own partners only`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1"), TestRow("2020", "2", partner: "IND"), TestRow("2019", "3", reporter: "RUS", partner: "IND"),
    ])
    var asked = try query(by: ["partner"])
    asked.conditions.all["partner"] = nil
    let answer = try test.answer(asked)
    #expect(answer.rows == ["IND | 2", "PRK | 1"])
    #expect(answer.evidence.gaps.map { $0.at["partner"] } == ["IND"])
  }

  @Test func `a reporter that filed the period is not missing`() throws {
    let test = try TestDataset(
      rows: [
        TestRow("2020", "1", product: "mask"), TestRow("2020", "2", reporter: "DEU", product: "vaccine"),
      ], claims: .wholePeriods)
    #expect(try test.answer(query(where: ["product": .equals("mask")])).evidence.flags.isEmpty)
  }

  @Test func `compiled figures that alone would answer are told`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1"), TestRow("2021", "4", method: "compiled"), TestRow("2020", "5", method: "compiled"),
      TestRow("2021", "7", reporter: "RUS", method: "compiled"),
    ])
    let flag = CellFlag.compiledLeftOut
    #expect(try test.answer(query(where: ["reporter": .equals("CHN")])).evidence.flags[flag] == nil)
    let none = try test.answer(query(from: "2021"))
    #expect(none.rows == ["-not-in-extract"])
    #expect(none.evidence.flags[flag] == 1)
    let years = try test.answer(query(by: ["reporter", "period"], from: "2020", to: "2021", grain: .year))
    #expect(years.evidence.flags == [flag: 2])
    let printed = try test.answer(query(by: ["reporter", "period"], from: "2020", to: "2021"))
    #expect(printed.rows == ["CHN | 2020 | 1"])
    #expect(printed.evidence.flags == [flag: 2])
    let asked = try test.answer(query(where: ["method": .equals("compiled")], from: "2021"))
    #expect(asked.rows == ["11"])
    #expect(asked.evidence.flags.isEmpty)
  }

  @Test func `a withheld part of a year beside a compiled year is told`() throws {
    let test = try TestDataset(rows: [TestRow("2020-01", "1"), TestRow("2020", "5", method: "compiled")])
    #expect(
      try test.answer(query()).evidence.flags == [CellFlag.compiledLeftOut: 1, CellFlag.partialPeriod: 1])
  }
}

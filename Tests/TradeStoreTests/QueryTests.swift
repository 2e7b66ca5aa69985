import TradeModel
import TradeStore
import Testing

@Suite struct QueryTests {
  /// Returns a query for exports to North Korea.
  private func query(
    _ measures: [String] = ["value"], by: [String] = [], where more: [String: QueryFilter] = [:], from: String? = nil,
    to: String? = nil, grain: PeriodGrain? = nil, months: [Int]? = nil, order: [String] = [], limit: Int? = nil,
    fill: QueryFill? = nil, partial: Bool = false
  ) throws -> TradeQuery {
    let conditions: [String: QueryFilter] = ["partner": .equals("PRK"), "flow": .equals("X")]
    return TradeQuery(
      measures: measures, by: by, where: .init(conditions.merging(more) { $1 }),
      period: try from.map { QueryPeriod(from: try period($0), to: try to.map(period), grain: grain, months: months) },
      order: order, limit: limit, fill: fill, partial: partial)
  }

  @Test func `rows come by dimension and year`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "20"), TestRow("2019", "10"), TestRow("2019", "3", reporter: "RUS"),
    ])
    let answer = try test.answer(query(by: ["reporter", "period"], from: "2019", to: "2020", grain: .year))
    #expect(answer.rows == ["CHN | 2019 | 10", "CHN | 2020 | 20", "RUS | 2019 | 3"])
    #expect(answer.evidence.sourceRows == 3)
    #expect(answer.evidence.origins == ["GACC"])
    #expect(
      answer.evidence.gaps == [QueryGap(at: ["reporter": "RUS", "period": "2020"], status: .notInExtract)])
  }

  @Test func `by default only reported figures of all goods with countries count`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1"), TestRow("2020", "2", product: "mask"), TestRow("2020", "4", method: "compiled"),
      TestRow("2020", "8", partner: "WLD"), TestRow("2020", "16", partner: "DEU"),
    ])
    let all = TradeQuery(
      measures: ["value"], where: .init(["flow": .equals("X")]), period: .init(from: try period("2020")))
    #expect(try test.answer(all).rows == ["17"])
    #expect(try test.answer(query(where: ["partner": .equals("WLD")], from: "2020")).rows == ["8"])
    #expect(try test.answer(query(where: ["method": .equals("compiled")], from: "2020")).rows == ["4"])
    #expect(try test.answer(query(by: ["product"], from: "2020")).rows == ["mask | 2", "total | 1"])
  }

  @Test func `printed periods stand side by side`() throws {
    let test = try TestDataset(rows: [TestRow("2020", "9"), TestRow("2020-01", "1"), TestRow("2020-Q1", "3")])
    #expect(try test.answer(query(by: ["period"])).rows == ["2020-01 | 1", "2020-Q1 | 3", "2020 | 9"])
  }

  @Test(arguments: [
    (PeriodGrain.month, ["2020-03 | 3", "2020-04 | 4"]), (.quarter, ["2020-Q2 | 15"]),
    (.year, ["2020 | -not-in-extract"]), (.fiscalYearApril, []),
  ])
  func `calendar buckets take the rows inside them`(grain: PeriodGrain, expected: [String]) throws {
    let test = try TestDataset(rows: [
      TestRow("2020-03", "3"), TestRow("2020-04", "4"), TestRow("2020-04..2020-06", "15"),
      TestRow("2020-10..2021-06", "99"),
    ])
    let answer = try test.answer(query(by: ["period"], from: "2020", grain: grain))
    let expected = grain == .quarter ? ["2020-Q1 | -not-in-extract"] + expected : expected
    let rows = grain == .fiscalYearApril ? answer.rows.filter { !$0.contains("2020") } : answer.rows
    #expect(rows == expected)
  }

  @Test func `a fiscal year has its own label`() throws {
    let test = try TestDataset(rows: [TestRow("2020-04..2021-03", "5"), TestRow("2020", "9")])
    let answer = try test.answer(query(by: ["period"], from: "2019-04", to: "2021-03", grain: .fiscalYearApril))
    #expect(answer.rows == ["2020-04..2021-03 | 5"])
  }

  @Test func `the same months of each year are compared like for like`() throws {
    let test = try TestDataset(rows: [
      TestRow("2021", "1000"), TestRow("2021-01..2021-02", "10"), TestRow("2021-03", "3"), TestRow("2021-04", "4"),
      TestRow("2021-05", "100"), TestRow("2022-Q1", "20"), TestRow("2022-04", "5"),
    ])
    let answer = try test.answer(query(by: ["period"], from: "2021", to: "2022", grain: .year, months: [1, 4]))
    #expect(answer.rows == ["2021-01..2021-04 | 17", "2022-01..2022-04 | 25"])
    #expect(try test.answer(query(from: "2021", to: "2022", months: [1, 4])).rows == ["42"])
  }

  @Test func `a partial year is withheld unless it is asked for, and labelled then`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020-Q1", "641491"), TestRow("2020-Q2", "948654"), TestRow("2020-01..2020-06", "1590145"),
      TestRow("2020-Q3", "1968428"), TestRow("2020-05", "288277"), TestRow("2020-06", "403405"),
      TestRow("2020-07", "797434"), TestRow("2020-10", "243500", low: "243450", high: "243550", precision: "rounded"),
    ])
    let measures = ["value", "value.low", "value.high", "value.covers", "value.status"]
    let withheld = try test.answer(query(measures, by: ["period"], from: "2020", grain: .year))
    #expect(
      withheld.rows == [
        "2020 | -not-in-extract | -not-in-extract | -not-in-extract | 2020-01..2020-10 | not-in-extract"
      ])
    let given = try test.answer(query(measures, by: ["period"], from: "2020", grain: .year, partial: true))
    #expect(given.rows == ["2020 | 3802073 | 3802023 | 3802123 | 2020-01..2020-10 | reported"])
    #expect(given.evidence.flags == [CellFlag.partialPeriod: 1])
    for answer in [withheld, given] {
      #expect(answer.evidence.gaps == [QueryGap(at: ["period": "2020"], status: .notInExtract)])
    }
  }

  @Test func `prints of one figure stand beside each other and are not summed`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "10", low: "9", high: "11", precision: "rounded", origin: "VOA"),
      TestRow("2020", "12", origin: "RFA"),
    ])
    let folded = try test.answer(query(["value", "rows"], from: "2020"))
    #expect(folded.rows == ["12 | #2"])
    #expect(folded.evidence.flags == [CellFlag.disagreeingPrints: 1])
    #expect(folded.evidence.sourceRows == 1)
    #expect(try test.answer(query(by: ["origin"], from: "2020")).rows == ["RFA | 12", "VOA | 10"])
    let rows = try test.dataset.read { reader in
      let cursor = try reader.cursor(try reader.compile(try query(from: "2020")))
      let row = try #require(try cursor.next())
      return try reader.sourceRows(counted: row.contributors, alternates: row.alternates)
    }
    #expect(rows.map(\.origin) == ["RFA", "VOA"])
    #expect(rows.map(\.isCounted) == [true, false])
  }

  @Test func `a group with everything under it counts no goods twice`() throws {
    let test = try TestDataset(rows: [
      TestRow("2019", "100", product: "pharma"), TestRow("2019", "60", product: "vaccine"),
      TestRow("2020", "6", product: "vaccine"), TestRow("2020", "3", product: "medicine"),
    ])
    let answer = try test.answer(
      query(by: ["period"], where: ["product": .under("pharma")], from: "2019", to: "2020", grain: .year))
    #expect(answer.rows == ["2019 | 100", "2020 | 9"])
    #expect(answer.evidence.flags == [CellFlag.partsOnly: 1])
  }

  @Test func `codes are cut to levels, and coarser rows left out`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1", product: "", code: "WCO HS2017 300220"),
      TestRow("2020", "2", product: "", code: "WCO HS2017 300290"),
      TestRow("2020", "4", product: "", code: "WCO HS2017 300490"),
      TestRow("2020", "99", product: "", code: "WCO HS2017 30"),
    ])
    #expect(try test.answer(query(by: ["hs:4"], from: "2020")).rows == ["3002 | 3", "3004 | 4"])
    #expect(try test.answer(query(by: ["hs:2"], from: "2020")).rows == ["30 | 99"])
    #expect(try test.answer(query(where: ["hs": .under("3002")], from: "2020")).rows == ["3"])
    #expect(try test.answer(query(where: ["hs": .range(from: "3002", to: "3002")], from: "2020")).rows == ["3"])
  }

  @Test func `measures stand side by side and units are told`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "10"), TestRow("2020", "7", measure: "netweight", unit: "kg"),
      TestRow("2020", "3", measure: "quantity", unit: "u"), TestRow("2019", "5", measure: "quantity", unit: "kg"),
    ])
    let asked = try query(
      ["value", "netweight", "quantity", "quantity.unit"], by: ["period"], from: "2019", to: "2020", grain: .year)
    #expect(
      try test.answer(asked).rows == ["2019 | -not-in-extract | -not-in-extract | 5 | kg", "2020 | 10 | 7 | 3 | u"])
    let columns = try test.dataset.read { try $0.compile(asked).columns }
    #expect(columns.map(\.unit) == [nil, "USD", "kg", nil, nil])
    #expect(columns.map(\.type) == [.period, .decimal, .decimal, .decimal, .code])
    let mixed = try test.answer(query(["quantity"], from: "2019", to: "2020"))
    #expect(mixed.evidence.flags == [CellFlag.mixedUnits: 1])
    #expect(try test.answer(query(["quantity"], by: ["unit"], partial: true)).rows == ["kg | 5", "u | 3"])
  }

  @Test func `order and limit give the largest first and no figure last`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "5", reporter: "DEU"), TestRow("2020", "9", reporter: "IND"),
      TestRow("2020", "5", reporter: "CHN"),
      TestRow("2020", "", reporter: "RUS", status: "suppressed"),
    ])
    let all = try test.answer(query(by: ["reporter"], from: "2020", order: ["-value"]))
    #expect(all.rows == ["IND | 9", "CHN | 5", "DEU | 5", "RUS | -suppressed"])
    #expect(
      try test.answer(query(by: ["reporter"], from: "2020", order: ["-value"], limit: 2)).rows == [
        "IND | 9", "CHN | 5",
      ])
    #expect(
      try test.answer(query(by: ["reporter"], from: "2020", order: ["-reporter"])).rows.first == "RUS | -suppressed")
    #expect(try test.answer(query(by: ["reporter"], from: "2020", limit: 1)).rows == ["CHN | 5"])
  }

  @Test func `the period may come first`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "2"), TestRow("2019", "1"), TestRow("2019", "3", reporter: "RUS"),
    ])
    let answer = try test.answer(query(by: ["period", "reporter"], from: "2019", to: "2020", grain: .year))
    #expect(answer.rows == ["2019 | CHN | 1", "2019 | RUS | 3", "2020 | CHN | 2"])
  }

  @Test func `absent periods are told, and become rows where that is asked`() throws {
    let test = try TestDataset(rows: [TestRow("2020-01", "1"), TestRow("2020-03", "3")])
    let plain = try query(by: ["period"], from: "2020-01", to: "2020-03", grain: .month)
    #expect(try test.answer(plain).rows == ["2020-01 | 1", "2020-03 | 3"])
    #expect(try test.answer(plain).evidence.gaps == [QueryGap(at: ["period": "2020-02"], status: .notInExtract)])
    var filled = plain
    filled.fill = .zero
    #expect(try test.answer(filled).rows == ["2020-01 | 1", "2020-02 | -not-in-extract", "2020-03 | 3"])
  }

  @Test func `an absent row of a filed period is told apart and may be filled with zero`() throws {
    let test = try TestDataset(
      rows: [TestRow("2020-01", "1", product: "mask"), TestRow("2020-02", "9"), TestRow("2020-01", "9")],
      claims: .wholePeriods)
    var asked = try query(
      by: ["period"], where: ["product": .equals("mask")], from: "2020-01", to: "2020-03", grain: .month)
    asked.conditions.all["reporter"] = .equals("CHN")
    asked.fill = .null
    #expect(try test.answer(asked).rows == ["2020-01 | 1", "2020-02 | -no-row", "2020-03 | -not-in-extract"])
    asked.fill = .zero
    #expect(try test.answer(asked).rows == ["2020-01 | 1", "2020-02 | 0", "2020-03 | -not-in-extract"])
  }

  @Test func `reporters that are named and have nothing are told`() throws {
    let test = try TestDataset(rows: [TestRow("2020", "1")])
    let named = try query(
      by: ["reporter"], where: ["reporter": .anyOf(["RUS", "CHN", "DEU"])], from: "2020", fill: .null)
    let answer = try test.answer(named)
    #expect(answer.rows == ["CHN | 1", "DEU | -not-in-extract", "RUS | -not-in-extract"])
    #expect(answer.evidence.gaps.map { $0.at["reporter"] } == ["DEU", "RUS"])
  }

  @Test func `a code that is not in the edition of a month is told so`() throws {
    let test = try TestDataset(rows: [TestRow("2021-12", "1", product: "vaccine", code: "WCO HS2017 300220")])
    let asked = try query(
      by: ["period"], where: ["hs": .equals("300220")], from: "2021-12", to: "2022-01", grain: .month, fill: .null)
    #expect(try test.answer(asked).rows == ["2021-12 | 1", "2022-01 | -not-in-edition"])
  }

  @Test func `a series across a change of codes is flagged with its kind`() throws {
    let test = try TestDataset(rows: [
      TestRow("2021", "1", product: "pharma"), TestRow("2022", "2", product: "pharma"),
      TestRow("2021", "1", product: "mask"),
      TestRow("2022", "2", product: "mask"), TestRow("2021", "1", product: "vaccine"),
    ])
    let answer = try test.answer(query(by: ["product", "period"], from: "2021", to: "2022", grain: .year))
    #expect(answer.evidence.flags == ["edition-break:n:n": 1])
  }

  @Test func `without a period the span of the data answers and is flagged`() throws {
    let test = try TestDataset(rows: [TestRow("2019", "1"), TestRow("2020", "2")])
    let answer = try test.answer(query(["value", "value.covers"]))
    #expect(answer.rows == ["3 | 2019..2020"])
    #expect(answer.evidence.flags == [CellFlag.spanOfData: 1])
  }

  @Test func `alternatives are joined by or`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "1"), TestRow("2020", "2", reporter: "RUS"), TestRow("2020", "4", reporter: "IND"),
    ])
    var asked = try query(from: "2020")
    asked.conditions.any = [["reporter": .equals("CHN")], ["reporter": .equals("IND")]]
    #expect(try test.answer(asked).rows == ["5"])
    #expect(try test.answer(query(where: ["reporter": .not(.anyOf(["CHN", "RUS"]))], from: "2020")).rows == ["4"])
  }

  @Test func `equal questions have equal digests, other datasets other ones`() throws {
    let test = try TestDataset(rows: [TestRow("2020", "1")])
    func compiled() throws -> CompiledQuery { try test.dataset.read { try $0.compile(try query(by: ["period"])) } }
    let before = try compiled()
    #expect(
      before.canonicalJSON
        == #"{"by":["period"],"measures":["value"],"where":{"flow":"X","partner":"PRK"}}"#)
    #expect(try compiled().digest == before.digest)
    try test.add([TestRow("2021", "1")], name: "b.csv")
    #expect(try compiled().digest != before.digest)
  }

  @Test func `rows outside the asked months neither count nor make a cell`() throws {
    let test = try TestDataset(rows: [TestRow("2020-01", "1"), TestRow("2020-07", "7", reporter: "RUS")])
    #expect(try test.answer(query(["value", "rows"], from: "2020", months: [1, 1])).rows == ["1 | #1"])
    #expect(try test.answer(query(by: ["reporter"], from: "2020", months: [1, 1])).rows == ["CHN | 1"])
  }

  @Test func `an observation whose code belongs to several groups counts once`() throws {
    let test = try TestDataset(rows: [TestRow("2020", "5", product: "", code: "WCO HS2017 300490")])
    #expect(try test.answer(query(["value", "rows"], where: ["product": .not(.equals("mask"))])).rows == ["5 | #1"])
  }

  @Test func `a product that is excluded takes its codes with it`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "5", product: "", code: "WCO HS2017 300220"),
      TestRow("2020", "3", product: "", code: "WCO HS2017 300490"),
    ])
    #expect(try test.answer(query(where: ["product": .not(.equals("vaccine"))])).rows == ["3"])
    #expect(try test.answer(query(where: ["product": .not(.not(.equals("vaccine")))])).rows == ["5"])
    #expect(
      try test.answer(query(by: ["product"], where: ["product": .not(.equals("vaccine"))])).rows
        == ["medicine | 3", "pharma | 8"])
  }

  @Test func `a sum with a withheld part is not called zero`() throws {
    let test = try TestDataset(rows: [
      TestRow("2020", "0", status: "zero"),
      TestRow("2020", "", reporter: "RUS", low: "1", high: "3", status: "suppressed"),
    ])
    #expect(try test.answer(query(["value", "value.low", "value.status"])).rows == ["-suppressed | 1 | suppressed"])
  }
}

import TradeModel
import TradeStore
import Testing

@Suite struct IndiaCSVTests {
  private let header = "hs8,country,fiscal_year,value_usd_mn,quantity,unit\n"

  private func answer(_ test: TestDataset, _ measures: [String], product: String? = nil) throws -> [String] {
    var conditions: [String: QueryFilter] = ["flow": .equals("X")]
    conditions["product"] = product.map(QueryFilter.equals)
    let by = product == nil ? ["partner", "hs", "period"] : ["partner", "period"]
    return try test.answer(TradeQuery(measures: measures, by: by, where: .init(conditions))).rows
  }

  @Test func `two decimals of a million leave 5,000 dollars open, and the year begins in April`() throws {
    let test = try TestDataset()
    let report = try test.importFile(csv: header + "30049099,KOREA DP RP,2017-18,0.86,502000,KGS\n")
    #expect(report.format == "dgcis-csv")
    #expect(report.notes == ["the file does not name the flow: its rows were taken as exports of India"])
    #expect(
      try answer(test, ["value", "value.low", "value.high", "quantity", "quantity.high"]) == [
        "PRK | 30049099 | 2017-04..2018-03 | 860000 | 855000 | 865000 | 502000 | 502000.5"
      ])
  }

  @Test func `0.00 is a value below the last digit, not none`() throws {
    let test = try TestDataset()
    _ = try test.importFile(csv: header + "90183990,GERMANY,2020-21,0.0,30,NOS\n")
    #expect(
      try answer(test, ["value", "value.status", "value.low", "value.high", "quantity.high"]) == [
        "DEU | 90183990 | 2020-04..2021-03 | 0 | rounded-zero | 0 | 5000 | 30"
      ])
  }

  @Test func `sums carry the bounds, and chapters are found by the lines below`() throws {
    let test = try TestDataset()
    _ = try test.importFile(
      csv: header
        + "30022014,GERMANY,2020-21,0.77,1,KGS\n30049051,GERMANY,2020-21,0.11,,KGS\n38220011,GERMANY,2020-21,9.5,,\n")
    #expect(
      try answer(test, ["value", "value.low", "value.high"], product: "pharma") == [
        "DEU | 2020-04..2021-03 | 880000 | 870000 | 890000"
      ])
    #expect(
      try answer(test, ["value"], product: "vaccine") == ["DEU | 2020-04..2021-03 | 770000"])
  }

  @Test func `a line under a code that holds more is the most that the goods can be, and none is none`() throws {
    let test = try TestDataset()
    _ = try test.importFile(csv: header + "63079090,GERMANY,2020-21,0.77,1,KGS\n63079090,KOREA DP RP,2020-21,0.0,,\n")
    #expect(
      try answer(test, ["value", "value.low", "value.high"], product: "mask") == [
        "DEU | 2020-04..2021-03 | 770000 | -reported | 775000",
        "PRK | 2020-04..2021-03 | 0 | 0 | 5000",
      ])
    // The line itself is known as it is printed.
    #expect(try answer(test, ["value", "value.low"]).first?.hasSuffix("770000 | 765000") == true)
  }

  @Test func `an empty value is no zero, and a quantity without a unit is left out`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: header + "03038930,GERMANY,2020-21,,1,KGS\n03038930,KOREA DP RP,2020-21,0.50,7,\n")
    #expect(report.notes.last == "1 quantities without a unit were left out")
    #expect(
      try answer(test, ["value", "quantity"]) == [
        "DEU | 03038930 | 2020-04..2021-03 | -not-in-extract | 1",
        "PRK | 03038930 | 2020-04..2021-03 | 500000 | -not-in-extract",
      ])
  }

  @Test func `a table with reporter, partner and flow keeps them`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: """
        reporter,partner,flow,hs8,dropped_line,description,fiscal_year,fy_start,fy_end,value_usd_mn,value_inr_crore,\
        quantity,quantity_unit,n_source_pages
        IND,PRK,M,03038980,1,"CROAKERS, FROZEN",2022-23,2022-04-01,2023-03-31,0.86,5.56,502000,KGS,1

        """)
    #expect(report.notes == ["values in rupees were left out beside those in US dollars"])
    let query = TradeQuery(measures: ["value"], by: ["partner", "basis"], where: .init(["flow": .equals("M")]))
    #expect(try test.answer(query).rows == [])
    let lines = TradeQuery(measures: ["value"], by: ["hs", "basis"], where: .init(["flow": .equals("M")]))
    #expect(try test.answer(lines).rows == ["03038980 | CIF | 860000"])
  }

  @Test func `leading zeros that were lost are restored and reported`() throws {
    let test = try TestDataset()
    let report = try test.importFile(csv: header + "3038930,GERMANY,2020-21,1.00,1,KGS\n")
    #expect(report.notes.last == "the leading zero of 1 codes was restored")
    #expect(try answer(test, ["value"]) == ["DEU | 03038930 | 2020-04..2021-03 | 1000000"])
  }

  @Test(arguments: [
    ("30049099,GERMANI,2020-21,1.00,1,KGS", "import.unknown_area", "try 'GERMANY'"),
    ("30049099,GERMANY,2020-22,1.00,1,KGS", "import.period", "write 2017-18 or 2017-2018"),
    ("300490,GERMANY,2020-21,1.00,1,KGS", "import.bad_code", "keep codes as text"),
    (
      "30049099,GERMANY,2020-21,\"1,000.00\",1,KGS", "import.bad_number",
      "write it without thousands separators or exponent"
    ),
    ("30049099,GERMANY,2020-21,1.00,1,KG", "import.unknown_unit", "try 'KGS'"),
    ("30049099,GERMANY,2020-21,1.00,1", "import.fields", "look for a comma outside quotes, or for a missing one"),
  ])
  func `a faulty row is named with its column`(row: String, code: String, hint: String) throws {
    let report = try TestDataset().importFile(csv: header + row + "\n")
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.code) == [code])
    #expect(report.diagnostics.map(\.hint) == [hint])
  }

  @Test func `a file that breaks off in a row is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: header + "30049099,GERMANY,2020-21,1.0")
    }
    #expect(error?.code == .truncated)
    #expect(error?.message == "test.csv:2: the file breaks off inside this row")
  }
}

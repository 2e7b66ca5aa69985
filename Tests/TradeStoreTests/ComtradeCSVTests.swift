import TradeModel
import TradeStore
import Testing

@Suite struct ComtradeCSVTests {
  @Test func `rows become values with days, edition and basis`() throws {
    let test = try TestDataset()
    let report = try test.importFile(web: [ComtradeWebRow(partner: "408", value: "894039906", fob: "894039906")])
    #expect(report.imported == 1)
    #expect(report.format == "comtrade-csv")
    #expect(report.notes.isEmpty)
    let query = TradeQuery(
      measures: ["value", "value.low", "value.high"], by: ["reporter", "partner", "edition", "basis", "period"],
      where: .init(["flow": .equals("X")]))
    #expect(
      try test.answer(query).rows == [
        "CHN | PRK | HS2022 | FOB | 2022 | 894039906 | 894039906 | 894039906"
      ])
  }

  @Test func `the World row is no partner, and proves that no partner is missing`() throws {
    let test = try TestDataset()
    let report = try test.importFile(web: [
      ComtradeWebRow(partner: "0", value: "30"), ComtradeWebRow(partner: "408", value: "10.5"),
      ComtradeWebRow(partner: "276", value: "19.5"),
    ])
    #expect(report.imported == 3)
    let all = TradeQuery(measures: ["value"], by: ["reporter", "period"], where: .init(["flow": .equals("X")]))
    #expect(try test.answer(all).rows == ["CHN | 2022 | 30"])
    let world = TradeQuery(
      measures: ["value"], by: ["partner"], where: .init(["flow": .equals("X"), "partner": .equals("WLD")]))
    #expect(try test.answer(world).rows == ["WLD | 30"])
    let claimed = try test.dataset.coverage().filter(\.isComplete)
    #expect(claimed.map { "\($0.reporter) \($0.flow) \($0.product) \($0.period)" } == ["CHN X total 2022"])
  }

  @Test func `nothing is claimed where the partners do not add up to the World`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [
      ComtradeWebRow(partner: "0", value: "30"), ComtradeWebRow(partner: "408", value: "10"),
    ])
    #expect(try test.dataset.coverage().filter(\.isComplete).isEmpty)
  }

  @Test func `parts of other rows are left out and counted`() throws {
    let test = try TestDataset()
    let report = try test.importFile(web: [
      ComtradeWebRow(value: "10"), ComtradeWebRow(flow: "RX", value: "1"), ComtradeWebRow(flow: "RM", value: "1"),
      ComtradeWebRow(secondPartner: "276", value: "2"), ComtradeWebRow(customs: "C01", value: "3"),
      ComtradeWebRow(transport: "1000", value: "4"),
    ])
    #expect(report.imported == 1)
    #expect(report.skipped == 0)
    #expect(
      report.leftOut.map { "\($0.rows) \($0.reason.rawValue)" } == [
        "2 of flows that are a part of exports or imports",
        "1 by customs procedure, a part of the row of all procedures",
        "1 by mode of transport, a part of the row of all modes",
        "1 by second partner, a part of the row without one",
      ])
  }

  @Test func `names in Windows-1252 are read`() throws {
    let test = try TestDataset()
    var bytes = Array((ComtradeWebRow.header + ComtradeWebRow(partner: "999", value: "1").line).utf8)
    let place = try #require(bytes.firstRange(of: Array("PARTNER".utf8)))
    bytes.replaceSubrange(place, with: Array("Cura".utf8) + [0xE7] + Array("ao".utf8))
    let report = try test.dataset.importFile(from: ByteSource(bytes: bytes, name: "web.csv"))
    #expect(report.isRefused)
    #expect(report.notes == ["names in Windows-1252 were read as such"])
    #expect(
      report.diagnostics.map(\.message) == ["'999' (Curaçao) is no area of UN Comtrade that the lists have"])
  }

  @Test func `an unknown area is listed once, with its rows counted`() throws {
    let test = try TestDataset()
    let rows = [
      ComtradeWebRow(partner: "999", value: "1"), ComtradeWebRow(partner: "408", value: "2"),
      ComtradeWebRow(partner: "999", value: "3", period: "202201"),
    ]
    let refused = try test.importFile(web: rows)
    #expect(refused.isRefused)
    #expect(
      refused.diagnostics.map { "\($0.line) \($0.message)" } == [
        "2 '999' (PARTNER) is no area of UN Comtrade that the lists have, in 2 rows from here on"
      ])
    let report = try test.importFile(web: rows, options: ImportOptions(skipsBadRows: true))
    #expect(report.imported == 1)
    #expect(report.skipped == 2)
  }

  @Test func `a quantity without a unit, or of zero, is none`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [
      ComtradeWebRow(partner: "408", value: "92799.996", unit: "-1", quantity: "0", weight: "0"),
      ComtradeWebRow(partner: "276", value: "5", unit: "5", quantity: "12", weight: "7.25"),
    ])
    let query = TradeQuery(
      measures: ["value", "quantity", "netweight"], by: ["partner"], where: .init(["flow": .equals("X")]))
    #expect(
      try test.answer(query).rows == [
        "DEU | 5 | 12 | 7.25", "PRK | 92799.996 | -not-in-extract | -not-in-extract",
      ])
  }

  @Test func `an estimated weight counts as compiled by someone else`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [ComtradeWebRow(value: "5", weight: "7", weightIsEstimated: "true")])
    let query = TradeQuery(measures: ["netweight"], by: ["method"], where: .init(["flow": .equals("X")]))
    #expect(try test.answer(query).rows == ["compiled | 7"])
  }

  @Test func `digits beyond the thousandths leave bounds`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [ComtradeWebRow(value: "1.23456")])
    let query = TradeQuery(measures: ["value", "value.low", "value.high"], where: .init(["flow": .equals("X")]))
    #expect(try test.answer(query).rows == ["1.235 | 1.234 | 1.236"])
  }

  @Test(arguments: [
    ("202201", "2022-01"), ("2022", "2022"), ("202213", nil), ("22", nil),
  ])
  func `periods are years or months`(text: String, period: String?) throws {
    let test = try TestDataset()
    let report = try test.importFile(web: [ComtradeWebRow(value: "1", period: text)])
    #expect(report.diagnostics.map(\.code) == (period == nil ? ["import.period"] : []))
    #expect(try test.dataset.describe().period?.description == period)
  }

  @Test func `columns that another program shifted are refused`() throws {
    let line = ComtradeWebRow(value: "1").line
    let shifted = String(line[line.index(line.startIndex, offsetBy: 4)...])
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: ComtradeWebRow.header + shifted.replacing("\n", with: ",\n"))
    }
    #expect(error?.code == .shifted)
    #expect(error?.message == "test.csv:2: the columns are shifted: typecode holds 'A'")
  }

  @Test func `a file that breaks off in a row is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(
        csv: ComtradeWebRow.header + ComtradeWebRow(value: "1").line + "\"C\",\"A\",\"20220101\"")
    }
    #expect(error?.code == .truncated)
  }

  @Test(arguments: ["<!DOCTYPE html><html>", "\n <html>", "<?xml version=\"1.0\"?>"])
  func `an error page is refused by name`(text: String) throws {
    let error = #expect(throws: StoreError.self) { try TestDataset().importFile(csv: text) }
    #expect(error?.code == .notData)
  }

  @Test func `products are found by their codes, in every edition and below`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [
      ComtradeWebRow(edition: "H6", code: "300241", value: "7"), ComtradeWebRow(edition: "H6", code: "30", value: "50"),
      ComtradeWebRow(edition: "H5", code: "300220", value: "5", period: "2021"),
      ComtradeWebRow(edition: "H6", code: "300220", value: "3", period: "2020"),
    ])
    let vaccine = TradeQuery(
      measures: ["value"], by: ["period"], where: .init(["flow": .equals("X"), "product": .equals("vaccine")]))
    #expect(try test.answer(vaccine).rows == ["2021 | 5", "2022 | 7"])
    let under = TradeQuery(
      measures: ["value"], by: ["period"], where: .init(["flow": .equals("X"), "product": .under("pharma")]))
    #expect(try test.answer(under).rows == ["2020 | 3", "2021 | 5", "2022 | 50"])
    let each = TradeQuery(measures: ["value"], by: ["product", "period"], where: .init(["flow": .equals("X")]))
    #expect(
      try test.answer(each).rows == [
        "pharma | 2020 | 3", "pharma | 2021 | 5", "pharma | 2022 | 50", "vaccine | 2021 | 5", "vaccine | 2022 | 7",
      ])
  }

  @Test func `a printed figure of the same goods is another print, not more goods`() throws {
    let test = try TestDataset(rows: [TestRow("2022", "7", product: "vaccine")])
    _ = try test.importFile(web: [ComtradeWebRow(edition: "H6", code: "300241", value: "7")])
    let query = TradeQuery(
      measures: ["value"], by: ["period"], where: .init(["flow": .equals("X"), "product": .equals("vaccine")]))
    #expect(try test.answer(query).rows == ["2022 | 7"])
  }

  @Test func `a row that belongs to several groups counts once`() throws {
    let test = try TestDataset()
    _ = try test.importFile(web: [ComtradeWebRow(edition: "H6", code: "300241", value: "7")])
    for product in [QueryFilter.under("total"), .anyOf(["pharma", "vaccine"]), .equals("vaccine")] {
      let query = TradeQuery(measures: ["value", "rows"], where: .init(["flow": .equals("X"), "product": product]))
      #expect(try test.answer(query).rows == ["7 | #1"])
    }
  }
}

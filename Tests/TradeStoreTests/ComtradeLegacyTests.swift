import TradeModel
import TradeStore
import Testing

@Suite struct ComtradeLegacyTests {
  private let header = """
    Classification,Year,Period,Period Desc.,Aggregate Level,Is Leaf Code,Trade Flow Code,Trade Flow,Reporter Code,\
    Reporter,Reporter ISO,Partner Code,Partner,Partner ISO,2nd Partner Code,2nd Partner,2nd Partner ISO,\
    Customs Proc. Code,Customs,Mode of Transport Code,Mode of Transport,Commodity Code,Commodity,Qty Unit Code,Qty Unit,\
    Qty,Alt Qty Unit Code,Alt Qty Unit,Alt Qty,Netweight (kg),Gross weight (kg),Trade Value (US$),CIF Trade Value (US$),\
    FOB Trade Value (US$),Flag\r

    """

  private func line(_ edition: String, _ flow: Int, _ code: String, _ quantity: String, _ value: String) -> String {
    "\(edition),2017,2017,2017,6,1,\(flow),Flow,156,China,CHN,408,DPRK,PRK,,,,,,,,\(code),\"Goods, some\",\(quantity),"
      + ",,,7,,\(value),,,0\r\n"
  }

  @Test func `flows are numbers, and a unit of 1 is no quantity`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: header + line("H5", 2, "300220", "1,No Quantity,0", "50") + line("H5", 3, "300220", "1,No Quantity,0", "5")
        + line("H5", 1, "300220", "5,Number of items,12", "60"))
    #expect(report.format == "comtrade-legacy-csv")
    #expect(report.imported == 2)
    #expect(report.leftOut.map(\.rows) == [1])
    let query = TradeQuery(
      measures: ["value", "quantity"], by: ["flow", "period"], where: .init(["product": .equals("vaccine")]))
    #expect(try test.answer(query).rows == ["M | 2017 | 60 | 12", "X | 2017 | 50 | -not-in-extract"])
  }

  @Test func `SITC codes are no codes of the Harmonized System`() throws {
    let test = try TestDataset()
    _ = try test.importFile(
      csv: header + line("H5", 2, "30", "1,No Quantity,", "50") + line("S4", 2, "30", "1,No Quantity,", "9"))
    let conditions: [String: QueryFilter] = ["flow": .equals("X"), "hs": .equals("30")]
    let query = TradeQuery(
      measures: ["value"], by: ["owner"], where: .init(["flow": .equals("X"), "hs": .equals("30")]))
    #expect(try test.answer(query).rows == ["SITC | 9", "WCO | 50"])
    #expect(try test.answer(TradeQuery(measures: ["value"], where: .init(conditions))).rows == ["50"])
  }

  @Test func `trimmed and renamed files are read where the columns suffice`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: """
        classification,year,trade_flow,reporter_iso,partner_iso,commodity_code,trade_value_usd
        H5,2017,Export,CHN,PRK,300220,50
        H5,2017,Re-Export,CHN,PRK,300220,5

        """)
    #expect(report.imported == 1)
    let query = TradeQuery(
      measures: ["value"], by: ["reporter", "partner"],
      where: .init(["flow": .equals("X"), "product": .equals("vaccine")]))
    #expect(try test.answer(query).rows == ["CHN | PRK | 50"])
  }

  @Test func `the legacy API's names and the names of areas alone are read`() throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: """
        pfCode,yr,period,rgCode,rtTitle,ptTitle,cmdCode,qtCode,TradeQuantity,NetWeight,TradeValue,estCode
        H5,2017,2017,2,China,North Korea,300220,5,-1,-1,50,0
        H5,2017,2017,1,China,North Korea,300220,5,7,2,60,0

        """)
    #expect(report.imported == 2)
    let query = TradeQuery(
      measures: ["value", "quantity", "netweight"], by: ["flow", "reporter", "partner"],
      where: .init(["product": .equals("vaccine")]))
    #expect(
      try test.answer(query).rows == [
        "M | CHN | PRK | 60 | 7 | 2", "X | CHN | PRK | 50 | -not-in-extract | -not-in-extract",
      ])
    let unknown = try test.importFile(
      csv: "classification,year,flow,reporter,partner,commodity_code,trade_value\nH5,2017,Export,China,Corea,30,5\n")
    #expect(unknown.diagnostics.map(\.message) == ["'Corea' is no area of UN Comtrade that the lists have"])
  }

  @Test func `a file without the edition of its codes is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: "Year,Trade Flow,Reporter ISO,Partner ISO,Commodity Code,Trade Value (US$)\n")
    }
    #expect(error?.message == "test.csv:1: the header has no column classificationCode")
  }
}

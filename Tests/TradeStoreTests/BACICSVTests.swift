import TradeModel
import TradeStore
import Testing

@Suite struct BACICSVTests {
  private let name = "BACI_HS17_Y2020_V202401b.csv"

  @Test func `thousands of dollars and tons become dollars and kilograms, compiled`() throws {
    let test = try TestDataset()
    let report = try test.importFile(csv: "t,i,j,k,v,q\n2020,156,408,30229,16.661,  2.28\n", name: name)
    #expect(report.format == "baci-csv")
    #expect(report.notes.last == "the leading zero of 1 codes was restored")
    let query = TradeQuery(
      measures: ["value", "value.low", "value.high", "netweight"],
      by: ["reporter", "partner", "edition", "hs", "method"], where: .init(["flow": .equals("X")]))
    #expect(
      try test.answer(query).rows == ["CHN | PRK | HS2017 | 030229 | compiled | 16661 | 16660.5 | 16661.5 | 2280"])
  }

  @Test(arguments: ["", "NA", "           NA"])
  func `a missing quantity is none`(text: String) throws {
    let test = try TestDataset()
    _ = try test.importFile(csv: "t,i,j,k,v,q\n2020,156,408,300220,1.5,\(text)\n", name: name)
    #expect(try test.dataset.describe().measures.map(\.name) == ["rows", "value"])
  }

  @Test func `tables derived from it name areas and editions in the rows`() throws {
    let test = try TestDataset()
    _ = try test.importFile(
      csv: """
        "exporter_iso3c","exporter_country","importer_iso3c","importer_country","hs6","year","hs_version","total_q",\
        "total_v"
        "CHN","China","DEU","Germany","030627",2018,"HS12",0.15,2.2813

        """)
    let query = TradeQuery(
      measures: ["value", "value.low", "value.high"], by: ["partner", "edition", "hs", "period"],
      where: .init(["flow": .equals("X"), "method": .equals("compiled")]))
    #expect(try test.answer(query).rows == ["DEU | HS2012 | 030627 | 2018 | 2281.3 | 2281.25 | 2281.35"])
  }

  @Test func `a file whose edition nobody states is refused`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(csv: "t,i,j,k,v,q\n2020,156,408,300220,1.5,1\n", name: "baci.csv")
    }
    #expect(error?.code == .columns)
    #expect(error?.hint == "give the file the name that CEPII gave it, such as BACI_HS17_Y2020_V202401b.csv")
  }
}

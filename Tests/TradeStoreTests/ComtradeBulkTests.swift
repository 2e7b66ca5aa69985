import TradeModel
import TradeStore
import Testing

@Suite struct ComtradeBulkTests {
  private let header = [
    "datasetCode", "typeCode", "freqCode", "refPeriodId", "refYear", "refMonth", "period", "reporterCode", "flowCode",
    "partnerCode", "partner2Code", "classificationCode", "isOriginalClassification", "cmdCode", "customsCode",
    "mosCode",
    "motCode", "qtyUnitCode", "qty", "isQtyEstimated", "altQtyUnitCode", "altQty", "isAltQtyEstimated", "netWgt",
    "isnetWgtEstimated", "grossWgt", "isgrossWgtEstimated", "cifValue", "fobValue", "primaryValue",
    "legacyEstimationFlag", "isReported", "isAggregate",
  ]

  private func row(_ code: String, customs: String = "C00", transport: String = "0", value: String) -> String {
    let fields = [
      "20156202201200", "C", "A", "20220101", "2022", "52", "2022", "156", "X", "408", "0", "H6", "true", code, customs,
      "0", transport, "8", "2198.5", "false", "-1", "0", "false", "2198.5", "false", "0", "false", "", value, value,
      "0", "false", "true",
    ]
    return fields.joined(separator: "\t") + "\n"
  }

  private func run(_ header: [String]) throws {
    let test = try TestDataset()
    let report = try test.importFile(
      csv: header.joined(separator: "\t") + "\n" + row("300241", value: "311126")
        + row("300241", customs: "C01", value: "311000") + row("300241", transport: "1000", value: "300000"))
    #expect(report.format == "comtrade-bulk")
    #expect(report.imported == 1)
    #expect(report.leftOut.map(\.rows) == [1, 1])
    let query = TradeQuery(
      measures: ["value", "netweight"], by: ["hs"],
      where: .init(["flow": .equals("X"), "product": .equals("vaccine")]))
    #expect(try test.answer(query).rows == ["300241 | 311126 | 2198.5"])
  }

  @Test func `the tab-separated bulk file is read, its parts left out`() throws {
    try run(header)
  }

  @Test func `its names may be in any case`() throws {
    try run([header[0]] + header.dropFirst().map { $0.lowercased() })
    try run([header[0]] + header.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() })
  }

  @Test func `a file of tariff lines is refused with the one to take`() throws {
    let error = #expect(throws: StoreError.self) {
      try TestDataset().importFile(
        csv: (header + ["flowCategory"]).joined(separator: "\t") + "\n" + row("30024100", value: "1"))
    }
    #expect(error?.hint == "take the file named final, which has the same trade by subheading")
  }

  @Test func `a file of parts alone has nothing to import, and says so`() throws {
    let report = try TestDataset().importFile(
      csv: header.joined(separator: "\t") + "\n" + row("300241", customs: "C01", value: "1"))
    #expect(report.isRefused)
    #expect(report.diagnostics.map(\.message) == ["every row of the file is left out"])
  }
}

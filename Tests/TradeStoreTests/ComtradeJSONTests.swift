import TradeModel
import TradeStore
import Testing

@Suite struct ComtradeJSONTests {
  private let row = """
    {"typeCode": "C", "freqCode": "A", "refYear": 2010, "period": "2010", "reporterCode": 156, "flowCode": "M",
     "partnerCode": 408, "partnerDesc": "Cura\\u00e7ao", "partner2Code": 0, "classificationCode": "H4",
     "cmdCode": "TOTAL", "customsCode": "C00", "mosCode": "0", "motCode": 0, "qtyUnitCode": -1, "qty": null,
     "netWgt": null, "cifvalue": 6804128143.0, "fobvalue": null, "primaryValue": 6804128143.0, "isReported": true}
    """

  private func run(_ text: String) throws -> (TestDataset, ImportReport) {
    let test = try TestDataset()
    return (test, try test.importFile(csv: text, name: "answer.json"))
  }

  @Test func `the rows of an answer are read, with their lines`() throws {
    let (test, report) = try run(
      "{\"elapsedTime\": \"0.2 secs\",\n\"count\": 1,\n\"data\": [\n\(row)],\"error\":\"\"}\n")
    #expect(report.format == "comtrade-json")
    let query = TradeQuery(
      measures: ["value"], by: ["reporter", "partner", "edition", "basis", "period"],
      where: .init(["flow": .equals("M")]))
    #expect(try test.answer(query).rows == ["CHN | PRK | HS2012 | CIF | 2010 | 6804128143"])
    let rows = try test.dataset.read { reader in
      let cursor = try reader.cursor(try reader.compile(query))
      let ids = try cursor.next()?.contributors ?? []
      return try reader.sourceRows(counted: ids)
    }
    #expect(rows.map(\.line) == [4])
  }

  @Test func `rows on one line are counted on`() throws {
    let line = row.replacing("\n", with: "")
    let (test, report) = try run(
      "[\(line),\(line.replacing("TOTAL", with: "30")),\(line.replacing("TOTAL", with: "90"))]")
    #expect(report.imported == 3)
    let lines = try test.dataset.read { reader in
      let cursor = try reader.cursor(
        try reader.compile(TradeQuery(measures: ["value"], by: ["hs"], where: .init(["flow": .equals("M")]))))
      var lines: [Int] = []
      while let row = try cursor.next() { lines += try reader.sourceRows(counted: row.contributors).map(\.line) }
      return lines
    }
    #expect(lines == [2, 3])
  }

  @Test func `a bare list of rows is read as well`() throws {
    #expect(try run("[\(row), \(row)]").1.imported == 2)
  }

  @Test(arguments: [
    ("{\"elapsedTime\":\"0\",\"count\":0,\"data\":[],\"error\":\"\"}", "import.no_data"),
    ("{\"statusCode\": 401, \"message\": \"Access denied due to invalid subscription key.\"}", "import.no_data"),
    ("{\"data\":[{\"primaryValue\":1,", "import.truncated"), ("{\"count\":3,\"data\":[ROW]}", "import.truncated"),
    ("[{\"a\": {\"b\": 1}}]", "import.malformed"), ("[{\"a\": 1}]", "import.columns"),
    ("[ROW] x", "import.malformed"), ("[{\"a\": \"\\ud800x\"}]", "import.malformed"), ("{", "import.truncated"),
  ])
  func `what is no answer is refused by name`(text: String, code: String) throws {
    let error = #expect(throws: StoreError.self) { try run(text.replacing("ROW", with: row)) }
    #expect(error?.code.rawValue == code)
  }
}

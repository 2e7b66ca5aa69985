import Testing
import TradeModel
import TradeStore

@Suite struct ExportTests {
  private func export(_ test: TestDataset) throws -> (text: String, report: ExportReport) {
    var bytes: [UInt8] = []
    let report = try test.dataset.export { bytes += $0 }
    return (String(decoding: bytes, as: UTF8.self), report)
  }

  private let rows = [
    TestRow("2019", "10", id: "A1"),
    TestRow("2019-01..2019-03", "2.5", low: "2.25", high: "2.75", precision: "rounded"),
    TestRow("2020", "", high: "5", precision: "at-most"), TestRow("2021", "0", status: "zero"),
    TestRow("2022", "", status: "suppressed"), TestRow("2019", "7", product: "pharma", code: "WCO HS2017 30"),
    TestRow("2019", "3", product: "", code: "WCO HS2017 300220", measure: "quantity", unit: "kg", method: "compiled"),
    TestRow("2020", "4", reporter: "RUS", flow: "M", origin: "\"FCS, \"\"table 3\"\"\"", date: "2021-02-03"),
  ]

  @Test func `an export imports with the same answers`() throws {
    let test = try TestDataset(rows: rows)
    let text = try export(test).text
    let again = try TestDataset()
    let report = try again.add(csv: text)
    #expect(report.diagnostics == [])
    #expect(report.imported == rows.count)
    for goods in ["product", "hs"] {
      let query = TradeQuery(
        measures: ["value", "value.low", "value.high", "quantity", "value.status"],
        by: ["reporter", "flow", goods, "origin", "method", "period"])
      let answer = try test.answer(query).rows
      #expect(answer.count > 1)
      #expect(try again.answer(query).rows == answer)
    }
    #expect(try export(again).text == text)
  }

  @Test func `the order does not depend on that of the imports`() throws {
    let texts = try [["a", "b"], ["b", "a"]].map { names in
      let test = try TestDataset()
      for name in names { try test.add([TestRow(name == "a" ? "2019" : "2020", "1")], name: name) }
      return try export(test).text
    }
    #expect(texts[0] == texts[1])
    #expect(texts[0].split(separator: "\n").count == 3)
  }

  @Test func `what an export leaves behind is counted`() throws {
    let test = try TestDataset()
    try test.add([TestRow("2019", "1", id: "A1")], name: "a", claims: .wholePeriods)
    let second = try test.add([TestRow("2020", "2", id: "A1")], name: "b")
    try test.add([TestRow("2021", "3", id: "A1")], name: "c")
    try test.dataset.setRetracted(true, source: "c")
    let (text, report) = try export(test)
    #expect((report.rows, report.renamedIDs, report.claims) == (2, 1, 1))
    #expect(!text.contains("2021"))
    #expect(text.contains("A1@"))
    // An id that two files use is made one of its own: the file can be imported.
    let again = try TestDataset()
    #expect(try again.add(csv: text).imported == 2)
    #expect(second.imported == 1)
  }
}

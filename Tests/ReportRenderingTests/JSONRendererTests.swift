import ReportModel
import ReportRendering
import Testing

@Suite struct JSONRendererTests {
  @Test func `a report is read back and written with the same bytes`() throws {
    let text = try Sample.text()
    #expect(try JSONRenderer().render(JSONReader().read(text)) == text)
  }

  @Test func `O08 hostile text survives`() throws {
    var report = Hostile.report
    // JSON has no infinity; a chart of a report has none either.
    report.sections[0].blocks.removeAll { if case .chart = $0 { true } else { false } }
    #expect(try JSONReader().read(JSONRenderer().render(report)) == report)
  }

  @Test func `another schema is refused`() throws {
    let text = try Sample.text().replacing("waybill.report/1", with: "waybill.report/9")
    #expect(throws: DecodingError.self) { try JSONReader().read(text) }
  }
}

import ReportModel
import ReportPipeline
import Testing

@Suite struct SectionRemarksTests {
  private static func diagnostic(_ severity: String, code: String) -> String {
    #"echo '{"type":"diagnostic","severity":"\#(severity)","code":"\#(code)","message":"Nothing from Poland."}'"#
  }

  @Test(arguments: [
    ("warning", "data.missing", BuildResult.Ending.complete), ("error", "data.missing", .gaps),
    ("note", "data.gap", .complete),
  ])
  func `what a plugin says reaches the result`(
    severity: String, code: String, ending: BuildResult.Ending
  ) async throws {
    let sample = try SampleReport()
    try sample.goods(SampleReport.finding + "\n" + Self.diagnostic(severity, code: code))
    let result = await sample.build()
    #expect(result.ending == ending)
    #expect(result.diagnostics.map(\.code) == [code])
    #expect(result.diagnostics.first?.severity.rawValue == severity)
    #expect(result.diagnostics.first?.place == "goods")
    #expect(await sample.build(isStrict: true).ending == (severity == "note" ? .complete : .refusedByCheck))
  }

  @Test func `a refused block is reported once`() async throws {
    let sample = try SampleReport()
    try sample.goods(
      SampleReport.finding + "\n" + #"echo '{"type":"finding","key":"second","text":"It was 5 USD."}'"#)
    #expect(await sample.build().diagnostics.map(\.code) == ["evidence.missing"])
  }

  @Test func `a section without finding, table and chart is empty`() async throws {
    let sample = try SampleReport()
    try sample.goods(#"echo '{"type":"prose","text":"Nothing is known."}'"#)
    let result = await sample.build()
    #expect(result.ending == .complete)
    #expect(result.sections.map(\.outcome) == ["empty"])
    #expect(result.diagnostics.map(\.code) == ["data.empty"])
    #expect(await sample.build(isStrict: true).ending == .refusedByCheck)
  }

  @Test func `cells without a figure are counted in a note`() async throws {
    let sample = try SampleReport()
    try sample.write(SampleReport.columns + SampleReport.row("A1", "CHN", "2019", "40000000"), to: "figures.csv")
    let manifest = try sample.read("plugins/goods/plugin.json")
    try sample.write(
      manifest.replacing(#""order":["period"]"#, with: #""order":["period"],"fill":"null""#),
      to: "plugins/goods/plugin.json")
    let result = await sample.build()
    #expect(result.ending == .complete)
    #expect(result.diagnostics.map(\.severity) == [.note], "\(result.diagnostics)")
    #expect(result.diagnostics.first?.message == "1 cell asked for has no figure (goods/t)")
  }
}

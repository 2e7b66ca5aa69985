import ReportModel
import ReportPipeline
import Testing

@Suite struct ScopeTests {
  @Test func `a name of the scope that no plugin has as a parameter is refused with the nearest one`() throws {
    let sample = try SampleReport(scope: "scope: {importr: PRK}")
    let problem = try #require(sample.check().diagnostics.first)
    #expect(problem.code == "report.unknown_key")
    #expect(problem.hint == "did you mean 'importer'?")
    #expect(problem.place?.hasSuffix("report.yaml:6:9") == true, "\(problem.place ?? "none")")
  }

  @Test(arguments: [
    ("scope.importr", "report.unknown_key", "did you mean 'importer'?"),
    ("scop.importer", "report.bad_override", "did you mean 'scope.importer'?"),
  ])
  func `a path of --set that fills nothing is refused with the nearest one`(
    path: String, code: String, hint: String
  ) throws {
    let result = try SampleReport().check([path: "ERI"])
    #expect(result.ending == .usage)
    #expect(result.diagnostics.map(\.code) == [code])
    #expect(result.diagnostics.first?.place == "--set \(path)")
    #expect(result.diagnostics.first?.hint == hint)
  }

  @Test func `texts and titles name values of the scope in words`() async throws {
    let sample = try SampleReport(
      head: "title: About {scope.importer}\n", scope: "scope: {importer: PRK, period: 2019-01..2020-12}",
      sections: "  - title: In {scope.period}\n    text: Goods for {scope.importer}.\n  - plugin: goods\n")
    #expect(await sample.build().ending == .complete)
    let markdown = try sample.read("out/report.md")
    #expect(markdown.contains("About North Korea"))
    #expect(markdown.contains("In January 2019 to December 2020"))
    #expect(markdown.contains("Goods for North Korea."))
    _ = await sample.build(["scope.importer": "ERI"])
    #expect(try sample.read("out/report.md").contains("About Eritrea"))
  }

  @Test func `a value that the scope does not have is refused, in titles too`() throws {
    let sample = try SampleReport(head: "title: About {scope.importr}\n")
    let result = sample.check()
    #expect(result.diagnostics.map(\.code) == ["report.unknown_value"])
    #expect(result.diagnostics.first?.hint == "did you mean {scope.importer}?")
  }

  @Test func `a value that no plugin made is reported once`() async throws {
    let sample = try SampleReport(sections: "  - text: It was {goods.frist.v}.\n  - plugin: goods\n")
    let result = await sample.build()
    #expect(result.diagnostics.map(\.code) == ["report.unknown_value"])
    #expect(result.diagnostics.first?.hint == "did you mean {goods.first.v}?")
    #expect(try sample.read("out/report.md").contains("missing value: goods.frist.v"))
  }
}

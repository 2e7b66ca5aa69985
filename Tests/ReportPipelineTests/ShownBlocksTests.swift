import ReportModel
import ReportPipeline
import Testing

@Suite struct ShownBlocksTests {
  @Test(arguments: [("goods.first", true), ("goods.first.v", true), ("goods.fir", false), ("goods.second", false)])
  func `a text stands only where the finding that it needs was made`(need: String, stands: Bool) async throws {
    let sample = try SampleReport(sections: "  - text: A year to remember.\n    needs: [\(need)]\n  - plugin: goods\n")
    let result = await sample.build()
    #expect(result.ending == .complete)
    #expect(result.diagnostics.map(\.code) == (stands ? [] : ["report.left_out"]))
    #expect(try sample.read("out/report.md").contains("A year to remember.") == stands)
  }

  @Test(arguments: ["good.first", "goods", "scope.importer"])
  func `a need that names no finding of a section is refused`(need: String) throws {
    let sample = try SampleReport(sections: "  - text: A year.\n    needs: [\(need)]\n  - plugin: goods\n")
    let result = sample.check()
    #expect(result.diagnostics.map(\.code) == ["report.unknown_value"])
    #expect(result.diagnostics.first?.place?.hasSuffix("report.yaml:9:13") == true, "\(result.diagnostics)")
  }

  private static let two =
    SampleReport.finding
    + #"; echo '{"type":"finding","key":"second","text":"Then {v}.","values":{"v":{"from":["t",1,"value"]}}}'"#

  @Test func `a section shows the named blocks alone, with their evidence alone`() async throws {
    let sample = try SampleReport(sections: "  - plugin: goods\n    show: [second]\n")
    try sample.goods(Self.two)
    #expect(await sample.build().ending == .complete)
    let markdown = try sample.read("out/report.md")
    #expect(markdown.contains("Then USD 16,400,000."))
    #expect(!markdown.contains("It was"))
    #expect(!markdown.contains("## 1"), "single findings have no heading")
    #expect(markdown.contains("example.org/A2") && !markdown.contains("example.org/A1"))
    let json = try sample.read("out/report.json")
    #expect(json.contains("goods.second.v") && !json.contains("goods.first.v"))
  }

  @Test func `a section that shows nothing still gives its values to texts`() async throws {
    let sample = try SampleReport(sections: "  - text: It came to {goods.first.v}.\n  - plugin: goods\n    show: []\n")
    try sample.goods(Self.two)
    #expect(await sample.build().ending == .complete)
    let markdown = try sample.read("out/report.md")
    #expect(markdown.contains("It came to USD 40,000,000."))
    #expect(!markdown.contains("Then"))
    #expect(markdown.contains("example.org/A1") && !markdown.contains("example.org/A2"))
  }

  @Test func `a block that was not made is noted with its place`() async throws {
    let sample = try SampleReport(sections: "  - plugin: goods\n    show: [first, third]\n")
    let result = await sample.build()
    #expect(result.ending == .complete)
    #expect(result.diagnostics.map(\.code) == ["report.left_out"])
    #expect(result.diagnostics.first?.place?.hasSuffix("report.yaml:9:19") == true, "\(result.diagnostics)")
  }

  @Test func `a group of which nothing is left says so`() async throws {
    let sections = "  - group: Goods\n    sections:\n      - plugin: goods\n        show: [third]\n"
    let sample = try SampleReport(sections: sections)
    #expect(await sample.build().ending == .complete)
    let markdown = try sample.read("out/report.md")
    #expect(markdown.contains("## 1 Goods"))
    #expect(markdown.contains("The data gave none of the findings that this section shows."))
  }

  @Test func `a plugin that fails is shown as a gap, whatever was to be shown`() async throws {
    let sample = try SampleReport(sections: "  - plugin: goods\n    show: [first]\n")
    try sample.goods("exit 7")
    #expect(await sample.build().ending == .gaps)
    #expect(try sample.read("out/report.md").contains("could not be made"))
  }

  @Test func `the form of a brief reaches the report, and another is refused`() async throws {
    let brief = try SampleReport(head: "title: A test\nform: brief\n")
    #expect(await brief.build().ending == .complete)
    #expect(try brief.read("out/report.json").contains(#""form" : "brief""#))
    let other = try SampleReport(head: "title: A test\nform: short\n").check()
    #expect(other.diagnostics.map(\.code) == ["report.bad_form"])
    #expect(other.diagnostics.first?.hint == "write 'brief' or 'full'")
  }
}

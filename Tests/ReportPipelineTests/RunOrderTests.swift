import ReportModel
import ReportPipeline
import Synchronization
import Testing

@Suite(.serialized) struct RunOrderTests {
  private let project: TestProject

  init() throws {
    project = try TestProject()
    try project.write(TestProject.report + "  - plugin: last\n  - plugin: first\n", to: "report.yaml")
  }

  @Test func `a plugin that comes after another one starts when that is finished`() async throws {
    try project.plugin("first", #"echo '{"type":"prose","text":"First."}'"#)
    try project.plugin(
      "last", #"echo '{"type":"prose","text":"Last."}'"#, more: #","after":["org.example.first","org.x"]"#)
    let events = Mutex<[String]>([])
    let result = await ReportBuild(project.request()).run { event in
      switch event {
      case .started(let section): events.withLock { $0.append("started " + section) }
      case .finished(let section, _): events.withLock { $0.append("finished " + section) }
      default: break
      }
    }
    #expect(result.sections.map(\.outcome) == ["ok", "empty", "empty"])
    let order = events.withLock { $0.filter { !$0.hasSuffix(" top") } }
    #expect(order == ["started first", "finished first", "started last", "finished last"])
    // The report keeps the order of its file.
    let markdown = try project.read("out/report.md")
    let last = try #require(markdown.firstRange(of: "Last."))
    let first = try #require(markdown.firstRange(of: "First."))
    #expect(last.lowerBound < first.lowerBound)
  }

  @Test func `plugins that wait for each other are named`() throws {
    try project.plugin("first", "", more: #","after":["org.example.last"]"#)
    try project.plugin("last", "", more: #","after":["org.example.first"]"#)
    let result = ReportBuild(project.request()).check()
    #expect(result.ending == .usage)
    #expect(result.diagnostics.map(\.code) == ["plugin.cycle"])
    #expect(
      result.diagnostics.first?.message
        == "plugins wait for each other: org.example.first after org.example.last after org.example.first")
  }
}

import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite(.serialized) struct ReportBuildTests {
  private let project: TestProject

  init() throws {
    project = try TestProject()
  }

  private func report(_ out: String = "out") throws -> Report {
    try JSONDecoder().decode(Report.self, from: Data(try project.read("\(out)/report.json").utf8))
  }

  @Test func `a report is written as Markdown, HTML and JSON`() async throws {
    let result = await project.build()
    #expect(result.ending == .complete)
    #expect(result.diagnostics == [])
    #expect(Set(result.outputs.keys) == ["markdown", "html", "json"])
    #expect(result.sections.map(\.outcome) == ["ok"])
    let markdown = try project.read("out/report.md")
    #expect(markdown.contains("In 2019 it was USD 40"))
    #expect(markdown.contains("It came to USD 40"))
    #expect(markdown.contains("59"))
    #expect(try project.read("out/report.html").hasPrefix("<!"))
    #expect(try report().sections.count == 2)
    // The runs leave no folders behind.
    #expect(try FileManager.default.contentsOfDirectory(atPath: project.path + "/tmp") == [])
  }

  @Test func `the same input makes the same bytes`() async throws {
    #expect(await project.build(out: "one").ending == .complete)
    #expect(await project.build(out: "two").ending == .complete)
    // A second build into the same folder finds its dataset there.
    #expect(await project.build(out: "two").ending == .complete)
    for ending in ["md", "html", "json"] {
      #expect(try project.read("one/report.\(ending)") == project.read("two/report.\(ending)"))
    }
  }

  @Test(arguments: [
    ("exit 3", "plugin.crashed"), ("kill -9 $$", "plugin.crashed"), ("echo '{oops'", "protocol.malformed"),
    ("echo '{\"type\":\"query\",\"id\":\"q\",\"measures\":[\"value\"]}'", "protocol.unexpected"),
  ])
  func `R12 a plugin that fails costs its own section alone`(lines: String, code: String) async throws {
    try project.plugin("other", lines)
    _ = await project.build(out: "before")
    try project.write(TestProject.report + "  - plugin: other\n", to: "report.yaml")
    let result = await project.build()
    #expect(result.ending == .gaps)
    #expect(result.sections.map(\.outcome) == ["ok", code])
    #expect(result.diagnostics.map(\.code).contains(code))
    let (before, after) = (try report("before"), try report())
    #expect(after.sections.prefix(2) == before.sections[...])
    #expect(after.sections.last?.status == .failed)
    #expect(try project.read("out/report.md").contains(code))
    #expect(await project.build { $0.isStrict = true }.ending == .refusedByCheck)
  }

  @Test func `a plugin that hangs costs its own section alone`() async throws {
    try project.plugin("other", "exec sleep 60")
    try project.write(TestProject.report + "  - plugin: other\n", to: "report.yaml")
    let result = await project.build { $0.idleSeconds = 3 }
    #expect(result.ending == .gaps)
    #expect(result.sections.map(\.outcome) == ["ok", "limit.idle"])
  }

  @Test func `a number that is off by one percent is not printed`() async throws {
    try project.plugin("top", TestProject.top.replacingOccurrences(of: "-0.59", with: "-0.5959"))
    let result = await project.build()
    #expect(result.ending == .gaps)
    #expect(result.diagnostics.map(\.code) == ["evidence.mismatch"])
    #expect(!(try project.read("out/report.md")).contains("A change of"))
    #expect(try project.read("out/report.md").contains("In 2019 it was"))
    #expect(await project.build { $0.isStrict = true }.ending == .refusedByCheck)
    let lenient = await project.build { $0.allowsMismatch = true }
    #expect(lenient.ending == .complete)
    #expect(try project.read("out/report.md").contains("A change of"))
  }

  @Test func `a text that names a value that no plugin made is a gap`() async throws {
    try project.write(
      TestProject.report.replacingOccurrences(of: "{top.first.v}", with: "{top.frist.v}"), to: "report.yaml")
    let result = await project.build()
    #expect(result.ending == .gaps)
    let problem = try #require(result.diagnostics.first { $0.code == "report.unknown_value" })
    #expect(problem.hint == "did you mean {top.first.v}?")
    #expect(problem.place?.hasSuffix("report.yaml:7:11") == true, "\(problem.place ?? "none")")
  }

  @Test func `a finding without a value that its text names is a gap`() async throws {
    try project.plugin(
      "top",
      #"echo '{"type":"finding","key":"first","text":"It was {v} of {w}.","values":{"v":{"from":["t",0,"value"]}}}'"#)
    let result = await project.build()
    #expect(result.ending == .gaps)
    #expect(result.diagnostics.map(\.code) == ["evidence.missing"])
  }

  @Test func `a file that the report no longer names is left out of its answers`() async throws {
    try project.write(
      TestProject.header + TestProject.row("U1", "2019", "1000000", reporter: "RUS"), to: "more.csv")
    try project.write(
      TestProject.report.replacingOccurrences(of: "[figures.csv]", with: "[figures.csv, more.csv]"), to: "report.yaml")
    let both = await project.build()
    try project.write(TestProject.report, to: "report.yaml")
    let one = await project.build()
    #expect(one.ending == .complete)
    #expect(one.snapshot != both.snapshot)
    let dataset = try DatasetService(opening: project.path + "/out/report.dataset.db")
    #expect(try dataset.sources().filter(\.isRetracted).map(\.name) == ["more.csv"])
    // What was never imported and what is left out again are the same state.
    #expect(await project.build(out: "fresh").snapshot == one.snapshot)
  }

  @Test func `a row that cannot be used is named with file and line, and nothing is written`() async throws {
    try project.write(TestProject.header + TestProject.row("T1", "2019", "4,0"), to: "figures.csv")
    let result = await project.build()
    #expect(result.ending == .failed)
    #expect(result.outputs.isEmpty)
    #expect(result.diagnostics.first?.place?.hasPrefix("figures.csv:2") == true, "\(result.diagnostics)")
  }

  @Test func `a build that is cancelled writes nothing and leaves nothing`() async throws {
    try project.plugin("top", "exec sleep 60")
    let (events, continuation) = AsyncStream.makeStream(of: Void.self)
    let request = project.request()
    let build = Task { await ReportBuild(request).run { if case .started = $0 { continuation.yield() } } }
    for await _ in events {
      build.cancel()
      break
    }
    #expect(await build.value.ending == .interrupted)
    #expect(!FileManager.default.fileExists(atPath: project.path + "/out/report.md"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: project.path + "/tmp") == [])
  }

  @Test func `limits that are no numbers do not end the program`() async {
    for seconds in [Double.infinity, .nan, 1e300] {
      let result = await project.build {
        $0.idleSeconds = seconds
        $0.totalSeconds = seconds
      }
      #expect(result.ending == .complete)
    }
  }

  @Test func `checking runs no plugin`() throws {
    try project.plugin("top", "touch \(project.path)/was-run")
    let result = ReportBuild(project.request()).check()
    #expect(result.ending == .complete)
    #expect(result.sections.map(\.outcome) == ["planned"])
    #expect(!FileManager.default.fileExists(atPath: project.path + "/was-run"))
  }
}

import ReportModel
import ReportPipeline
import Testing

@Suite struct YAMLFaultTests {
  @Test(arguments: [
    ("report: 1\ntitle: a\ntitle: b\n", "report.duplicate_key", ":3:1"),
    ("report: 1\nsections:\n  - plugin: a\n    id: x\n    plugin: b\n", "report.duplicate_key", ":5:5"),
    ("report: 1\nscope: {importer: PRK, importer: ERI}\n", "report.duplicate_key", ":2:24"),
    ("report: 1\nscope: {importer: PRK, \"importer\": ERI}\n", "report.duplicate_key", ":2:24"),
    ("report: 1\ntitle: a\u{1}b\n", "report.malformed", ":2:9"),
    ("report: 1\ntitle: \"a\n", "report.malformed", ":3:1"),
    ("report: 1\n\ttitle: a\n", "report.malformed", ":2:1"),
  ])
  func `what is no YAML is told on one line with its place`(text: String, code: String, place: String) throws {
    let sample = try SampleReport()
    try sample.write(text, to: "report.yaml")
    let problem = try #require(sample.check().diagnostics.first)
    #expect(problem.code == code)
    #expect(problem.place?.hasSuffix("report.yaml\(place)") == true, "\(problem)")
    #expect(!problem.message.unicodeScalars.contains { $0.value < 0x20 })
  }
}

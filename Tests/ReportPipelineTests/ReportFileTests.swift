import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite struct ReportFileTests {
  /// A report file that has something wrong with it.
  struct Fault: CustomTestStringConvertible {
    let name: String
    let text: String
    let code: String
    let place: String
    let hint: String?
    var testDescription: String { name }

    init(_ name: String, code: String, place: String, hint: String? = nil, _ change: (String) -> String) {
      self.name = name
      self.code = code
      self.place = place
      self.hint = hint
      text = change(TestProject.report)
    }
  }

  private static func replacing(_ old: String, _ new: String) -> (String) -> String {
    { $0.replacingOccurrences(of: old, with: new) }
  }

  static let faults = [
    Fault(
      "an unknown key", code: "report.unknown_key", place: ":2:1", hint: "did you mean 'title'?",
      replacing("title: A test", "titel: A test\ntitle: A test")),
    Fault(
      "an unknown key of a section", code: "report.unknown_key", place: ":10:5", hint: "did you mean 'with'?",
      { $0 + "    wiht: {}\n" }),
    Fault("a missing title", code: "report.missing_key", place: ":1:1", replacing("title: A test\n", "")),
    Fault("a missing day", code: "report.missing_key", place: ":1:1", replacing("as-of: 2022-06-10\n", "")),
    Fault("no day", code: "report.bad_date", place: ":3:8", hint: "write 2022-06-10", replacing("2022-06-10", "June")),
    Fault("another version", code: "report.version", place: ":1:9", replacing("report: 1", "report: 2")),
    Fault(
      "no version", code: "report.missing_key", place: ":1:1", hint: "begin the file with 'report: 1'",
      replacing("report: 1\n", "")),
    Fault("a duplicate id", code: "report.duplicate_id", place: ":11:9", { $0 + "  - plugin: top\n    id: top\n" }),
    Fault("a bad id", code: "report.bad_id", place: ":9:9", replacing("id: top", "id: ../top")),
    Fault(
      "two kinds of section", code: "report.bad_section", place: ":8:5", replacing("id: top", "id: top\n    text: x")),
    Fault("no sections", code: "report.no_sections", place: ":1:1") {
      String($0.prefix { $0 != "{" }) + "{importer: PRK}\n"
    },
    Fault("a list for a text", code: "report.bad_form", place: ":2:8", replacing("A test", "[a, b]")),
    Fault("a broken file", code: "report.malformed", place: ":6:9", replacing("{importer: PRK}", "{importer: PRK")),
    Fault(
      "a key that stands twice", code: "report.", place: ":", replacing("title: A test", "title: A test\ntitle: B")),
    Fault("an empty file", code: "report.empty", place: ":1:1", { _ in "" }),
    Fault("a list for a report", code: "report.bad_form", place: ":1:1", { _ in "- a\n" }),
    Fault(
      "an unknown plugin", code: "plugin.not_found", place: ":8:13", hint: "did you mean 'top'?",
      replacing("plugin: top", "plugin: tops")),
    Fault(
      "an unknown analysis", code: "plugin.unknown_analysis", place: ":10:15", { $0 + "    analysis: none\n" }),
    Fault(
      "a bad parameter", code: "params.invalid", place: ":10:18", { $0 + "    with: {year: 20x, importer: PRK}\n" }),
    Fault(
      "an unknown parameter", code: "params.invalid", place: ":10:18", hint: "did you mean 'year'?",
      { $0 + "    with: {yeer: 2020}\n" }),
    Fault(
      "a value of an unknown section", code: "report.unknown_value", place: ":7:11", hint: "did you mean 'top'?",
      replacing("{top.first.v}", "{tup.first.v}")),
    Fault(
      "an unknown output", code: "report.unknown_output", place: ":10:11",
      hint: "known: markdown, html, json, pdf", { $0 + "outputs: [word]\n" }),
  ]

  @Test(arguments: faults) func `what is wrong is told with its place and a way out`(fault: Fault) throws {
    let project = try TestProject()
    try project.write(fault.text, to: "report.yaml")
    let result = ReportBuild(project.request()).check()
    #expect(result.ending == .usage)
    let found = result.diagnostics.first {
      $0.code.hasPrefix(fault.code) && $0.place?.contains("report.yaml" + fault.place) == true
    }
    let problem = try #require(found, "\(result.diagnostics)")
    if let hint = fault.hint { #expect(problem.hint == hint) }
  }

  @Test func `everything that is wrong is told at once`() throws {
    let project = try TestProject()
    try project.write("report: 1\ntitel: x\nas-of: soon\nsections:\n  - plugin: none\n    text: y\n", to: "report.yaml")
    let codes = ReportBuild(project.request()).check().diagnostics.map(\.code)
    #expect(
      Set(codes) == ["report.missing_key", "report.bad_date", "report.bad_section", "report.unknown_key"])
  }

  @Test func `a report file that is not there is named`() throws {
    let project = try TestProject()
    var request = project.request()
    request.report = project.path + "/nowhere.yaml"
    let result = ReportBuild(request).check()
    #expect(result.ending == .usage)
    #expect(result.diagnostics.map(\.code) == ["report.not_found"])
  }

  @Test(arguments: [
    ("scope.importer", "RUS", BuildResult.Ending.complete), ("title", "x", .usage), ("scope", "x", .usage),
  ])
  func `a value of the scope can be replaced, and nothing else`(
    path: String, value: String, ending: BuildResult.Ending
  ) throws {
    let project = try TestProject()
    var request = project.request()
    request.overrides[path] = value
    let result = ReportBuild(request).check()
    #expect(result.ending == ending, "\(result.diagnostics)")
    if ending == .usage { #expect(result.diagnostics.map(\.code) == ["report.bad_override"]) }
  }

  @Test func `an input that the dataset refuses is told before anything runs`() throws {
    let project = try TestProject()
    try project.write(TestProject.report + "    with: {importer: XQX}\n", to: "report.yaml")
    let result = ReportBuild(project.request()).check()
    #expect(result.ending == .usage)
    #expect(result.diagnostics.first?.code == "query.bad_filter", "\(result.diagnostics)")
    #expect(result.diagnostics.first?.place?.contains("report.yaml:8:") == true)
  }
}

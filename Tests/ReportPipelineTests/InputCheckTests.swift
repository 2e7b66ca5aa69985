import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite struct InputCheckTests {
  @Test(arguments: [
    ("scope.importer", "PRKK", "did you mean 'PRK' (North Korea)?"),
    ("scope.importer", "Eritrea", "did you mean 'ERI' (Eritrea)?"),
    ("scope.watch", "CHN,chn", "did you mean 'CHN' (China)?"),
    ("scope.period", "1985", "choose a period inside 2019..2020"),
  ])
  func `R11 a parameter that the dataset does not know is refused before anything runs`(
    path: String, value: String, hint: String
  ) async throws {
    let sample = try SampleReport()
    try sample.goods("touch '\(sample.folder)/was-run'\n" + SampleReport.finding)
    for result in [sample.check([path: value]), await sample.build([path: value])] {
      #expect(result.ending == .usage)
      #expect(result.diagnostics.map(\.code) == ["params.invalid"])
      #expect(result.diagnostics.first?.place == "--set \(path)")
      #expect(result.diagnostics.first?.hint == hint)
    }
    #expect(!sample.exists("was-run"))
    #expect(!sample.exists("out/report.md"))
  }

  @Test func `a value of the scope that is wrong for two plugins is reported once`() throws {
    let sample = try SampleReport(
      scope: "scope: {importer: XQX}", sections: "  - plugin: goods\n  - plugin: goods\n    id: again\n")
    #expect(sample.check().diagnostics.count == 1)
  }

  @Test func `a build refuses an input that the dataset refuses`() async throws {
    let sample = try SampleReport()
    let manifest = try sample.read("plugins/goods/plugin.json")
    try sample.write(
      manifest.replacing(#""product":"total""#, with: #""product":"totl""#), to: "plugins/goods/plugin.json")
    let result = await sample.build()
    #expect(result.ending == .usage)
    #expect(result.diagnostics.map(\.code) == ["query.bad_filter"])
    #expect(result.outputs.isEmpty)
  }

  @Test func `a default of a plugin may lie outside the figures`() throws {
    #expect(try SampleReport().check().ending == .complete)
  }

  @Test func `a check leaves no files behind`() throws {
    let sample = try SampleReport()
    #expect(sample.check().ending == .complete)
    #expect(!sample.exists("out"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: sample.folder + "/tmp").isEmpty)
  }

  @Test func `a file in the place of the output folder is named`() async throws {
    let sample = try SampleReport()
    try sample.write("", to: "out")
    for result in [sample.check(), await sample.build()] {
      #expect(result.ending == .usage)
      #expect(result.diagnostics.map(\.code) == ["host.output"])
    }
  }
}

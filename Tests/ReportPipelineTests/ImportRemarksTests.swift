import ReportModel
import ReportPipeline
import Testing

@Suite struct ImportRemarksTests {
  @Test func `a file that is missing is named with its place in the report file`() async throws {
    let sample = try SampleReport()
    try sample.write(try sample.read("report.yaml").replacing("figures.csv", with: "figurs.csv"), to: "report.yaml")
    for result in [sample.check(), await sample.build()] {
      #expect(result.ending == .usage)
      #expect(result.diagnostics.map(\.code) == ["import.unreadable"])
      #expect(result.diagnostics.first?.place?.hasSuffix("report.yaml:5:5") == true)
    }
  }

  @Test func `a file without observations is said to be one, once`() throws {
    let sample = try SampleReport()
    try sample.write("name,colour\napple,red\n", to: "fruit.csv")
    let failure = #expect(throws: DatasetFailure.self) {
      try sample.dataset().importFile(sample.folder + "/fruit.csv", skippingBadRows: false)
    }
    #expect(failure?.diagnostic.code == "import.unknown_format")
  }

  @Test func `a file of observations that lacks a column is told which`() throws {
    let sample = try SampleReport()
    try sample.write(SampleReport.columns.replacing(",note", with: ""), to: "short.csv")
    let summary = try sample.dataset().importFile(sample.folder + "/short.csv", skippingBadRows: false)
    #expect(summary.diagnostics.map(\.message) == ["the header has no column 'note'"])
  }

  @Test func `the newest print of a dataset is known`() throws {
    let sample = try SampleReport()
    #expect(try sample.dataset().newestDay() == "2021-01-18")
  }
}

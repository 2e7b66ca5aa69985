import ReportModel
import ReportPipeline
import Testing

@Suite struct ExplanationHintTests {
  @Test func `a wrong name is answered with names of the section that it begins with`() async throws {
    let sample = try SampleReport(sections: "  - plugin: goods\n  - plugin: goods\n    id: other\n")
    #expect(await sample.build().ending == .complete)
    let json = try sample.read("out/report.json")
    let typo = #expect(throws: ExplanationFailure.self) { try Explanation(of: "other.frist.v", in: json) }
    #expect(typo?.diagnostic.hint == "did you mean 'other.first.v'?")
    let far = #expect(throws: ExplanationFailure.self) { try Explanation(of: "other.russia-2020.value", in: json) }
    #expect(far?.diagnostic.hint == "values of 'other': other.first.v")
  }
}

import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite struct ExplanationTests {
  @Test func `a value is explained down to its source`() async throws {
    let project = try TestProject()
    #expect(await project.build().ending == .complete)
    let json = try project.read("out/report.json")

    let change = try Explanation(of: "top.change.c", in: json)
    #expect(change.value.formula == "b / a - 1")
    #expect(change.value.value == "-0.59")
    #expect(change.value.stated == "-0.59")
    #expect(change.value.inputs.map(\.value) == ["16400000", "40000000"])
    #expect(change.value.inputs.map { $0.at["period"] } == ["2020", "2019"])
    #expect(change.queries.count == 1)
    #expect(change.queries.first?.query.contains("\"PRK\"") == true)
    #expect(change.queries.first?.digest.hasPrefix("sha256:") == true)
    #expect(change.queries.first?.sql.isEmpty == false)
    #expect(change.sources.map { $0.map(\.address) } == [["https://example.org/T2"], ["https://example.org/T1"]])
    #expect(change.sources.first?.first?.file == "figures.csv")
    #expect(change.sources.first?.first?.line == 3)

    #expect(try Explanation(of: "top.first.v", in: json).value.form == "cell")
    let unknown = #expect(throws: ExplanationFailure.self) { try Explanation(of: "top.first", in: json) }
    #expect(unknown?.diagnostic.hint?.contains("top.first.v") == true)
    let typo = #expect(throws: ExplanationFailure.self) { try Explanation(of: "top.frist.v", in: json) }
    #expect(typo?.diagnostic.hint == "did you mean 'top.first.v'?")
    let other = #expect(throws: ExplanationFailure.self) { try Explanation(of: "top.first.v", in: "{}") }
    #expect(other?.diagnostic.code == "report.unreadable")
  }
}

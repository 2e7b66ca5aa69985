import Foundation
import ReportModel
import ReportPipeline
import Testing

@Suite(.serialized) struct ClaimsFileTests {
  private static let good =
    ClaimsProject.head + """
      list:
        - id: C01
          words: China sent soap worth 2.5 million dollars.
          kind: figure
          test: {is: figure, product: soap, reporter: CHN, period: 2020, stated: 2.5 million USD}

      """

  @Test(arguments: [
    ("claims: 1", "claims: 2", "claims.version", ":1:9", "begin the file with 'claims: 1'"),
    ("kind: figure", "kind: figur", "claims.bad_word", ":7:11", "try 'figure'"),
    (
      "    words: China sent soap worth 2.5 million dollars.\n", "", "claims.missing_key", ":5:5",
      "say in your own words"
    ),
    ("kind: figure", "kind: figure\n    nots: x", "report.unknown_key", ":8:5", "did you mean 'note'?"),
    ("is: figure", "is: figur", "claims.unknown_test", ":8:16", "try 'figure'"),
    ("period: 2020", "perod: 2020", "claims.missing_key", ":8:11", "add 'period:'"),
    ("period: 2020", "period: last", "claims.bad_period", ":8:62", "write 2020"),
    ("2.5 million USD}", "2.5 million}", "claims.bad_amount", ":8:76", "write 3.9 million USD"),
    ("stated: 2.5 million USD", "stated: 2.5 million USD, operator: gtt", "claims.bad_word", ":8:103", "try 'gt'"),
    ("product: soap", "product: soup", "claims.unknown_code", ":8:33", "try 'soap'"),
    ("reporter: CHN", "reporter: CHM", "claims.unknown_code", ":8:49", "try"),
    ("million USD}", "million UST}", "claims.unknown_code", ":8:76", "try"),
    (
      "    test: {is: figure, product: soap, reporter: CHN, period: 2020, stated: 2.5 million USD}\n", "",
      "claims.no_test", ":5:5", "add 'test:'"
    ),
    ("id: C01", "id: C-01", "claims.bad_id", ":5:9", "use letters and digits"),
    (
      "list:\n", "closures: [{id: K1, words: A sum., check: C01 <= C02}]\nlist:\n", "claims.unknown_claim", ":4:43",
      "try 'C01'"
    ),
    (
      "list:\n", "closures: [{id: C01, words: A sum., check: C01 = C01}]\nlist:\n", "claims.duplicate_id", ":4:44",
      "choose another"
    ),
    (
      "list:\n", "closures: [{id: K1, words: A sum., check: C01 or so}]\nlist:\n", "claims.bad_closure", ":4:43",
      "write C25"
    ),
    ("date: 2022-06-10", "date: June", "claims.bad_date", ":2:47", "write 2022-06-10"),
  ])
  func `what is wrong is said with its line and the way out`(
    old: String, new: String, code: String, place: String, hint: String
  ) async throws {
    let project = try ClaimsProject()
    let outcome = try await project.check(
      "", [.init(days: "2020-01-01..2020-12-31", value: "2500000")],
      head: Self.good.replacingOccurrences(of: old, with: new))
    #expect(outcome.ending == .usage)
    let problem = try #require(outcome.diagnostics.first { $0.code == code }, "\(outcome.diagnostics)")
    #expect(problem.place?.hasSuffix("claims.yaml" + place) == true, "\(problem.place ?? "")")
    #expect(problem.hint?.contains(hint) == true, "\(problem.hint ?? "")")
  }

  @Test func `a claims file that is right is checked`() async throws {
    let outcome = try await ClaimsProject().check(
      "", [.init(days: "2020-01-01..2020-12-31", value: "2500000")], head: Self.good)
    #expect(outcome.verdicts == ["C01": "reproduced"])
    #expect(outcome.markdown.contains("China sent soap"))
  }
}

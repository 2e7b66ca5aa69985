import ReportModel
import ReportPipeline
import Testing
import TradeModel

@Suite struct AnswerSummaryTests {
  private let sample: SampleReport

  init() throws {
    sample = try SampleReport()
  }

  private func summary(_ query: TradeQuery) throws -> AnswerSummary {
    try sample.dataset().answer(query, columns: { _ in }, row: { _ in })
  }

  private func query(_ period: String? = nil, _ conditions: [String: QueryFilter] = [:]) -> TradeQuery {
    let all: [String: QueryFilter] = ["partner": .equals("PRK"), "flow": .equals("X")]
    return TradeQuery(
      measures: ["value"], by: ["reporter"], where: QueryConditions(all.merging(conditions) { $1 }),
      period: period.flatMap { Period($0) }.map { QueryPeriod(from: $0) })
  }

  @Test func `an answer without rows says which periods there are`() throws {
    let summary = try summary(query("1999"))
    #expect(summary.rowCount == 0)
    #expect(summary.diagnostics.map(\.code) == ["query.empty"])
    #expect(summary.diagnostics.first?.message == "no rows; inside the conditions lie figures of 2019, 2020")
    #expect(summary.diagnostics.first?.hint?.hasSuffix("year") == true)
  }

  @Test func `conditions that nothing meets are said to be met by nothing`() throws {
    let summary = try summary(query(nil, ["reporter": .equals("DEU")]))
    #expect(summary.diagnostics.map(\.message) == ["no figure of any period meets the conditions"])
  }

  @Test func `compiled figures that are left out are counted`() throws {
    let some = try summary(query("2020"))
    #expect(some.rowCount == 1)
    #expect(some.diagnostics.map(\.message) == ["1 compiled figure left out"])
    #expect(some.diagnostics.first?.hint == "add --where method=compiled")
    #expect(try summary(query("2019")).diagnostics == [])
    #expect(try summary(query("2020", ["method": .equals("compiled")])).diagnostics == [])
  }

  @Test func `an answer names its digest and the state of the dataset`() throws {
    let summary = try summary(query("2020"))
    #expect(summary.digest.hasPrefix("sha256:"))
    #expect(summary.snapshot.hasPrefix("sha256:"))
  }
}

import Testing
import TradeModel
import TradeStore

@Suite struct RetractionTests {
  private let query: TradeQuery

  init() throws {
    let year = try #require(Period("2019"))
    query = TradeQuery(measures: ["value"], where: .init(["flow": .equals("X")]), period: .init(from: year))
  }

  private func code(of body: () throws -> Void) -> StoreError.Code? {
    do {
      try body()
      return nil
    } catch {
      return (error as? StoreError)?.code
    }
  }

  @Test func `a retracted source answers nothing and covers nothing until it is taken in again`() throws {
    let test = try TestDataset()
    try test.add([TestRow("2019", "1")], name: "a.csv", claims: .wholePeriods)
    let before = try test.dataset.snapshot()
    let outcome = try test.dataset.setRetracted(true, source: "a.csv")
    #expect(outcome.hasChanged)
    #expect(outcome.source.isRetracted)
    #expect(try test.answer(query).rows == ["-not-in-extract"])
    #expect(try test.dataset.coverage() == [])
    #expect(try test.dataset.describe().period == nil)
    #expect(try test.dataset.snapshot().digest != before.digest)
    #expect(try test.dataset.sources().map(\.isRetracted) == [true])
    #expect(try !test.dataset.setRetracted(true, source: "a.csv").hasChanged)
    try test.dataset.setRetracted(false, source: "a.csv")
    #expect(try test.dataset.snapshot() == before)
    #expect(try test.answer(query).rows == ["1"])
  }

  @Test func `the same bytes do not come back by an import`() throws {
    let test = try TestDataset()
    let report = try test.add([TestRow("2019", "1")], name: "a.csv")
    try test.dataset.setRetracted(true, source: report.digest)
    let state = try test.dataset.snapshot()
    let again = try test.add([TestRow("2019", "1")], name: "b.csv")
    #expect(again.wasAlreadyThere && again.isRetracted)
    #expect(try test.dataset.snapshot() == state)
    // Other bytes are another source.
    try test.add([TestRow("2019", "2")], name: "a.csv")
    #expect(try test.answer(query).rows == ["2"])
  }

  @Test func `a source goes by its name or by the first digits of its digest`() throws {
    let test = try TestDataset()
    let first = try test.add([TestRow("2019", "1")], name: "a.csv")
    let second = try test.add([TestRow("2019", "2")], name: "a.csv")
    #expect(code { try test.dataset.setRetracted(true, source: "a.csv") } == .ambiguousSource)
    #expect(code { try test.dataset.setRetracted(true, source: "b.csv") } == .unknownSource)
    #expect(code { try test.dataset.setRetracted(true, source: "sha256:") } == .unknownSource)
    #expect(code { try test.dataset.setRetracted(true, source: "") } == .unknownSource)
    #expect(try test.dataset.setRetracted(true, source: String(first.digest.prefix(19))).source.digest == first.digest)
    let digits = String(second.digest.dropFirst(7).prefix(12))
    #expect(try test.dataset.setRetracted(true, source: digits).source.digest == second.digest)
  }
}

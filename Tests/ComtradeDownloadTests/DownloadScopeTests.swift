import ComtradeDownload
import Foundation
import Testing

@Suite struct DownloadScopeTests {
  @Test(arguments: [
    ("2019..2022", DownloadScope.Frequency.annual, ["2019", "2020", "2021", "2022"]),
    ("2022", .annual, ["2022"]), ("2019-06..2020-02", .annual, ["2019", "2020"]),
    ("2019-11..2020-02", .monthly, ["201911", "201912", "202001", "202002"]),
  ])
  func `a span is the periods in it`(text: String, frequency: DownloadScope.Frequency, periods: [String]) {
    #expect(DownloadScope.periods(text, frequency) == periods)
  }

  @Test func `a year is its twelve months`() {
    #expect(DownloadScope.periods("2020", .monthly)?.count == 12)
  }

  @Test(arguments: [
    "", "..", "2020..", "2022..2019", "2020-13", "20", "2020...2021", "1900", "2020..2021..2022", "2020-1",
  ])
  func `what is no span is refused`(text: String) {
    #expect(DownloadScope.periods(text, .monthly) == nil)
  }

  private func scope(reporters: [DownloadScope.Area], periods: [String], codes: [String] = ["30"]) -> DownloadScope {
    DownloadScope(
      reporters: reporters, partners: [.init(name: "PRK", code: 408)], flows: ["X"], codes: codes,
      frequency: .monthly, periods: periods)
  }

  @Test func `a request has one reporter and at most twelve periods, and pins what would be counted twice`() throws {
    let periods = try #require(DownloadScope.periods("2019-01..2020-02", .monthly))
    let calls = DownloadCall.calls(
      for: scope(reporters: [.init(name: "CHN", code: 156), .init(name: "IND", code: 699)], periods: periods))
    #expect(calls.count == 4)
    #expect(calls[1].address.contains("reporterCode=156&period=202001,202002&partnerCode=408&"))
    #expect(calls.allSatisfy { $0.address.contains("partner2Code=0&customsCode=C00&motCode=0") })
    #expect(calls[3].file == "comtrade-M-IND-PRK-X-30-202001-202002.json")
    #expect(Set(calls.map(\.file)).count == 4)
  }

  @Test func `without reporters all are asked for, and many codes make no long name`() {
    let calls = DownloadCall.calls(
      for: scope(reporters: [], periods: ["202001"], codes: ["30", "3001", "3002", "3003", "TOTAL"]))
    #expect(calls.map(\.file) == ["comtrade-M-all-PRK-X-30+3+TOTAL-202001.json"])
    #expect(calls.allSatisfy { !$0.address.contains("reporterCode") })
  }

  @Test func `areas have the numbers of the interface`() throws {
    let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Data").path
    let codes = try AreaCodes(dataDirectory: data)
    #expect(
      try ["CHN", "ind", "USA", "FRA", "WLD", "PRK", "97"].map { try codes.area($0).code } == [
        156, 699, 842, 251, 0, 408, 97,
      ])
    #expect(throws: DownloadFailure.self) { try codes.area("ZZZ") }
    #expect(throws: DownloadFailure.self) { try AreaCodes(dataDirectory: "/nowhere") }
  }

  @Test func `waits double, and a server's wish is heard within reason`() {
    var pace = Pace()
    pace.wait = .seconds(5)
    #expect((1...3).map { pace.wait(after: $0, asked: nil) } == [.seconds(5), .seconds(10), .seconds(20)])
    #expect(pace.wait(after: 1, asked: 60) == .seconds(60))
    #expect(pace.wait(after: 3, asked: 1) == .seconds(20))
    #expect(pace.wait(after: 1, asked: 999_999) == .seconds(600))
  }
}

import Foundation
import Testing

/// The program against a server on loopback that answers well and badly.
@Suite(.serialized) struct FetchTests {
  private let server: TestServer

  init() throws {
    server = try TestServer()
    try server.write(#"{"elapsedTime":"0.1","count":1,"data":[\#(Self.row)],"error":""}"#, to: "one.json")
    try server.write(#"{"count":0,"data":[],"error":""}"#, to: "none.json")
    try server.write(#"{"count":0,"data":[],"error":"wrong parameter"}"#, to: "error.json")
    try server.write(#"{"elapsedTime":"0.1","count":1,"data":[{"typeCode":"C","#, to: "cut.json")
    try server.write("<html><title>Maintenance</title></html>", to: "page.html")
  }

  private static let row =
    #"{"typeCode":"C","freqCode":"A","refYear":2022,"period":"2022","reporterCode":156,"flowCode":"X","partnerCode":408,"partner2Code":0,"classificationCode":"H6","cmdCode":"TOTAL","customsCode":"C00","motCode":0,"qtyUnitCode":-1,"qty":0,"netWgt":0,"primaryValue":894039906}"#

  private func fetch(_ answers: [String], _ arguments: String...) throws -> TestServer.Outcome {
    try server.fetch(answers: answers, ["--reporter", "CHN,IND", "--partner", "PRK", "--period", "2022"] + arguments)
  }

  @Test func `answers go into files with a log, and empty ones are no files`() throws {
    let outcome = try fetch(["200 - one.json", "200 - none.json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output == "out/comtrade-A-CHN-PRK-X-TOTAL-2022.json\n")
    #expect(outcome.errors.contains("1 rows in 1 files; 1 answers without rows"))
    #expect(try server.names(in: "out") == ["comtrade-A-CHN-PRK-X-TOTAL-2022.json", "downloads.ndjson"])
    #expect(outcome.requests.count == 2)
    #expect(outcome.requests.allSatisfy { $0.hasPrefix("secret /data/v1/get/C/A/HS?reporterCode=") })
    // The key goes to the server alone.
    #expect(!(try server.read("out/downloads.ndjson")).contains("secret"))
  }

  @Test func `what is there is not asked for again, what was damaged is`() throws {
    _ = try fetch(["200 - one.json", "200 - none.json"])
    let again = try fetch([])
    #expect(again.code == 0, "\(again.errors)")
    #expect(again.requests.isEmpty)
    try server.write("{", to: "out/comtrade-A-CHN-PRK-X-TOTAL-2022.json")
    #expect(try fetch(["200 - one.json"]).requests.count == 1)
  }

  @Test(arguments: [
    "429 Retry-After:0 -", "503 - page.html", "500 - -", "200 - cut.json", "hangup - -",
  ])
  func `what passes is tried again`(first: String) throws {
    let outcome = try fetch([first, "200 - one.json", "200 - one.json"])
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.requests.count == 3)
    #expect(outcome.errors.contains("waiting 0 s: "), "\(outcome.errors)")
  }

  @Test func `what does not pass ends the download, and the next one goes on from there`() throws {
    let outcome = try fetch(["200 - one.json"] + Array(repeating: "503 - -", count: 3))
    #expect(outcome.code == 1)
    #expect(outcome.requests.count == 4)
    #expect(outcome.errors.contains("download.unreachable"), "\(outcome.errors)")
    #expect(try fetch(["200 - one.json"]).requests.count == 1)
  }

  @Test(arguments: [
    ("401 - -", "download.refused", "COMTRADE_KEY"), ("403 - -", "download.refused", "COMTRADE_KEY"),
    ("400 - page.html", "download.refused", "Maintenance"), ("200 - page.html", "download.refused", "Maintenance"),
    ("200 - error.json", "download.refused", "wrong parameter"),
  ])
  func `a refusal is not tried again, and says why`(answer: String, code: String, words: String) throws {
    let outcome = try fetch([answer])
    #expect(outcome.code == 1)
    #expect(outcome.requests.count == 1)
    #expect(outcome.errors.contains(code), "\(outcome.errors)")
    #expect(outcome.errors.contains(words), "\(outcome.errors)")
    #expect(try server.names(in: "out").allSatisfy { !$0.hasSuffix(".json") && !$0.hasSuffix(".part") })
  }

  @Test func `without a key, a known area or a span nothing is asked`() throws {
    #expect(try server.fetch(answers: [], ["--partner", "PRK", "--period", "2022"], key: nil).code == 64)
    #expect(try server.fetch(answers: [], ["--partner", "ZZZ", "--period", "2022"]).errors.contains("download.area"))
    #expect(try server.fetch(answers: [], ["--partner", "PRK", "--period", "then"]).errors.contains("download.period"))
    #expect(try server.fetch(answers: [], ["--partner", "PRK", "--period", "2022", "--code", "3;DROP"]).code == 64)
  }

  @Test func `a server that is not there is said to be`() throws {
    let outcome = try server.fetch(
      answers: [], ["--partner", "PRK", "--period", "2022", "--server", "http://127.0.0.1:9"])
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("download.unreachable"), "\(outcome.errors)")
  }
}

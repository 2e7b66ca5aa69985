import FoundationEssentials
import PluginProtocol
import PluginTransport
import Testing
import TradeModel

@Suite struct MessageCodecTests {
  private func problem(_ line: String) -> WireProblem? {
    do throws(WireProblem) {
      _ = try MessageCodec().pluginMessage(Array(line.utf8))
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    (#"{"type":"hello","protocol":[1],"version":"1"}"#, "/id"),
    (#"{"id":"q1"}"#, "/type"),
    (#"{"type":"heading","text":"t"}"#, "/level"),
    (#"{"type":"finding","key":"k","text":"t","values":{"a":{"source":{},"value":1}}}"#, "/values/a/source/url"),
    (#"{"type":"table","key":"k","columns":[{"name":"a"},{"label":"b"}]}"#, "/columns/1/name"),
  ])
  func `a field that is missing is named`(line: String, field: String) {
    let problem = problem(line)
    #expect(problem?.code == "protocol.missing_field")
    #expect(problem?.message.contains("'\(field)'") == true, "\(problem?.message ?? "no problem")")
  }

  @Test(arguments: [
    (#"{"type":"heading","level":"2","text":"t"}"#, "/level"),
    (#"{"type":7}"#, "/type"),
    (#"{"type":"hello","protocol":[1,"x"],"id":"a","version":"1"}"#, "/protocol/1"),
    (#"{"type":"list","items":["a",null]}"#, "/items/1"),
    (#"{"type":"query","id":"q","measures":["value"],"where":{"hs":{"below":"30"}}}"#, "/where/hs"),
  ])
  func `a field of the wrong form is named`(line: String, field: String) {
    let problem = problem(line)
    #expect(problem?.code == "protocol.invalid_field")
    #expect(problem?.message.contains("'\(field)'") == true, "\(problem?.message ?? "no problem")")
  }

  @Test(arguments: [
    (#"{"type":"heading","level":2.5,"text":"t"}"#, "2.5"),
    (#"{"type":"credit","id":"q1","n":12345678901234567890}"#, "12345678901234567890"),
    (#"{"type":"table","key":"k","from":"t","limit":1e99}"#, "1e99"),
  ])
  func `a number that does not fit is shown, and not rounded`(line: String, number: String) {
    let problem = problem(line)
    #expect(problem?.code == "protocol.invalid_field")
    #expect(problem?.message.contains(number) == true)
    #expect(problem?.message.contains("a number is too large, or not whole") == true, "\(problem?.message ?? "none")")
  }

  @Test func `a line of the host is compact and begins with its type`() throws {
    let reply = ErrorReply(error: ErrorDetail(kind: "host", code: "c", message: "a/b \"quoted\"\n\u{2028}"))
    let line = String(decoding: try MessageCodec().line(for: .error(reply)), as: UTF8.self)
    #expect(line.hasPrefix(#"{"type":"error","error":{"code":"c","kind":"host","message":"a/b \"quoted\"\n"#))
    #expect(line.filter { $0 == "\n" }.count == 1)
    #expect(line.hasSuffix("}\n"))
  }

  @Test func `an end is written as an encoder would`() throws {
    let gaps = [
      QueryGap(at: ["reporter": "DEU", "period": "2020", "hs": "30"], status: .notInExtract),
      QueryGap(at: [:], status: .noRow),
    ]
    let evidence = QueryEvidence(
      sourceRows: 12, origins: ["GACC via \"Yonhap\"", "DGCI&S / é"], gaps: gaps,
      flags: ["several-prints": 1, "edition-break:1:n": 20])
    for end in [
      End(id: "q1", rows: 2, truncated: false, evidence: evidence),
      End(id: "t", rows: 0, truncated: true, evidence: QueryEvidence()),
    ] {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let body = String(decoding: try encoder.encode(end), as: UTF8.self).dropFirst()
      #expect(
        String(decoding: try MessageCodec().line(for: HostMessage.end(end)), as: UTF8.self)
          == "{\"type\":\"end\"," + body + "\n")
    }
  }

  @Test func `the depth is bounded before the decoder sees the line`() {
    let deep =
      "{\"type\":\"x\",\"a\":" + String(repeating: "[", count: 5000) + String(repeating: "]", count: 5000) + "}"
    #expect(problem(deep)?.code == "limit.depth")
    #expect(problem(deep)?.message.contains("64") == true)
  }
}

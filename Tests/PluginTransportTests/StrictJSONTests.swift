import PluginTransport
import Testing

@Suite struct StrictJSONTests {
  private func code(_ bytes: [UInt8]) -> String? {
    do throws(WireProblem) {
      try StrictJSON.check(bytes, depth: 64)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: [
    "{}", " { \"a\" : [ ] } ", "{\"a\":{}}", "{\"a\":-0.5e+10}", "{\"a\":1E100}", "{\"a\":0}", "{\"a\":-0}",
    #"{"a":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"}"#, "{\"a\":\"\u{2028}\u{2029}\u{85}😀\u{7F}\"}",
    "{\"a\":true,\"b\":false,\"c\":null}", #"{"":1,"a":2}"#, #"{"a":{"x":1},"b":{"x":1}}"#,
    "{\"a\":12345678901234567890123456789012345678}",
  ])
  func `an object in JSON passes`(text: String) {
    #expect(code(Array(text.utf8)) == nil)
  }

  @Test(arguments: [
    "", "[]", "1", "\"a\"", "{", "}", "{}{}", "{} x", "{\"a\"}", "{\"a\":}", "{a:1}", "{'a':1}", "{\"a\":1,}",
    "{\"a\":[1,]}", "{,}", "{\"a\":[,1]}", "{\"a\":1 \"b\":2}", "{\"a\":[1 2]}", "{\"a\":[1}", "{\"a\":\"b}",
    "{\"a\":NaN}", "{\"a\":Infinity}", "{\"a\":-Infinity}", "{\"a\":nan}", "{\"a\":01}", "{\"a\":-01}", "{\"a\":+1}",
    "{\"a\":.5}", "{\"a\":5.}", "{\"a\":1e}", "{\"a\":1e+}", "{\"a\":1e101}", "{\"a\":1e400}", "{\"a\":1e-400}",
    "{\"a\":1e99999999999999999999}", "{\"a\":0x10}", "{\"a\":1_000}", "{\"a\":tru}", "{\"a\":True}", "{\"a\":nul}",
    "{\"a\":\"\t\"}", "{\"a\":\"\0\"}", "{\"a\":\"\u{1B}[31m\"}", "{\"a\":\"\\x41\"}", "{\"a\":\"\\u12\"}",
    "{\"a\":\"\\u12g4\"}", "{\"a\":\"\\u+123\"}", "{\"a\":\"\\u-000\"}", "{\"a\":\"\\", "{/* */}", "{\"a\":1}\0",
    "\u{FEFF}{}",
  ])
  func `what is no object in JSON is malformed`(text: String) {
    #expect(code(Array(text.utf8)) == "protocol.malformed")
  }

  @Test(arguments: [
    #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":2}"#, #"{"x":{"é":1,"\u00e9":2}}"#,
    #"{"a/b":1,"a\/b":2}"#, #"{"😀":1,"\ud83d\ude00":1}"#,
  ])
  func `a key that stands twice is refused, however it is spelled`(text: String) {
    #expect(code(Array(text.utf8)) == "protocol.duplicate_key")
  }

  @Test(arguments: [
    #"{"a":"\ud800"}"#, #"{"a":"\udc00"}"#, #"{"a":"\ud800\ud800"}"#, #"{"a":"\ud800x"}"#, #"{"a":"\ud800\n"}"#,
    #"{"\ud83d":1}"#,
  ])
  func `half a surrogate pair is no text`(text: String) {
    #expect(code(Array(text.utf8)) == "protocol.not_utf8")
  }

  @Test(
    arguments: [
      [0xFF], [0xC2], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xE2, 0x80],
    ] as [[UInt8]])
  func `bytes that are no UTF-8 are refused`(bytes: [UInt8]) {
    #expect(code(Array("{\"a\":\"".utf8) + bytes + Array("\"}".utf8)) == "protocol.not_utf8")
  }

  @Test func `half a character at the end of a line leaves the next line intact`() throws {
    var splitter = LineSplitter(limit: 100)
    splitter.append(Array("{\"a\":\"".utf8) + [0xC2, 0x0A] + Array("{\"b\":\"ä\"}\n".utf8))
    #expect(code(try #require(try splitter.nextLine())) == "protocol.not_utf8")
    #expect(try splitter.nextLine() == Array("{\"b\":\"ä\"}".utf8))
  }

  @Test func `UTF-16 is refused`() {
    #expect(code("{\"a\":1}".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "protocol.malformed")
  }

  @Test(arguments: ["[", "{\"a\":"]) func `nesting is allowed to 64 levels`(opening: String) {
    let closing = opening == "[" ? "]" : "}"
    func nested(_ depth: Int) -> [UInt8] {
      let inner = depth - 1
      let core = opening == "[" ? "" : "1"
      let text = String(repeating: opening, count: inner) + core + String(repeating: closing, count: inner)
      return Array("{\"a\":\(text)}".utf8)
    }
    #expect(code(nested(64)) == nil)
    #expect(code(nested(65)) == "limit.depth")
    #expect(code(nested(512)) == "limit.depth")
  }

  @Test func `a hundred thousand brackets are refused without a crash`() {
    #expect(code(Array(("{\"a\":" + String(repeating: "[", count: 100_000)).utf8)) == "limit.depth")
  }

  @Test func `an excerpt is short and holds no control characters`() {
    let line = Array(("\u{1B}[31m\0" + String(repeating: "ä", count: 500)).utf8)
    let excerpt = StrictJSON.excerpt(of: line)
    #expect(excerpt.hasPrefix("\u{FFFD}[31m\u{FFFD}ää"))
    #expect(excerpt.hasSuffix("…"))
    #expect(excerpt.count == 81)
    #expect(StrictJSON.excerpt(of: Array("{}".utf8)) == "{}")
  }
}

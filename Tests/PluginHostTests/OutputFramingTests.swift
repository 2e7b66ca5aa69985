import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct OutputFramingTests {
  private func run(_ script: String, strict: Bool = false) async throws -> RunResult {
    var plugin = try TestPlugin.python(script)
    plugin.isStrict = strict
    let result = await plugin.run()
    #expect(plugin.leftovers() == 0)
    return result
  }

  @Test func `F07 prose on standard output is a warning, and the run goes on`() async throws {
    let result = try await run(#"raw("Loading...\nWarning: old\n"); begin(); raw("50 % done\n"); heading("h"); done()"#)
    #expect(result.outcome == "ok")
    #expect(result.texts == ["h"])
    #expect(result.codes == ["protocol.stray_output"])
    #expect(result.diagnostics.first?.message.contains("Loading...") == true)
    let strict = try await run(
      #"begin(); heading("h"); raw("50 % done\n"); heading("late"); done()"#, strict: true)
    #expect(strict.outcome == "protocol.stray_output")
    #expect(strict.texts == ["h"])
    #expect(strict.status == .partial)
  }

  @Test func `a hundred stray lines are borne, one more is not`() async throws {
    #expect(try await run(#"begin(); raw("x\n" * 100); done()"#).outcome == "ok")
    let result = try await run(#"begin(); heading("h"); raw("x\n" * 101); done()"#)
    #expect(result.outcome == "limit.stray")
    #expect(result.texts == ["h"])
  }

  @Test(arguments: [
    ("{\\\"type\\\":\\\"heading\\\",}", "protocol.malformed"), ("{oops", "protocol.malformed"),
    ("{\\\"type\\\":\\\"log\\\",\\\"message\\\":\\\"a\\\",\\\"message\\\":\\\"b\\\"}", "protocol.duplicate_key"),
    ("{\\\"type\\\":\\\"log\\\",\\\"message\\\":\\\"\\\\ud800\\\"}", "protocol.not_utf8"),
    ("{\\\"type\\\":\\\"log\\\",\\\"x\\\":" + String(repeating: "[", count: 64), "limit.depth"),
    ("{\\\"type\\\":\\\"log\\\"}", "protocol.missing_field"), ("{}", "protocol.missing_field"),
    ("{\\\"type\\\":\\\"progress\\\",\\\"done\\\":NaN}", "protocol.malformed"),
    ("{\\\"type\\\":\\\"log\\\",\\\"message\\\":\\\"a\\0b\\\"}", "protocol.malformed"),
  ])
  func `F08 F13 a line that breaks the rules ends the run with its number`(line: String, code: String) async throws {
    let result = try await run("begin(); heading(\"h\"); raw(\"\(line)\\n\"); heading(\"late\"); done()")
    #expect(result.outcome == code)
    #expect(result.failure?.message.hasPrefix("line 3: ") == true, "\(result.failure?.message ?? "none")")
    #expect(result.texts == ["h"])
    #expect(result.status == .partial)
    #expect(result.notices == [code])
  }

  @Test func `F09 bytes that are no UTF-8 end the run`() async throws {
    let script = #"begin(); os.write(1, b'{"type":"log","message":"\xff"}\n'); done()"#
    #expect(try await run(script).outcome == "protocol.not_utf8")
  }

  @Test func `a byte order mark before hello is named`() async throws {
    let result = try await run(#"raw("\ufeff"); begin(); done()"#)
    #expect(result.outcome == "protocol.malformed")
    #expect(result.failure?.hint?.contains("byte order mark") == true)
  }

  @Test func `F05 F06 white space, any order of keys, CR LF and empty lines are fine`() async throws {
    let result = try await run(
      """
      raw('\\r\\n  \\n { "version" : "1", "id":"org.example.test",\\t"protocol":[ 1 ], "type" : "hello" }\\r\\n')
      recv()
      raw('{"text":"a\\u2028\\u0085b","level":3,"type":"heading"}\\r\\n\\n')
      raw('{"status":"ok","type":"done"}')
      """)
    #expect(result.outcome == "ok")
    #expect(result.texts == ["a\u{2028}\u{85}b"])
  }

  @Test func `F15 ten thousand writes of a byte are read like one write of ten thousand bytes`() async throws {
    let lines = "lines = '{\"type\":\"heading\",\"level\":3,\"text\":\"\\u00e4\"}\\n' * 240; begin(); "
    let one = try await run(lines + "raw(lines); done()")
    let many = try await run(lines + "[os.write(1, bytes([byte])) for byte in lines.encode()]; done()")
    #expect(one.outcome == "ok")
    #expect(one.texts == Array(repeating: "ä", count: 240))
    #expect(many.texts == one.texts)
    #expect(many.status == one.status)
  }

  @Test func `ten thousand blocks in one write are read in order`() async throws {
    let result = try await run(
      """
      begin()
      text = "".join('{"type":"prose","text":"n' + chr(97 + i % 26) + '"}\\n' for i in range(9999))
      raw(text + '{"type":"done","status":"ok"}\\n')
      """)
    #expect(result.outcome == "ok")
    #expect(result.texts.count == 9999)
    #expect(result.texts.prefix(3) == ["na", "nb", "nc"])
  }

  @Test func `R09 half a line before the end is cut off`() async throws {
    let result = try await run(#"begin(); heading("h"); raw('{"type":"done","stat'); sys.exit(0)"#)
    #expect(result.outcome == "protocol.truncated")
    #expect(result.texts == ["h"])
  }

  @Test func `a line of nine mebibytes is refused`() async throws {
    let result = try await run(
      #"begin(); heading("h"); raw('{"type":"log","message":"' + "x" * (9 << 20) + '"}\n'); done()"#)
    #expect(result.outcome == "limit.line_bytes")
    #expect(result.texts == ["h"])
  }

  @Test func `a line of just eight mebibytes is read`() async throws {
    let result = try await run(
      #"begin(); raw('{"type":"log","message":"' + "x" * ((8 << 20) - 27) + '"}\n'); done()"#)
    #expect(result.outcome == "ok")
  }

  @Test func `F10 a flood without a line feed ends soon, not when memory does`() async throws {
    let result = try await run(#"begin(); [os.write(1, b"{" + b"x" * 65536) for i in range(100000)]"#)
    #expect(result.outcome == "limit.line_bytes")
  }

  @Test func `O09 a message of unknown type is a warning with the nearest name`() async throws {
    let result = try await run(#"begin(); send(type="headng", level=2, text="x"); heading("h"); done()"#)
    #expect(result.outcome == "ok")
    #expect(result.codes == ["protocol.unknown_type"])
    #expect(result.diagnostics.first?.hint == "did you mean 'heading'?")
    #expect(result.texts == ["h"])
  }

  @Test(arguments: ["heading(\"late\")", "done()", "hello()", "send(type=\"log\", message=\"m\")"])
  func `R10 nothing may come after done`(late: String) async throws {
    let result = try await run(#"begin(); heading("h"); send(type="done", status="ok"); \#(late)"#)
    #expect(result.outcome == "protocol.unexpected")
    #expect(result.texts == ["h"])
  }

  @Test func `a plugin that failed by its own account says why`() async throws {
    let result = try await run(
      """
      begin(); heading("h")
      send(type="done", status="failed", error={"kind":"data","code":"data.missing","message":"no 2021","help":"try 2020"})
      """)
    #expect(result.outcome == "data.missing")
    #expect(result.failure?.message == "no 2021")
    #expect(result.failure?.hint == "try 2020")
    #expect(result.texts == ["h"])
    #expect(try await run(#"begin(); send(type="done", status="failed")"#).outcome == "plugin.failed")
    #expect(try await run(#"begin(); send(type="done", status="fine")"#).outcome == "protocol.invalid_field")
  }

  @Test func `more blocks, rows or bytes than the limits are refused, and the first are kept`() async throws {
    var plugin = try TestPlugin.python("begin()\nfor i in range(50): heading(\"h\")\ndone()")
    plugin.limits.blocks = 20
    var result = await plugin.run()
    #expect(result.outcome == "limit.blocks")
    #expect(result.texts.count == 20)
    plugin.limits = Limits()
    plugin.limits.runBytes = 1000
    result = await plugin.run()
    #expect(result.outcome == "limit.run_bytes")
    plugin = try TestPlugin.python(
      """
      begin()
      column = {"name": "a", "type": "string"}
      send(type="table", key="t", columns=[column], rows=[["x"]] * 6)
      send(type="table", key="u", columns=[column], rows=[["x"]] * 6)
      done()
      """)
    plugin.limits.tableRows = 11
    result = await plugin.run()
    #expect(result.outcome == "limit.table_rows")
    #expect(result.tables.map(\.key) == ["t"])
  }
}

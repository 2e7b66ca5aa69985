import PluginHost
import ReportModel
import Testing

@Suite(.serialized) struct ModeTests {
  private func run(_ mode: String, _ script: String) async throws -> RunResult {
    var plugin = try TestPlugin.python("hello(); lines = [json.loads(line) for line in sys.stdin]\n" + script)
    plugin.mode = mode
    plugin.inputs = ["t": TestPlugin.trade]
    return await plugin.run()
  }

  @Test func `a check gets no inputs, and its diagnostics count`() async throws {
    let result = try await run(
      "check",
      #"""
      send(type="diagnostic", severity="warning", code="data.gap", message=lines[0]["mode"] + " " + "i" * len(lines))
      done()
      """#)
    #expect(result.outcome == "ok")
    #expect(result.notices == ["data.gap"])
    #expect(result.blocks.first.map { if case .notice(let notice) = $0 { notice.message } else { "" } } == "check i")
  }

  @Test(arguments: ["check", "estimate"]) func `a block in a run without a section ends it`(mode: String) async throws {
    let result = try await run(mode, #"heading("h"); done()"#)
    #expect(result.outcome == "protocol.unexpected")
    #expect(result.texts == [])
    #expect(result.failure?.message.contains("the mode is \(mode)") == true)
  }

  @Test func `an estimate is a total`() async throws {
    let result = try await run("estimate", #"send(type="progress", total=4); send(type="progress", total=12); done()"#)
    #expect(result.outcome == "ok")
    #expect(result.estimate == 12)
    #expect(
      try await run("estimate", #"send(type="diagnostic", severity="note", message="n"); done()"#).outcome != "ok")
  }
}

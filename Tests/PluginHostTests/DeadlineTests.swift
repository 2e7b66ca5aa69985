import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct DeadlineTests {
  private static let slow = #"send(type="query", id="q1", dataset="slow", measures=["value"], by=["reporter"])"#

  private func run(
    _ script: String, duplex: Bool = true, limits: (inout Limits) -> Void
  ) async throws -> RunResult {
    var plugin = try TestPlugin.python(script, duplex: duplex)
    plugin.limits.graceSeconds = 0.3
    limits(&plugin.limits)
    let result = await plugin.run()
    #expect(plugin.leftovers() == 0)
    return result
  }

  @Test func `a duplex plugin is asked to stop when it is silent for too long, and may still say why`() async throws {
    let result = try await run(
      #"""
      begin(); heading("h"); message = recv(); heading("heard " + message["type"] + " for " + message["reason"])
      send(type="done", status="cancelled")
      """#
    ) {
      $0.idleSeconds = 0.3
      $0.graceSeconds = 20
    }
    #expect(result.outcome == "limit.idle")
    #expect(result.status == .partial)
    #expect(result.texts == ["h", "heard cancel for limit.idle"])
  }

  @Test func `C05 a plugin that ignores everything is gone after the grace, and its children with it`() async throws {
    let result = try await run(
      """
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      begin(); heading("h")
      subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.signal(15, signal.SIG_IGN); signal.pause()"])
      while True: signal.pause()
      """
    ) { $0.totalSeconds = 0.5 }
    #expect(result.outcome == "limit.total")
    #expect(result.texts == ["h"])
  }

  @Test func `C08 a plugin whose done crosses the word to stop has one outcome, and its blocks count`() async throws {
    for _ in 0..<5 {
      let result = try await run(
        #"begin(); heading("h"); signal.sigtimedwait([], 0.2); send(type="done", status="ok"); recv()"#
      ) {
        $0.idleSeconds = 0.2
        $0.graceSeconds = 20
      }
      #expect(result.outcome == "ok")
      #expect(result.status == .complete)
      #expect(result.notices == [])
    }
  }

  @Test func `a statement that takes for ever does not hold up the end of the run`() async throws {
    let result = try await run("begin(); heading('h'); \(Self.slow)\nwhile True: recv()") { $0.totalSeconds = 0.5 }
    #expect(result.outcome == "limit.total")
    #expect(result.texts == ["h"])
  }

  @Test func `the time that the host reads rows is no silence of the plugin`() async throws {
    let result = try await run("begin(); heading('h'); \(Self.slow)\nwhile True: recv()") {
      $0.idleSeconds = 0.1
      $0.totalSeconds = 0.6
    }
    #expect(result.outcome == "limit.total")
  }

  @Test func `an input that takes for ever ends a one-way run`() async throws {
    var plugin = try TestPlugin.python("begin(); heading('h'); signal.pause()")
    plugin.inputs = ["t": ["dataset": "slow", "measures": ["value"], "by": ["reporter"]]]
    plugin.limits.totalSeconds = 0.5
    let result = await plugin.run()
    #expect(result.outcome == "limit.total")
    #expect(plugin.leftovers() == 0)
  }

  @Test func `the check of values has an end too`() async throws {
    let result = try await run(
      #"""
      begin(); heading("h")
      send(type="query", id="q1", dataset="slow", measures=["value"], by=["reporter"], credit=0)
      recv(); send(type="table", key="t", **{"from": "q1"}); heading("after"); done()
      """#
    ) { $0.totalSeconds = 1 }
    #expect(result.outcome == "limit.total")
    #expect(result.failure?.message.contains("check of the plugin's values") == true)
    #expect(result.texts == ["h"])
    #expect(result.status == .partial)
  }
}

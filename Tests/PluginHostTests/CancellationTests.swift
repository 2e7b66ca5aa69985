import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct CancellationTests {
  /// Runs the plugin and cancels it as soon as it says that it is at work.
  private func cancelled(_ plugin: TestPlugin) async -> RunResult {
    let (events, continuation) = AsyncStream.makeStream(of: Void.self)
    let run = Task {
      let result = await plugin.run { if case .progress = $0 { continuation.yield() } }
      continuation.finish()
      return result
    }
    for await _ in events {
      run.cancel()
      break
    }
    return await run.value
  }

  @Test func `a duplex plugin hears that it is to stop`() async throws {
    let plugin = try TestPlugin.python(
      """
      begin(); heading("h"); send(type="progress")
      message = recv()
      heading("heard " + message["type"] + " of " + message["run"] + " by " + message["reason"])
      send(type="done", status="cancelled")
      """, duplex: true)
    let result = await cancelled(plugin)
    #expect(result.outcome == "run.cancelled")
    #expect(result.texts == ["h", "heard cancel of test by user"])
    #expect(plugin.leftovers() == 0)
  }

  @Test(.timeLimit(.minutes(2))) func `a one-way plugin is ended at once`() async throws {
    var plugin = try TestPlugin.python(#"begin(); heading("h"); send(type="progress"); signal.pause()"#)
    // A plugin that cannot hear of it is not waited for: with the grace, this would take an hour.
    plugin.limits.graceSeconds = 3600
    let result = await cancelled(plugin)
    #expect(result.outcome == "run.cancelled")
    #expect(result.texts == ["h"])
    #expect(plugin.leftovers() == 0)
  }

  @Test func `a plugin that only exits when it is told to stop was cancelled, not lost`() async throws {
    let plugin = try TestPlugin.python(#"begin(); send(type="progress"); recv(); sys.exit(1)"#, duplex: true)
    #expect(await cancelled(plugin).outcome == "run.cancelled")
  }

  @Test func `a plugin that was done before it heard is whole`() async throws {
    let plugin = try TestPlugin.python(
      #"begin(); send(type="progress"); recv(); heading("h"); done()"#, duplex: true)
    let result = await cancelled(plugin)
    #expect(result.outcome == "ok")
    #expect(result.status == .complete)
  }

  @Test(.timeLimit(.minutes(2))) func `a plugin that ignores everything is gone soon after the grace`() async throws {
    var plugin = try TestPlugin.python(
      """
      signal.signal(signal.SIGTERM, signal.SIG_IGN)
      begin()
      subprocess.Popen([sys.executable, "-S", "-c", "import signal; signal.signal(15, signal.SIG_IGN); signal.pause()"])
      send(type="progress")
      while True: signal.pause()
      """, duplex: true)
    plugin.limits.graceSeconds = 0.3
    // It would pause for ever: that the run ends is what is tested.
    #expect(await cancelled(plugin).outcome == "run.cancelled")
    #expect(plugin.leftovers() == 0)
  }
}

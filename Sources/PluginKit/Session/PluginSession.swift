internal import PluginProtocol
package import PluginTransport

/// One conversation with a host, from `hello` to `done`.
package enum PluginSession {
  /// Speaks with the host until the run is done or the host is gone, and returns the exit status.
  package static func serve<P: Plugin>(_ plugin: P.Type, input: Descriptor, output: Descriptor) -> Int32 {
    let wire = Wire(input: input, output: output)
    wire.endsWithInput = P.features.contains("duplex")
    do {
      try wire.sendLast(.hello(P.hello))
      guard let start = try wire.start() else { return 0 }
      wire.run = start.run
      guard let done = outcome(of: plugin, start: start, wire: wire) else { return 0 }
      try wire.sendLast(.done(done))
      return 0
    } catch is HostGone {
      return 0
    } catch {
      PluginProcess.log("\(P.id): \(error)")
      return 1
    }
  }

  /// Runs the plugin and returns how it ended; nil where there is nobody to tell.
  private static func outcome<P: Plugin>(of plugin: P.Type, start: Start, wire: Wire) -> Done? {
    do {
      try perform(plugin, start: start, wire: wire)
      // An error that the plugin swallowed still counts.
      if let failure = wire.failure { throw failure }
      return Done(status: "ok", run: start.run)
    } catch is HostGone {
      return nil
    } catch is Cancelled {
      return Done(status: "cancelled", run: start.run)
    } catch let error as PluginError {
      return Done(status: "failed", run: start.run, error: error.detail)
    } catch let problem as WireProblem {
      return failed(start, kind: "host", code: problem.code, problem.message, problem.hint)
    } catch {
      return failed(start, kind: "plugin", code: "plugin.failed", "\(error)", nil)
    }
  }

  private static func perform<P: Plugin>(_ plugin: P.Type, start: Start, wire: Wire) throws {
    guard start.analysis == nil || start.analysis == P.analysis else {
      throw PluginError(
        kind: "config", code: "plugin.unknown_analysis",
        message: "\(P.id) has no analysis '\(start.analysis ?? "")'", help: "use \(P.analysis)")
    }
    let run = try PluginRun<P.Parameters>(start: start, wire: wire)
    // A check ends where the work would begin: the parameters are known to fit.
    if start.mode == "check" { return }
    try P().run(run)
  }

  private static func failed(
    _ start: Start, kind: String, code: String, _ message: String, _ help: String?
  ) -> Done {
    Done(status: "failed", run: start.run, error: ErrorDetail(kind: kind, code: code, message: message, help: help))
  }
}

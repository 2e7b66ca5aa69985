internal import Dispatch
internal import Glibc

/// Turns Ctrl-C and a request to end into the cancellation of a task.
enum Interruption {
  /// Runs the work; the first signal cancels it, so that plugins can stop by themselves and none is left behind.
  static func cancelling<Value: Sendable>(_ work: @escaping @Sendable () async -> Value) async -> Value {
    let task = Task { await work() }
    let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { task.cancel() }
      source.activate()
      return source
    }
    defer { sources.forEach { $0.cancel() } }
    return await task.value
  }
}

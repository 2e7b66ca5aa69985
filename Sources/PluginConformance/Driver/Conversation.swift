internal import PluginHost
internal import PluginProtocol

/// What passed between the kit and a plugin in one scripted run.
struct Conversation: Sendable {
  /// How the talk came to its end.
  enum Closing: Hashable, Sendable {
    /// The plugin said `done`.
    case done
    /// The script wanted no more.
    case script
    /// The plugin closed its output without `done`.
    case closed
    /// The plugin said nothing for so many seconds.
    case silence(Double)
  }

  /// What was tried, in words that follow "when".
  var circumstances: String
  /// Everything that the plugin wrote, in order.
  var lines: [HeardLine] = []
  /// How the talk ended.
  var closing = Closing.closed
  /// How the process ended by itself in the time that it has; nil where it had to be killed.
  var ending: ChildProcess.Ending?
  /// Whether a CR stands before a LF.
  var hasCarriageReturns = false
  /// Whether the output ended without LF.
  var endsWithoutLineFeed = false
  /// The line on which `done` came; nil where there was none.
  var doneLine: Int?
  /// After how many lines the script cancelled, closed or signalled; nil where it did not.
  var stoppedAfter: Int?
  /// The end of what stood on standard error.
  var errorTail = ""
  /// What is wrong with the files that the plugin wrote.
  var assetProblems: [CaseFailure] = []

  /// The handshake.
  var hello: Hello? {
    if case .hello(let hello) = lines.first?.message { hello } else { nil }
  }

  /// The end of the (last) run.
  var done: Done? {
    for line in lines.reversed() {
      if case .done(let done) = line.message { return done }
    }
    return nil
  }

  /// The blocks and diagnostics, as they stood on the wire.
  var outputs: [HeardLine] { lines.filter(\.isOutput) }
  /// Whether the run ended with `ok`, with nothing wrong on the way.
  var isFine: Bool { done?.status == "ok" && closing == .done }
}

/// What passes between host and plugin, as bytes and before anything is judged.
package enum SessionEvent: Hashable, Sendable {
  /// A line of the host, without its LF, as it is put in the queue for the plugin's standard input.
  case toPlugin([UInt8])
  /// A line of the plugin's standard output without its end (LF or CRLF); not whole where the output ended, or the longest
  /// line was passed, before its LF.
  case fromPlugin([UInt8], isWhole: Bool)
  /// Bytes of the plugin's standard error, as they came.
  case fromErrors([UInt8])
  /// The host has closed the plugin's standard input.
  case inputClosed
  /// The plugin has closed its standard output.
  case outputClosed
  /// The process has ended; one of the two is there.
  case ended(exitCode: Int32?, signal: Int32?)
}

/// Is told of every event of a run in order, on the run's thread, with the time since the session began.
package typealias SessionObserver = @Sendable (SessionEvent, Duration) -> Void

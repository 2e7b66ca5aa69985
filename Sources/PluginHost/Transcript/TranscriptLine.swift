/// One line of a transcript: what passed between host and plugin, and when.
package struct TranscriptLine: Codable, Hashable, Sendable {
  /// From where to where something passed.
  package enum Direction: String, Codable, Sendable {
    /// From the host to the plugin.
    case toPlugin = ">"
    /// From the plugin to the host.
    case fromPlugin = "<"
    /// On the plugin's standard error.
    case errors = "!"
  }

  /// Milliseconds since the run began.
  package var t: Int
  /// From where to where.
  package var dir: Direction
  /// The text, as it was written; nil where there is an event.
  package var line: String?
  /// `closed` where a side closed its pipe, or how the process ended, such as `exit 0`.
  package var event: String?

  /// Creates a line.
  package init(t: Int, dir: Direction, line: String? = nil, event: String? = nil) {
    self.t = t
    self.dir = dir
    self.line = line
    self.event = event
  }

  /// Takes over an event of a session.
  package init(_ event: SessionEvent, after time: Duration) {
    let (seconds, attoseconds) = time.components
    let t = Int(seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    switch event {
    case .toPlugin(let bytes): self.init(t: t, dir: .toPlugin, line: String(decoding: bytes, as: UTF8.self))
    case .fromPlugin(let bytes, _): self.init(t: t, dir: .fromPlugin, line: String(decoding: bytes, as: UTF8.self))
    case .fromErrors(let bytes): self.init(t: t, dir: .errors, line: String(decoding: bytes, as: UTF8.self))
    case .inputClosed: self.init(t: t, dir: .toPlugin, event: "closed")
    case .outputClosed: self.init(t: t, dir: .fromPlugin, event: "closed")
    case .ended(let code, let signal):
      self.init(t: t, dir: .fromPlugin, event: code.map { "exit \($0)" } ?? "signal \(signal ?? 0)")
    }
  }
}

internal import PluginHost
internal import PluginProtocol
internal import PluginTransport

/// A transcript as a table: what was said, when, how large, and where the plugin broke a rule.
package struct TranscriptInspection: Codable, Sendable {
  /// One line of the transcript.
  package struct Row: Codable, Hashable, Sendable {
    /// The line of the transcript, counted from 1.
    package var number: Int
    /// Milliseconds since the run began.
    package var t: Int
    /// `>` host to plugin, `<` plugin to host, `!` standard error.
    package var dir: String
    /// How many bytes the line has.
    package var bytes: Int
    /// The type of the message, or what happened.
    package var what: String
  }

  /// The first rule that the plugin broke.
  package struct Violation: Codable, Hashable, Sendable {
    /// The line of the transcript, counted from 1.
    package var number: Int
    /// The case that looks at the rule.
    package var id: String
    /// What is wrong.
    package var reason: String
    /// What the author can do.
    package var hint: String?
  }

  /// The lines.
  package private(set) var rows: [Row] = []
  /// The first broken rule; nil where none is.
  package private(set) var violation: Violation?

  /// Reads the file.
  ///
  /// - Throws: `CheckFailure` where it is no transcript.
  package init(file: String) throws(CheckFailure) {
    let transcript: Transcript
    do throws(HostError) {
      transcript = try Transcript(file: file)
    } catch {
      throw CheckFailure(error)
    }
    var (heard, isDone) = (0, false)
    for (index, line) in transcript.lines.enumerated() {
      var what = line.event ?? ""
      if let text = line.line, line.dir != .errors {
        let message = HeardLine(number: index + 1, bytes: Array(text.utf8))
        what = TranscriptInspection.type(of: text, line.dir, message)
        if line.dir == .fromPlugin, let message {
          heard += 1
          judge(message, isFirst: heard == 1, isAfterDone: isDone)
          if what == "done" { isDone = true }
          if what == "hello" { isDone = false }
        }
        if line.dir == .toPlugin, what == "start" { isDone = false }
      }
      if line.event?.hasPrefix("exit ") == true || line.event?.hasPrefix("signal ") == true, !isDone {
        if heard == 0 { found(index + 1, "N01", "the plugin said nothing", "begin with hello") }
        found(index + 1, "R01", "the process ended without done", "answer every run with done")
      }
      rows.append(
        Row(number: index + 1, t: line.t, dir: line.dir.rawValue, bytes: line.line?.utf8.count ?? 0, what: what))
    }
  }

  private static func type(of text: String, _ dir: TranscriptLine.Direction, _ heard: HeardLine?) -> String {
    if dir == .toPlugin { return (try? MessageCodec().hostMessage(Array(text.utf8)).type) ?? "no message" }
    guard let heard else { return "empty line" }
    return heard.message?.type ?? "no message"
  }

  private mutating func judge(_ line: HeardLine, isFirst: Bool, isAfterDone: Bool) {
    switch line.content {
    case .stray: found(line.number, "F01", "a line is no message", "print to standard error instead")
    case .broken(let problem): found(line.number, "F01", problem.message, problem.hint)
    case .message(let message):
      if isFirst, message.type != "hello" { found(line.number, "N01", "the first line is no hello", nil) }
      if isAfterDone { found(line.number, "R01", "there is a line after done", "send done last, and once") }
      if !PluginMessage.types.contains(message.type) {
        found(line.number, "F01", "the protocol has no message of type '\(message.type)'", nil)
      }
    }
  }

  private mutating func found(_ number: Int, _ id: String, _ reason: String, _ hint: String?) {
    if violation == nil { violation = Violation(number: number, id: id, reason: reason, hint: hint) }
  }
}

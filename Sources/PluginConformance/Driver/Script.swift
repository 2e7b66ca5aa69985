internal import PluginProtocol

/// What the kit does to a plugin in one run; without changes it is an ordinary host.
struct Script: Hashable, Sendable {
  /// How rows are cut into batches.
  enum Batching: Hashable, Sendable {
    /// As the host cuts them.
    case usual
    /// One row a batch.
    case single
    /// At most 5,000 rows a batch.
    case large
  }

  /// Which questions are refused.
  enum Refusal: Hashable, Sendable {
    /// None but those that the dataset refuses.
    case none
    /// The first one.
    case first
    /// All.
    case all
  }

  /// What ends the talk early: at the first question, or after `start` where the plugin asks nothing.
  enum Stop: Hashable, Sendable {
    /// Nothing.
    case never
    /// Standard input is closed after `hello`, instead of `start`.
    case beforeStart
    /// A `cancel` for the run.
    case cancel
    /// Standard input is closed.
    case closeInput
    /// SIGTERM.
    case terminate
  }

  /// The analysis; nil for a renderer.
  var analysis: String?
  /// Complete parameters.
  var parameters: JSONValue = .object([:])
  /// The queries of the manifest, by name.
  var inputs: [String: JSONValue] = [:]
  /// The mode of `start`.
  var mode = "run"
  /// How rows are cut.
  var batching = Batching.usual
  /// How many rows the first answer has at least, made by repeating its own.
  var fewestRows = 0
  /// Whether every answer is empty.
  var isEmpty = false
  /// Which questions are refused.
  var refusal = Refusal.none
  /// Whether every host line has a field that nobody knows.
  var hasUnknownFields = false
  /// Whether texts hold quotes, backslashes, emoji and unusual line separators.
  var hasUnusualText = false
  /// Whether answers have a column that was not asked for.
  var hasExtraColumn = false
  /// Whether replies to questions that nobody asked come in between.
  var hasStrangeReplies = false
  /// Whether another run is cancelled.
  var cancelsAnotherRun = false
  /// Whether everything is written before the plugin has said anything, and standard input closed at once.
  var isEager = false
  /// What ends the talk early.
  var stop = Stop.never
  /// How many runs the one process makes.
  var runs = 1

  /// The script with one change.
  func with(_ change: (inout Script) -> Void) -> Script {
    var script = self
    change(&script)
    return script
  }

  /// What is tried, in words that follow "when".
  var circumstances: String {
    var parts: [String] = []
    if mode == "check" { parts.append("mode is check") }
    if isEmpty { parts.append("every answer is empty") }
    if batching == .single { parts.append("each batch has one row") }
    if batching == .large { parts.append("a batch has up to 5000 rows") }
    if fewestRows > 0 { parts.append("the first answer has \(fewestRows) rows") }
    switch refusal {
    case .none: break
    case .first: parts.append("the first question is refused")
    case .all: parts.append("every question is refused")
    }
    if hasUnknownFields { parts.append("host lines have an unknown field") }
    if hasUnusualText { parts.append("texts hold quotes, emoji and U+2028") }
    if hasExtraColumn { parts.append("answers have an extra column") }
    if hasStrangeReplies { parts.append("replies to unknown ids come in between") }
    if cancelsAnotherRun { parts.append("another run is cancelled") }
    if isEager { parts.append("all input is there before hello and ends at once") }
    if runs > 1 { parts.append("one process makes \(runs) runs") }
    switch stop {
    case .never: break
    case .beforeStart: parts.append("standard input ends without a start")
    case .cancel: parts.append("the run is cancelled")
    case .closeInput: parts.append("standard input ends in the middle of the run")
    case .terminate: parts.append("SIGTERM comes in the middle of the run")
    }
    return parts.isEmpty ? "nothing unusual happens" : parts.joined(separator: " and ")
  }
}

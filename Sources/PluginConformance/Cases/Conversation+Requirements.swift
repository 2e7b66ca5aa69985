internal import PluginHost
internal import PluginProtocol

extension Conversation {
  /// Throws unless the plugin came to `done`.
  func requireDone(when circumstances: String? = nil) throws(CaseFailure) {
    let when = "when " + (circumstances ?? self.circumstances)
    let said = errorTail.isEmpty ? "" : "; on standard error: " + errorTail.suffix(300)
    switch closing {
    case .done, .script: return
    case .silence(let seconds):
      throw CaseFailure(
        "the plugin says nothing for \(seconds) seconds, \(when)\(said)", line: lines.last,
        hint: "flush every line, and do not wait for what will not come")
    case .closed:
      let how = ending.map { ": \($0.words)" } ?? ""
      throw CaseFailure(
        "the plugin ends without done, \(when)\(how)\(said)", line: lines.last,
        hint: "answer every run with done; send failed with an error where it cannot go on")
    }
  }

  /// Throws unless both runs have sent the same blocks and remarks.
  func requireSameOutputs(as other: Conversation, _ difference: String) throws(CaseFailure) {
    try other.requireDone()
    guard done?.status == other.done?.status else {
      throw CaseFailure(
        "\(difference): done says '\(other.done?.status ?? "nothing")'"
          + (other.done?.error.map { ": \($0.message)" } ?? ""), line: other.lines.last)
    }
    try requireSame(outputs, other.outputs, difference)
  }

  /// Throws unless the lines are the same.
  func requireSame(_ mine: [HeardLine], _ others: [HeardLine], _ difference: String) throws(CaseFailure) {
    for (first, second) in zip(mine, others) where first.bytes != second.bytes {
      // The excerpt begins where the lines part.
      let common = zip(first.bytes, second.bytes).prefix { $0 == $1 }.count
      let place = max(0, common - 20)
      throw CaseFailure(
        "\(difference): '\(text(second, from: place))' instead of '\(text(first, from: place))'", line: second,
        hint: "let the output depend on parameters and rows alone")
    }
    guard mine.count != others.count else { return }
    throw CaseFailure(
      "\(difference): \(others.count) blocks and remarks instead of \(mine.count)", line: others.last ?? mine.last)
  }

  private func text(_ line: HeardLine, from place: Int) -> String {
    String(decoding: line.bytes.dropFirst(place).prefix(60), as: UTF8.self)
  }
}

extension CaseContext {
  /// Throws unless the changed run comes to `done`, with whatever status.
  func requireDone(_ change: (inout Script) -> Void) async throws {
    try await conversation(ordinary().with(change)).requireDone()
  }

  /// Throws unless the changed run ends with `ok` as the ordinary one does.
  func requireFine(_ change: (inout Script) -> Void) async throws {
    _ = try await fineRun()
    let conversation = try await conversation(ordinary().with(change))
    try conversation.requireDone()
    guard !conversation.isFine else { return }
    throw CaseFailure(
      "done says '\(conversation.done?.status ?? "nothing")', when \(conversation.circumstances)"
        + (conversation.done?.error.map { ": \($0.message)" } ?? ""), line: conversation.lines.last,
      hint: "read each line with a parser of JSON")
  }

  /// Throws unless the changed run sends what the ordinary one sends.
  func requireSameOutputs(_ change: (inout Script) -> Void) async throws {
    let plain = try await fineRun()
    let changed = try await conversation(ordinary().with(change))
    try plain.requireSameOutputs(as: changed, "the output differs when \(changed.circumstances)")
  }
}

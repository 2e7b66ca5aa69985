internal import PluginProtocol
internal import PluginTransport

/// How lines are written and read.
enum FramingCases {
  static let all = [
    PluginCase(
      id: "F01", rule: "Every line of standard output is one message of the protocol.", section: "1.6",
      check: { try await messagesOnly($0) }),
    PluginCase(
      id: "F02", rule: "Lines are UTF-8 without a byte order mark and end with LF.", section: "1.1",
      check: { try await lineEnds($0) }),
    PluginCase(
      id: "F03", rule: "Host lines may hold any character: escaped quotes, U+2028, emoji.", section: "1.1",
      check: { context in
        try await context.requireFine { $0.hasUnusualText = true }
      }),
    PluginCase(
      id: "F04", rule: "Fields that the plugin does not know change nothing.", section: "1.4",
      check: { context in
        try await context.requireSameOutputs { $0.hasUnknownFields = true }
      }),
    PluginCase(
      id: "F12", rule: "Messages that several threads send at once do not mix.", section: "1.5",
      check: { _ in throw CaseSkip("a rule for kits, which their own tests keep; a plugin cannot be made to do it") }),
  ]

  private static func messagesOnly(_ context: CaseContext) async throws {
    for conversation in try await context.survey() {
      for line in conversation.lines {
        switch line.content {
        case .stray:
          throw CaseFailure(
            "a line is no message, when \(conversation.circumstances)", line: line,
            hint: "standard output is the wire; print to standard error instead")
        case .broken(let problem):
          throw CaseFailure(
            "\(problem.message), when \(conversation.circumstances)", line: line, hint: problem.hint)
        case .message(let message):
          guard !PluginMessage.types.contains(message.type) else { continue }
          throw CaseFailure(
            "the protocol has no message of type '\(message.type)'", line: line,
            hint: "waybill protocol lists the types")
        }
      }
    }
  }

  private static func lineEnds(_ context: CaseContext) async throws {
    for conversation in try await context.survey() {
      if conversation.hasCarriageReturns {
        throw CaseFailure("lines end with CR LF", hint: "write \\n alone; in Python, open with newline=\"\\n\"")
      }
      if conversation.endsWithoutLineFeed {
        throw CaseFailure("the last line has no LF", line: conversation.lines.last, hint: "end every line with \\n")
      }
      for line in conversation.lines {
        if line.bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
          throw CaseFailure("a byte order mark stands before the line", line: line, hint: "write UTF-8 without it")
        }
        if case .broken(let problem) = line.content, problem.code == "protocol.not_utf8" {
          throw CaseFailure(problem.message, line: line, hint: problem.hint)
        }
      }
    }
  }
}

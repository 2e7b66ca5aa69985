internal import PluginHost

/// Answers of every shape.
enum QuestionCases {
  static let all = [
    PluginCase(
      id: "Q01", rule: "An answer without rows is an answer.", section: "3",
      check: { context in
        try await context.requireDone { $0.isEmpty = true }
      }),
    PluginCase(
      id: "Q02", rule: "One row a batch and thousands of rows a batch are the same answer.", section: "3",
      check: { try await batches($0) }),
    PluginCase(
      id: "Q03", rule: "A question that is refused does not hang or crash the plugin.", section: "3",
      check: { context in
        guard context.subject.isDuplex else { throw CaseSkip("a one-way plugin asks no questions") }
        try await context.requireDone { $0.refusal = .first }
        try await context.requireDone { $0.refusal = .all }
      }),
    PluginCase(
      id: "Q04", rule: "Replies to questions that the plugin did not ask change nothing.", section: "1.8",
      check: { context in
        guard context.subject.isDuplex else { throw CaseSkip("a one-way plugin asks no questions") }
        try await context.requireSameOutputs { $0.hasStrangeReplies = true }
      }),
    PluginCase(
      id: "Q05", rule: "A one-way plugin works where all its input is there at once and has ended.", section: "2",
      check: { context in
        guard !context.subject.isDuplex else { throw CaseSkip("the plugin is duplex") }
        try await context.requireSameOutputs { $0.isEager = true }
      }),
    PluginCase(
      id: "Q06", rule: "Columns that were not asked for change nothing.", section: "9",
      check: { context in
        try await context.requireSameOutputs { $0.hasExtraColumn = true }
      }),
  ]

  private static func batches(_ context: CaseContext) async throws {
    try await context.requireSameOutputs { $0.batching = .single }
    try await context.requireSameOutputs { $0.batching = .large }
    // Rows that repeat are no sound answer, so the plugin may refuse them; it must not break on their number.
    try await context.requireDone {
      $0.batching = .large
      $0.fewestRows = 5000
    }
  }
}

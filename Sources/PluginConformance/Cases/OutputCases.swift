internal import PluginProtocol
internal import ReportModel

/// What blocks are made of.
enum OutputCases {
  static let all = [
    PluginCase(
      id: "O01", rule: "Every block is of a type that start.accepts names.", section: "3",
      check: { try await accepted($0) }),
    PluginCase(
      id: "O02", rule: "Keys are unique, and charts, notes and references name what is there.", section: "4",
      check: { try await names($0) }),
    PluginCase(
      id: "O03", rule: "Rows of a table have a cell for each column, of the column's type.", section: "4",
      check: { try await tables($0) }),
    PluginCase(
      id: "O04", rule: "An asset is a file in dirs.out, with the digest that is stated.", section: "4",
      check: { context in
        let all = try await context.survey()
        if let problem = all.flatMap(\.assetProblems).first { throw problem }
        let hasAssets = all.contains { $0.lines.contains { $0.message?.type == "asset" } }
        if !hasAssets { throw CaseSkip("the plugin sends no asset") }
      }),
    PluginCase(
      id: "E01", rule: "Every name in a text has a value.", section: "6", check: { try await values($0) }),
  ]

  private static func accepted(_ context: CaseContext) async throws {
    for line in try await context.survey().flatMap(\.lines) {
      // A type that the host does not know, and that is no question, was meant as a block.
      guard let message = line.message, case .unknown(let type, let id) = message, id == nil else { continue }
      throw CaseFailure(
        "'\(type)' is not among start.accepts", line: line,
        hint: "use one of: " + ProtocolFacts.blocks.joined(separator: ", "))
    }
  }

  private static func names(_ context: CaseContext) async throws {
    for conversation in try await context.survey() {
      var (keys, tables, footnotes): (Set<String>, Set<String>, Set<String>) = ([], [], [])
      for line in conversation.lines {
        guard let message = line.message else { continue }
        if case .footnote(let note) = message {
          guard footnotes.insert(note.key).inserted else {
            throw CaseFailure("the footnote '\(note.key)' came before", line: line, hint: "give every note its own key")
          }
        } else if let key = message.key, !keys.insert(key).inserted {
          throw CaseFailure("the key '\(key)' was used before", line: line, hint: "give every block a key of its own")
        }
        if case .table(let table) = message { tables.insert(table.key) }
      }
      for line in conversation.lines {
        if case .chart(let chart) = line.message, !tables.contains(chart.data) {
          throw CaseFailure("the chart shows the table '\(chart.data)', which there is not", line: line)
        }
        for item in line.message?.inlines ?? [] {
          switch item {
          case .footnote(let key) where !footnotes.contains(key):
            throw CaseFailure("the text names the footnote '\(key)', which there is not", line: line)
          default: continue
          }
        }
      }
    }
  }

  private static func tables(_ context: CaseContext) async throws {
    for conversation in try await context.survey() {
      var open: [String: [TableColumnMessage]] = [:]
      for line in conversation.lines {
        switch line.message {
        case .table(let table):
          let columns = table.columns ?? []
          if table.open == true { open[table.key] = columns }
          guard let rows = table.rows else { continue }
          guard table.from == nil, !columns.isEmpty else {
            throw CaseFailure(
              "the table '\(table.key)' has rows, and either no columns or a query as well", line: line,
              hint: "send columns with rows, or from alone")
          }
          try check(rows, columns, of: table.key, line)
        case .rows(let more):
          guard let columns = open[more.key] else {
            throw CaseFailure("the table '\(more.key)' is not open", line: line, hint: "send the table with open first")
          }
          try check(more.rows ?? [], columns, of: more.key, line)
          if more.end == true { open[more.key] = nil }
        default: continue
        }
      }
    }
  }

  private static func check(
    _ rows: [[JSONValue]], _ columns: [TableColumnMessage], of key: String, _ line: HeardLine
  ) throws(CaseFailure) {
    for (index, row) in rows.enumerated() {
      guard row.count == columns.count else {
        throw CaseFailure(
          "row \(index) of the table '\(key)' has \(row.count) cells for \(columns.count) columns", line: line)
      }
      for (cell, column) in zip(row, columns) where !fits(cell, column.type ?? "string") {
        throw CaseFailure(
          "row \(index) of the table '\(key)' has in '\(column.name)' what is no \(column.type ?? "string")",
          line: line,
          hint: "send figures as objects that say where they come from, words as strings")
      }
    }
  }

  /// Whether the cell may stand in a column of the type; an object says where its value comes from.
  private static func fits(_ cell: JSONValue, _ type: String) -> Bool {
    switch (cell, type) {
    case (.null, _), (.object, _): true
    case (.number, "integer"), (.number, "float"), (.number, "decimal"): true
    case (.string, "integer"), (.string, "float"): false
    case (.string, _): true
    default: false
    }
  }

  private static func values(_ context: CaseContext) async throws {
    for line in try await context.survey().flatMap(\.lines) {
      guard let message = line.message else { continue }
      for case .placeholder(let name) in message.inlines where message.values[name] == nil {
        throw CaseFailure(
          "the text names {\(name)}, and values does not have it", line: line,
          hint: "say in values where '\(name)' comes from")
      }
    }
  }
}

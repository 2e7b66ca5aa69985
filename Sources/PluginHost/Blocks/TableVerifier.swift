internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import TradeModel

/// Makes a table from a query's rows, or from rows of the plugin's own whose numbers say where they come from.
struct TableVerifier {
  /// The most rows of a table that are printed; the rest is counted.
  static let printedRows = 1000

  private let message: TableMessage
  private let rows: SpooledRows?
  private let plan: RunPlan
  private let cells: CellResolver
  private let tables: [String: VerifiedTable]

  /// Prepares the verification; `rows` are those of an open table.
  init(
    _ message: TableMessage, rows: SpooledRows? = nil, plan: RunPlan, cells: CellResolver,
    tables: [String: VerifiedTable]
  ) {
    self.message = message
    self.rows = rows
    self.plan = plan
    self.cells = cells
    self.tables = tables
  }

  func draft() throws(HostError) -> TableDraft {
    for text in [message.title].compactMap(\.self) + (message.notes ?? []) + (message.columns ?? []).compactMap(\.label)
    {
      try BareFigures.refuse(in: text, of: message.key, policy: plan.policy)
    }
    if let query = message.from { return try queryTable(query) }
    if let rows { return try openTable(rows) }
    guard let columns = message.columns, let rows = message.rows else {
      throw HostError(
        code: "protocol.missing_field", message: "table '\(message.key)' has neither 'from' nor columns and rows",
        hint: "show a query with \"from\":\"t\", or send columns and rows")
    }
    return try ownTable(columns, rows)
  }

  private func queryTable(_ query: String) throws(HostError) -> TableDraft {
    let answer = try cells.answer(query)
    try answer.complete()
    let wanted =
      message.columns
      ?? answer.columns.filter { !$0.name.contains(".") }.map { TableColumnMessage(name: $0.name) }
    var columns: [TableColumn] = []
    for column in wanted { columns.append(try head(column, answer.columns[answer.column(column.name)])) }
    try refuseRepeatedNames(columns)
    let limit = message.limit ?? TableVerifier.printedRows
    guard limit >= 0 else {
      throw HostError(
        code: "protocol.invalid_field", message: "table '\(message.key)' has the limit \(limit)",
        hint: "leave it out to show all rows")
    }
    let count = min(answer.rowCount, limit, TableVerifier.printedRows)
    var rows: [[VerifiedValue]] = []
    for index in 0..<count {
      var sources: [String: ValueSource] = [:]
      for column in wanted {
        sources[column.name] = .cell(query: query, row: index, column: column.name, format: column.format)
      }
      let values = try resolve(sources, row: index)
      rows.append(wanted.compactMap { values[$0.name] })
    }
    return TableDraft(
      key: message.key, title: TextDraft(template: message.title ?? ""), columns: columns, rows: rows,
      totalRows: answer.rowCount, notes: (message.notes ?? []) + QueryNotes.notes(on: answer.evidence))
  }

  /// Checks and keeps the rows of an open table that are printed, and counts the others.
  private func openTable(_ rows: SpooledRows) throws(HostError) -> TableDraft {
    guard let columns = message.columns, message.rows == nil else {
      throw HostError(
        code: "protocol.missing_field", message: "the open table '\(message.key)' has no columns, or rows of its own",
        hint: "send columns with the table, and rows in rows messages", at: "/columns")
    }
    var draft = try ownTable(columns, try rows.first(TableVerifier.printedRows))
    draft.totalRows = rows.table.rowCount
    if !rows.table.isEnded { draft.notes.append("Cut off: the plugin ended before this table did.") }
    return draft
  }

  /// Returns a row of an open table that is not printed, or nil where there is none.
  func unprintedRow(_ index: Int) throws(HostError) -> [VerifiedValue]? {
    guard let messages = message.columns, let given = try rows?.row(index) else { return nil }
    // Rows may cite rows of earlier tables, each of which takes a part of the thread's stack.
    return try cells.nested { () throws(HostError) in
      try ownRow(given, messages, try ownColumns(messages), index)
    }
  }

  private func ownColumns(_ messages: [TableColumnMessage]) throws(HostError) -> [TableColumn] {
    var columns: [TableColumn] = []
    for column in messages { columns.append(try head(column, nil)) }
    try refuseRepeatedNames(columns)
    return columns
  }

  private func ownTable(_ messages: [TableColumnMessage], _ given: [[JSONValue]]) throws(HostError) -> TableDraft {
    let columns = try ownColumns(messages)
    var rows: [[VerifiedValue]] = []
    for (index, cells) in given.enumerated() { rows.append(try ownRow(cells, messages, columns, index)) }
    return TableDraft(
      key: message.key, title: TextDraft(template: message.title ?? ""), columns: columns, rows: rows,
      totalRows: rows.count, notes: message.notes ?? [])
  }

  private func ownRow(
    _ given: [JSONValue], _ messages: [TableColumnMessage], _ columns: [TableColumn], _ index: Int
  ) throws(HostError) -> [VerifiedValue] {
    guard given.count == columns.count else {
      throw HostError(
        code: "protocol.count_mismatch",
        message: "row \(index) of table '\(message.key)' has \(given.count) cells, its head has \(columns.count)",
        hint: "send one cell a column; null stands for a missing value", at: "/rows/\(index)")
    }
    var plain: [Int: VerifiedValue] = [:]
    var sources: [String: ValueSource] = [:]
    for (position, cell) in given.enumerated() {
      let column = messages[position]
      switch cell {
      case .null: plain[position] = VerifiedValue(kind: .text, raw: "", level: .verified)
      case .object: sources[column.name] = try source(cell, column, index)
      case .string(let text) where column.type == "period":
        guard Period(text) != nil else {
          throw HostError(
            code: "protocol.invalid_field",
            message: "row \(index), column '\(column.name)' of table '\(message.key)': '\(text)' is no period",
            hint: "write 2020, 2020-Q1, 2020-04 or 2022-01..2022-04")
        }
        plain[position] = VerifiedValue(kind: .period, raw: text, level: .verified)
      case .string(let text) where column.type == "code" && column.list != nil:
        let list = column.list ?? ""
        guard let label = try cells.label(of: text, in: list) else {
          throw HostError(
            code: "evidence.unknown_ref",
            message: "row \(index), column '\(column.name)' of table '\(message.key)': the list '\(list)'"
              + " has no code '\(text)'",
            hint: "look it up first, or show it as a string")
        }
        plain[position] = VerifiedValue(kind: .code, raw: text, label: label, level: .verified)
      default: sources[column.name] = .literal(value: cell, unit: column.unit, format: column.format)
      }
    }
    let values = try resolve(sources, row: index)
    return columns.indices.compactMap { plain[$0] ?? values[messages[$0].name] }
  }

  private func source(_ cell: JSONValue, _ column: TableColumnMessage, _ row: Int) throws(HostError) -> ValueSource {
    do {
      return try JSONDecoder().decode(ValueSource.self, from: JSONEncoder().encode(cell)).formatted(column.format)
    } catch {
      throw HostError(
        code: "protocol.invalid_field",
        message:
          "row \(row), column '\(column.name)' of table '\(message.key)' says nothing that a value can come from",
        hint: "write {\"from\":[query,row,column]}, {\"calc\":…,\"value\":…} or a plain text")
    }
  }

  private func resolve(_ sources: [String: ValueSource], row: Int) throws(HostError) -> [String: VerifiedValue] {
    try ValueResolver(sources, block: "\(message.key).\(row)", plan: plan, cells: cells, tables: tables).resolveAll()
  }

  private func head(_ column: TableColumnMessage, _ source: ResultColumn?) throws(HostError) -> TableColumn {
    guard let type = column.type ?? source?.type.rawValue else {
      throw HostError(
        code: "protocol.missing_field", message: "column '\(column.name)' of table '\(message.key)' has no type",
        hint: "use code, period, decimal, integer, float or string")
    }
    return TableColumn(
      name: column.name, label: column.label ?? TableVerifier.label(for: column.name), type: type,
      unit: column.unit ?? source?.unit, format: column.format.map(ValueFormat.init(rawValue:)) ?? .auto)
  }

  private func refuseRepeatedNames(_ columns: [TableColumn]) throws(HostError) {
    var names: Set<String> = []
    for column in columns where !names.insert(column.name).inserted {
      throw HostError(
        code: "protocol.duplicate_id", message: "table '\(message.key)' has two columns '\(column.name)'",
        hint: "give every column a name of its own; label holds the words in the head")
    }
  }

  /// Returns the words for a column that nobody has named: `net_weight` becomes `Net weight`.
  private static func label(for name: String) -> String {
    let words = name.split(whereSeparator: { $0 == "_" || $0 == "." }).joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }
}

extension ValueSource {
  /// Returns the source with this format where it has none of its own.
  fileprivate func formatted(_ format: String?) -> ValueSource {
    switch self {
    case .cell(let query, let row, let column, nil): .cell(query: query, row: row, column: column, format: format)
    case .lookup(let query, let at, let column, nil): .lookup(query: query, at: at, column: column, format: format)
    case .table(let key, let row, let column, nil): .table(key: key, row: row, column: column, format: format)
    case .calculation(let expression, let stated, let unit, nil):
      .calculation(expression: expression, stated: stated, unit: unit, format: format)
    default: self
    }
  }
}

internal import FoundationEssentials
public import PluginProtocol
public import ReportModel

extension PluginRun {
  /// Sends a heading; level 2 is the section's own.
  public func heading(_ text: String, level: Int = 2, values: [String: ValueSource] = [:]) throws {
    try wire.send(.heading(HeadingMessage(level: level, text: text, values: values.nonEmpty)))
  }

  /// Sends a paragraph; every number in it is a placeholder of `values`.
  public func prose(_ text: String, values: [String: ValueSource] = [:], key: String? = nil) throws {
    try wire.send(.prose(Prose(text: text, values: values.nonEmpty, key: key)))
  }

  /// Sends a list.
  public func list(_ items: [String], values: [String: ValueSource] = [:], key: String? = nil) throws {
    try wire.send(.list(ListMessage(items: items, values: values.nonEmpty, key: key)))
  }

  /// Sends a statement with evidence; `signal` is `up`, `down`, `flat`, `new` or `gone`, `weight` from 0 to 1.
  public func finding(
    key: String, text: String, values: [String: ValueSource] = [:], signal: String? = nil, weight: Double? = nil
  ) throws {
    let message = FindingMessage(key: key, text: text, values: values.nonEmpty, signal: signal, weight: weight)
    try wire.send(.finding(message))
  }

  /// Sends a table of an answer's rows; the host has them already.
  public func table(
    key: String, title: String? = nil, from answer: Answer, columns: [TableColumnMessage]? = nil, limit: Int? = nil,
    notes: [String]? = nil
  ) throws {
    let message = TableMessage(
      key: key, title: title, from: answer.id, columns: columns, limit: limit, notes: notes)
    try wire.send(.table(message))
  }

  /// Sends a table of the plugin's own, its numbers as references or calculations; nil is an empty cell.
  public func table(
    key: String, title: String? = nil, columns: [TableColumnMessage], rows: [[ValueSource?]], notes: [String]? = nil
  ) throws {
    let message = TableMessage(
      key: key, title: title, columns: columns, rows: try rows.map { try $0.map(cell) }, notes: notes)
    try wire.send(.table(message))
  }

  /// Sends a table of the plugin's own whose rows come one after the other, for those that are too long for one message.
  ///
  /// Memory holds a few hundred rows at a time, however many there are.
  public func table(
    key: String, title: String? = nil, columns: [TableColumnMessage], streaming rows: some Sequence<[ValueSource?]>,
    notes: [String]? = nil
  ) throws {
    try wire.send(.table(TableMessage(key: key, title: title, columns: columns, open: true, notes: notes)))
    var (batch, seq, count): ([[JSONValue]], Int, Int) = ([], 0, 0)
    func flush() throws {
      guard !batch.isEmpty else { return }
      try wire.send(.rows(RowsMessage(key: key, seq: seq, rows: batch)))
      (batch, seq, count) = ([], seq + 1, count + batch.count)
    }
    for row in rows {
      batch.append(try row.map(cell))
      if batch.count == 500 { try flush() }
    }
    try flush()
    try wire.send(.rows(RowsMessage(key: key, end: true, n: count)))
  }

  /// Sends a chart of columns of a table that was sent before; `mark` is `line`, `bar` or `point`.
  public func chart(
    key: String, mark: String, data: String, x: String, y: String, series: String? = nil, title: String, alt: String
  ) throws {
    let message = ChartMessage(key: key, mark: mark, data: data, x: x, y: y, series: series, title: title, alt: alt)
    try wire.send(.chart(message))
  }

  /// Sends the text of a footnote that texts name as `[^key]`.
  public func footnote(_ key: String, _ text: String, values: [String: ValueSource] = [:]) throws {
    try wire.send(.footnote(FootnoteMessage(key: key, text: text, values: values.nonEmpty)))
  }

  /// Sends a remark for the report: a gap, a doubt.
  public func diagnostic(
    _ severity: Severity, code: String? = nil, message: String, help: String? = nil
  ) throws {
    let message = DiagnosticMessage(severity: severity.rawValue, code: code, message: message, help: help)
    try wire.send(.diagnostic(message))
  }

  /// Tells how far the run is.
  public func progress(_ done: Double, of total: Double, _ message: String? = nil) throws {
    try wire.send(.progress(ProgressMessage(done: done, total: total, message: message)))
  }

  /// Writes a line for people to standard error; it is not part of the report.
  public func log(_ text: String) {
    PluginProcess.log(text)
  }

  private func cell(_ source: ValueSource?) throws -> JSONValue {
    switch source {
    case nil: .null
    case .literal(.string(let text), nil, nil): .string(text)
    case .some(let source): try JSONDecoder().decode(JSONValue.self, from: try JSONEncoder().encode(source))
    }
  }
}

extension [String: ValueSource] {
  /// Nil where there are none, so that the field is left out.
  fileprivate var nonEmpty: [String: ValueSource]? { isEmpty ? nil : self }
}

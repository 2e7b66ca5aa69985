internal import Foundation
internal import PluginProtocol
internal import ReportModel
internal import TradeModel

/// A value with the part of the dataset that it was read from.
struct ResolvedCell {
  var value: VerifiedValue
  var input: EvidenceInput
  /// The number with its bounds; nil for texts and missing cells.
  var interval: Interval?
}

/// Reads cells of answers by themselves, so that a plugin's copy of them does not matter.
final class CellResolver {
  private let answers: [String: Answer]
  private let dataset: any DatasetSession
  private var labels: [String: String] = [:]
  private var totals: [String: (interval: Interval, input: EvidenceInput)] = [:]
  var ledger: LedgerBuilder
  private var nesting = 0

  init(answers: [String: Answer], dataset: any DatasetSession, section: String) {
    self.answers = answers
    self.dataset = dataset
    ledger = LedgerBuilder(section: section)
  }

  /// Runs the body, unless so many of its kind wait for it that the thread's stack could end.
  func nested<Value>(_ body: () throws(HostError) -> Value) throws(HostError) -> Value {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= 32 else {
      throw HostError(
        code: "evidence.bad_calc", message: "a cell is computed through the rows of more than 32 tables",
        hint: "cite the cells of the query itself")
    }
    return try body()
  }

  /// Returns the answer of a query.
  ///
  /// - Throws: `evidence.unknown_ref` with the queries that there are.
  func answer(_ query: String) throws(HostError) -> Answer {
    if let answer = answers[query] { return answer }
    let known = answers.keys.sorted()
    throw HostError(
      code: "evidence.unknown_ref", message: "there is no query or input '\(query)' in this run",
      hint: known.isEmpty ? "ask a query first, or declare an input" : "known: " + known.joined(separator: ", "))
  }

  /// Reads one cell.
  func cell(
    query: String, row index: Int, column name: String, format: String?, name formulaName: String
  ) throws(HostError) -> ResolvedCell {
    let answer = try answer(query)
    let column = try answer.column(name)
    guard let row = try answer.row(index) else {
      throw HostError(
        code: "evidence.unknown_ref", message: "query '\(query)' has \(answer.rowCount) rows, and no row \(index)",
        hint: "rows are counted from 0",
        labels: [
          ErrorLabel(from: [.string(query), JSONValue(integerLiteral: index), .string(name)], text: "no such row")
        ])
    }
    let description = answer.columns[column]
    var input = EvidenceInput(
      name: formulaName, query: try ledger.query(answer), column: name, row: index, at: place(of: row, in: answer),
      value: Answer.text(of: row.cells[column]))
    var value = VerifiedValue(kind: .text, raw: input.value, level: .verified)
    value.format = format.map(ValueFormat.init(rawValue:)) ?? .auto
    switch row.cells[column] {
    case .text(let text):
      value.kind = description.type == .code ? .code : description.type == .period ? .period : .text
      if let list = description.list { value.label = try label(of: text, in: list) }
      return ResolvedCell(value: value, input: input, interval: nil)
    case .missing(let status):
      value.kind = .number
      value.status = status.rawValue
      input.status = status.rawValue
      input.sources = try sources(of: row)
      return ResolvedCell(value: value, input: input, interval: nil)
    case .count(let count):
      value.kind = .number
      return ResolvedCell(value: value, input: input, interval: Interval(exactly: Decimal(count)))
    case .amount(let amount):
      value.kind = .number
      value.unit = description.unit ?? answer.unit(of: name, in: row)
      value.covers = shorterCover(answer, name, row)
      if let bounds = answer.bounds(of: name, in: row) {
        value.low = bounds.low?.description
        value.high = bounds.high?.description
      } else {
        value.low = amount.description
        value.high = amount.description
      }
      (input.unit, input.low, input.high) = (value.unit, value.low, value.high)
      input.sources = try sources(of: row)
      let interval = Interval(
        Decimal(amount), low: value.low.flatMap { Decimal(string: $0) },
        high: value.high.flatMap { Decimal(string: $0) })
      return ResolvedCell(value: value, input: input, interval: interval)
    }
  }

  /// Computes a total over a column, once for all values that name it.
  ///
  /// A row whose figure is unknown leaves the total's upper side open; a stated zero and a month without trade do not.
  func total(
    _ total: Calculation.Total, query: String, column name: String
  ) throws(HostError) -> (interval: Interval, input: EvidenceInput) {
    let key = "\(total.rawValue)(\(query).\(name))"
    if let known = totals[key] { return known }
    let answer = try answer(query)
    let summary = try ColumnSummary(of: name, in: answer)
    guard let interval = summary.interval(total) else {
      throw HostError(
        code: "evidence.bad_calc",
        message: "column '\(name)' of query '\(query)' has no figures for \(total.rawValue)()")
    }
    let input = EvidenceInput(
      name: key, query: try ledger.query(answer), column: name, value: interval.value.plainText,
      unit: total == .count ? nil : summary.unit, low: interval.low?.plainText, high: interval.high?.plainText,
      status: summary.unknownRows > 0 ? "\(summary.unknownRows) rows without a figure" : nil)
    totals[key] = (interval, input)
    return (interval, input)
  }

  /// Returns the words of a code, or nil where the list does not have it.
  func label(of code: String, in list: String) throws(HostError) -> String? {
    let key = list + ":" + code
    if let known = labels[key] { return known.isEmpty ? nil : known }
    let found = try dataset.labels(of: [code], in: list)[code]
    labels[key] = found ?? ""
    return found
  }

  private func place(of row: AnswerRow, in answer: Answer) -> [String: String] {
    var place: [String: String] = [:]
    for (column, cell) in zip(answer.columns, row.cells).prefix(answer.query.by.count) {
      place[column.name] = Answer.text(of: cell)
    }
    return place
  }

  private func sources(of row: AnswerRow) throws(HostError) -> [Int] {
    try dataset.sourceRows(counted: row.counted, alternates: row.alternates).map { ledger.source($0) }
  }

  /// Returns the period that a figure covers where that is less than the row or the query asks for.
  private func shorterCover(_ answer: Answer, _ measure: String, _ row: AnswerRow) -> String? {
    guard let covers = answer.context(of: measure, in: row)?.covers, !covers.isEmpty else { return nil }
    let asked: String?
    if let index = answer.columns.firstIndex(where: { $0.type == .period }) {
      asked = Answer.text(of: row.cells[index])
    } else if let span = answer.query.period, span.months == nil {
      asked = Period(start: span.from.start, end: (span.to ?? span.from).end)?.description
    } else {
      asked = nil
    }
    return covers == asked ? nil : covers
  }
}

extension Decimal {
  /// The exact decimal of an amount.
  init(_ amount: Amount) {
    self = Decimal(amount.thousandths) / 1000
  }
}

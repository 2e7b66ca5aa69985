internal import ReportPipeline
internal import TradeModel

/// Prints an answer row by row: a table for people, or one JSON object.
final class AnswerPrinter {
  private let format: OutputFormat
  private var columns: [ResultColumn] = []
  private var table: TextTable?
  private var rows: [[String?]] = []

  init(format: OutputFormat) {
    self.format = format
  }

  func head(_ columns: [ResultColumn]) {
    self.columns = columns
    let numbers = columns.indices.filter { columns[$0].type == .decimal || columns[$0].type == .integer }
    table = TextTable(
      columns.map { $0.unit.map { unit in "\(unit) " } ?? "" }.enumerated().map { $1 + columns[$0].name },
      rightAligned: Set(numbers))
  }

  func row(_ cells: [ResultCell]) {
    if format == .json {
      rows.append(cells.map(text))
    } else {
      table?.append(zip(cells, columns).map { cell, _ in text(cell) ?? missing(cell) })
    }
  }

  func end(_ summary: AnswerSummary) throws {
    if format == .json {
      let answer = Answer(
        columns: columns, rows: rows, evidence: summary.evidence, digest: summary.digest, snapshot: summary.snapshot)
      return try Console.json(ResultEnvelope(answer, diagnostics: summary.diagnostics))
    }
    if let table { Console.result(table.text) }
    for (flag, count) in summary.evidence.flags.sorted(by: { $0.key < $1.key }) {
      Console.note("flag \(flag): \(count)")
    }
    Console.report(summary.diagnostics)
  }

  private struct Answer: Encodable {
    let columns: [ResultColumn]
    let rows: [[String?]]
    let evidence: QueryEvidence
    let digest: String
    let snapshot: String
  }

  private func text(_ cell: ResultCell) -> String? {
    switch cell {
    case .missing: nil
    case .text(let text): text
    case .amount(let amount): amount.description
    case .count(let count): String(count)
    }
  }

  /// An absent figure is never shown as zero: its status stands in its place.
  private func missing(_ cell: ResultCell) -> String {
    if case .missing(let status) = cell { "(\(status.rawValue))" } else { "" }
  }
}

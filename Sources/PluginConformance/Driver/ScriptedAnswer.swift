internal import PluginHost
internal import PluginProtocol
internal import PluginTransport
internal import TradeModel

/// One answer of the kit: its lines, and how many batches the plugin is ready for.
struct ScriptedAnswer {
  /// The question, or the name of the input.
  let id: String
  /// The line that opens the answer.
  let head: [UInt8]
  /// One line a batch.
  let batches: [[UInt8]]
  /// The line that ends it, by how many batches were sent and whether the plugin dropped the rest.
  private let evidence: QueryEvidence
  private let rowCounts: [Int]

  /// How many batches were sent.
  var sent = 0
  /// How many more may be sent; nil for all.
  var credit: Int?
  /// Whether the plugin gave up on the rest.
  var isDropped = false

  /// Reads the dataset's answer and bends it as the script wants.
  ///
  /// - Throws: What is wrong with the query.
  init(
    id: String, query: TradeQuery, credit: Int?, script: Script, isFirst: Bool, dataset: any DatasetSession
  ) throws {
    let cursor = try dataset.answer(query)
    var rows: [[ResultCell]] = []
    if !script.isEmpty {
      while let row = try cursor.next() { rows.append(row.cells) }
    }
    evidence = script.isEmpty ? QueryEvidence() : cursor.evidence
    if isFirst, !rows.isEmpty, rows.count < script.fewestRows {
      let own = rows
      // Codes that the question names stay, because no row may have others.
      let named = Set(query.conditions.all.keys).union(query.conditions.any.flatMap(\.keys))
      let codes = cursor.columns.indices.filter {
        cursor.columns[$0].type == .code && !named.contains(cursor.columns[$0].name)
      }
      while rows.count < script.fewestRows {
        rows.append(ScriptedAnswer.row(own[rows.count % own.count], codes: codes, number: rows.count / own.count))
      }
    }
    var columns = cursor.columns
    if script.hasUnusualText { rows = rows.map { ScriptedAnswer.unusual($0, columns) } }
    if script.hasExtraColumn {
      columns.append(ResultColumn(name: "x-kit", type: .string))
      rows = rows.map { $0 + [.text("kit")] }
    }
    self.id = id
    self.credit = credit
    head = try MessageCodec().line(for: .stream(Stream(id: id, columns: columns, digest: cursor.digest)))
    (batches, rowCounts) = ScriptedAnswer.cut(rows, id: id, script.batching)
  }

  /// Whether everything was sent that the plugin wants.
  var isFinished: Bool { isDropped || sent == batches.count }

  /// The line that ends the answer.
  func end() throws -> [UInt8] {
    let isTruncated = sent < batches.count
    return try MessageCodec().line(
      for: .end(
        End(
          id: id, rows: rowCounts.prefix(sent).reduce(0, +), truncated: isTruncated,
          evidence: isTruncated ? QueryEvidence() : evidence)))
  }

  private static func cut(
    _ rows: [[ResultCell]], id: String, _ batching: Script.Batching
  ) -> (batches: [[UInt8]], rowCounts: [Int]) {
    var writer = BatchWriter(id: id)
    var batches: [[UInt8]] = []
    var rowCounts: [Int] = []
    for (index, row) in rows.enumerated() {
      writer.append(row)
      let isFull =
        switch batching {
        case .usual: writer.isFull
        case .single: true
        case .large: writer.rowCount == 5000
        }
      guard isFull || index == rows.count - 1 else { continue }
      rowCounts.append(writer.rowCount)
      var line: [UInt8] = []
      writer.flush(into: &line)
      batches.append(line)
    }
    return (batches, rowCounts)
  }

  /// Returns the row of another time round: with other codes, because an answer has no two rows of the same dimensions.
  private static func row(_ row: [ResultCell], codes: [Int], number: Int) -> [ResultCell] {
    var row = row
    for index in codes {
      if case .text(let text) = row[index] { row[index] = .text("\(text)\(number)") }
    }
    return row
  }

  /// Returns the row with unusual words in its columns of text; codes, periods and figures stay as they are, and so does
  /// text that is an object in JSON, which would not be one any more.
  private static func unusual(_ row: [ResultCell], _ columns: [ResultColumn]) -> [ResultCell] {
    zip(row, columns).map { cell, column in
      guard column.type == .string, case .text(let text) = cell, !column.name.contains("."), !text.hasPrefix("{")
      else { return cell }
      return .text(text + unusualText)
    }
  }

  /// Characters that are easily taken for something else: quotes, a backslash, a line separator, emoji, brackets.
  static let unusualText = " \u{201E}Ü\u{2028}\"é\"\\ \u{1F6A2} ]}"
}

internal import ReportModel
internal import ReportPipeline

/// An explanation for people: value, formula, cells, queries, source rows.
struct ExplanationText {
  private let explanation: Explanation

  init(_ explanation: Explanation) {
    self.explanation = explanation
  }

  var text: String {
    var lines = head
    for (input, sources) in zip(explanation.value.inputs, explanation.sources) {
      lines += ["", "\(input.name) = \(cell(input))"] + place(input)
      lines += sources.flatMap(source)
    }
    for query in explanation.queries { lines += [""] + self.query(query) }
    lines += ["", "snapshot  \(explanation.snapshot)"]
    return lines.joined(separator: "\n")
  }

  private var head: [String] {
    let value = explanation.value
    var lines = ["\(value.id)", "  value    \(value.value.isEmpty ? "missing" : value.value) \(value.unit ?? "")"]
    if value.low != nil || value.high != nil, value.low != value.high || value.low != value.value {
      lines.append("  bounds   \(value.low ?? "open") to \(value.high ?? "open")")
    }
    lines.append("  level    \(value.level.rawValue)")
    if let formula = value.formula { lines.append("  formula  \(formula)") }
    if let stated = value.stated { lines.append("  stated   \(stated) by the plugin") }
    if let citation = value.citation { lines.append("  source   \(citation)") }
    if let note = value.note { lines.append("  note     \(note)") }
    return lines
  }

  private func cell(_ input: EvidenceInput) -> String {
    let value = input.value.isEmpty ? "missing (\(input.status ?? "no figure"))" : input.value
    let bounds =
      (input.low != nil || input.high != nil) && input.low != input.high
      ? ", bounds \(input.low ?? "open") to \(input.high ?? "open")" : ""
    return value + (input.unit.map { " " + $0 } ?? "") + bounds
  }

  private func place(_ input: EvidenceInput) -> [String] {
    let row = input.row.map { ", row \($0)" } ?? ", all rows"
    let place = input.at.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return ["  cell     \(input.query)\(row), column \(input.column)"] + (place.isEmpty ? [] : ["  at       \(place)"])
  }

  private func source(_ source: SourceRecord) -> [String] {
    let kind = source.isCounted ? "row      " : "also     "
    var lines = ["  \(kind)\(source.file):\(source.line)\(source.id.map { " (\($0))" } ?? "")  \(source.summary)"]
    lines.append("           \(source.origin)\(source.date.map { ", \($0)" } ?? ""), \(source.address)")
    if let note = source.note { lines.append("           note: \(note)") }
    return lines
  }

  private func query(_ query: QueryRecord) -> [String] {
    var lines = ["query \(query.id)", "  asked    \(query.query)", "  digest   \(query.digest)"]
    lines.append("  answer   \(query.rows) rows from \(query.sourceRows) source rows")
    if !query.origins.isEmpty { lines.append("  origins  \(query.origins.joined(separator: "; "))") }
    for (flag, count) in query.flags.sorted(by: { $0.key < $1.key }) { lines.append("  flag     \(flag): \(count)") }
    return lines
  }
}

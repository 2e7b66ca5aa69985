import ReportModel

extension HTMLPage {
  /// Returns a section with everything below it.
  mutating func section(_ section: Section) -> [String] {
    var lines = ["<section id=\"\(MarkupText.escaped(section.id))\">"]
    if !section.title.isEmpty {
      let number = section.number.isEmpty ? "" : "<span class=\"num\">\(MarkupText.escaped(section.number))</span>"
      let level = min(section.level + 1, 6)
      lines.append("<h\(level)>\(number)\(inlines(section.title))</h\(level)>")
    }
    switch section.status {
    case .complete: break
    case .partial: lines.append("<div class=\"notice warning\"><p><b>This section is incomplete.</b></p></div>")
    case .failed: lines.append("<div class=\"notice error\"><p><b>This section could not be made.</b></p></div>")
    }
    for block in section.blocks { lines.append(self.block(block)) }
    for child in section.sections { lines += self.section(child) }
    lines.append("</section>")
    return lines
  }

  private mutating func block(_ block: Block) -> String {
    switch block {
    case .heading(let heading):
      let level = min(heading.level + 1, 6)
      return "<h\(level)>\(inlines(heading.text))</h\(level)>"
    case .paragraph(let paragraph): return "<p\(identifier(paragraph.id))>\(inlines(paragraph.text))</p>"
    case .list(let list):
      return "<ul\(identifier(list.id))>" + list.items.map { "<li>\(inlines($0))</li>" }.joined() + "</ul>"
    case .finding(let finding): return self.finding(finding)
    case .table(let table): return self.table(table)
    case .chart(let chart): return self.chart(chart)
    case .notice(let notice):
      let hint = notice.hint.map { " " + MarkupText.escaped(sentence($0)) } ?? ""
      let severity = notice.severity.rawValue
      return "<div class=\"notice \(severity)\" role=\"note\"><p><b>\(severity.capitalizedFirst).</b> "
        + "\(MarkupText.escaped(sentence(notice.message)))\(hint) <code>\(MarkupText.escaped(notice.code))</code></p></div>"
    }
  }

  private func identifier(_ id: String?) -> String {
    id.map { " id=\"\(MarkupText.escaped($0))\"" } ?? ""
  }

  private mutating func finding(_ finding: Finding) -> String {
    let sign = arrow(finding.signal)
    let mark =
      sign.isEmpty
      ? "<span class=\"sign\" aria-hidden=\"true\">\u{25A0}</span>"
      : "<span class=\"sign\" role=\"img\" aria-label=\"\(MarkupText.escaped(finding.signal ?? ""))\">\(sign)</span>"
    let level =
      finding.level == .verified
      ? "" : " <span class=\"level l-\(finding.level.rawValue)\">\(finding.level.rawValue)</span>"
    return "<p class=\"finding\"\(identifier(finding.id))>\(mark)\(inlines(finding.text))\(sources(finding.sources))\(level)</p>"
  }

  /// Returns links to the sources of a finding, by their numbers.
  private func sources(_ numbers: [Int]) -> String {
    guard !numbers.isEmpty else { return "" }
    let links = numbers.map { "<a href=\"#w:source-\($0)\" aria-label=\"source \($0)\">\($0)</a>" }
    return " <span class=\"sources\">[" + links.joined(separator: ", ") + "]</span>"
  }

  private mutating func table(_ table: Table) -> String {
    var lines = ["<figure\(identifier(table.id))>"]
    // A wide table is scrolled with the arrow keys, so that it takes the focus.
    lines.append("<div class=\"scroll\" role=\"region\" aria-label=\"Table \(table.number)\" tabindex=\"0\"><table>")
    lines.append("<caption><b>Table \(table.number).</b> \(inlines(table.title))</caption>\n<thead><tr>")
    for column in table.columns {
      let unit = column.unitText.map { "<span class=\"unit\">\(MarkupText.escaped($0))</span>" } ?? ""
      let side = column.isNumeric ? " class=\"r\"" : ""
      lines.append("<th scope=\"col\"\(side)>\(MarkupText.escaped(column.label))\(unit)</th>")
    }
    lines.append("</tr></thead>\n<tbody>")
    for cells in table.rows {
      let row = zip(table.columns, cells).enumerated().map { cell($1.1, in: $1.0, isHead: $0 == 0) }
      lines.append("<tr>" + row.joined() + "</tr>")
    }
    lines.append("</tbody></table></div>")
    lines.append(notes(table.notes) + "</figure>")
    return lines.joined(separator: "\n")
  }

  private mutating func cell(_ cell: TableCell, in column: TableColumn, isHead: Bool) -> String {
    var classes: [String] = []
    if column.isNumeric { classes.append("r") }
    if cell.status != nil, cell.raw.isEmpty { classes.append("missing") }
    let attribute = classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
    // A word without a record needs no backing.
    let isPlain = cell.evidence == nil && (!column.isNumeric || cell.raw.isEmpty)
    let words =
      isPlain
      ? MarkupText.escaped(cell.text)
      : data(
        cell.text, raw: cell.raw, level: cell.level, evidence: cell.evidence, isChoosable: !column.isBound)
    let mark = self.mark(cell.markedLevel(in: column))
    let content = words + mark + cell.footnotes.map { footnote($0) }.joined()
    return isHead ? "<th scope=\"row\"\(attribute)>\(content)</th>" : "<td\(attribute)>\(content)</td>"
  }

  private mutating func chart(_ chart: Chart) -> String {
    "<figure\(identifier(chart.id))>\n"
      + "<figcaption><b>Chart \(chart.number).</b> \(inlines(chart.title))</figcaption>\n"
      + ChartDrawer(style: .page).svg(chart) + "\n"
      + notes(chart.notes + [[.reference(text: "The figures", anchor: chart.table), .text(" stand in the table.")]])
      + "</figure>"
  }

  private mutating func notes(_ notes: [[Inline]]) -> String {
    notes.isEmpty ? "" : "<div class=\"notes\">" + notes.map { "<p>\(inlines($0))</p>" }.joined() + "</div>"
  }

  /// Returns running text.
  mutating func inlines(_ items: [Inline]) -> String {
    items.map { inline($0) }.joined()
  }

  private mutating func inline(_ item: Inline) -> String {
    switch item {
    case .text(let text): return MarkupText.escaped(text)
    case .emphasis(let inner): return "<em>\(inlines(inner))</em>"
    case .strong(let inner): return "<strong>\(inlines(inner))</strong>"
    case .code(let code): return "<code>\(MarkupText.escaped(code))</code>"
    case .link(let text, let address):
      guard isLinkable(address) else { return inlines(text) }
      return "<a href=\"\(MarkupText.escaped(address))\" rel=\"noreferrer noopener\">\(inlines(text))</a>"
    case .value(let span):
      return data(span.text, raw: span.raw, level: span.level, evidence: span.evidence) + mark(span.level)
    case .footnote(let number): return footnote(number)
    case .reference(let text, let anchor):
      return "<a href=\"#\(MarkupText.escaped(anchor))\">\(MarkupText.escaped(text))</a>"
    }
  }

  private func mark(_ level: EvidenceLevel) -> String {
    guard level != .verified else { return "" }
    return "<span class=\"mark l-\(level.rawValue)\" title=\"\(MarkupText.escaped(EvidenceMark.meaning(level)))\">"
      + "\(EvidenceMark.symbol(level))</span>"
  }

  /// Returns a value; a bound is not chosen by itself, since the figure beside it says the same.
  private func data(
    _ text: String, raw: String, level: EvidenceLevel, evidence: String?, isChoosable: Bool = true
  ) -> String {
    let link = isChoosable ? evidence.map { " data-e=\"\(MarkupText.escaped($0))\"" } ?? "" : ""
    let title = MarkupText.escaped(tooltip(raw: raw, level: level, evidence: evidence))
    return "<data value=\"\(MarkupText.escaped(raw))\"\(link) title=\"\(title)\">\(MarkupText.escaped(text))</data>"
  }

  /// Returns what a reader without scripts can learn about a value.
  private func tooltip(raw: String, level: EvidenceLevel, evidence: String?) -> String {
    guard let evidence, let record = records[evidence] else { return EvidenceMark.meaning(level) }
    var parts = [record.value + (record.unit.map { " " + $0 } ?? "")]
    if record.low != record.high {
      parts.append("from \(record.low ?? "no low bound") to \(record.high ?? "no high bound")")
    }
    if let formula = record.formula { parts.append("= " + formula) }
    parts.append(EvidenceMark.meaning(level))
    return parts.filter { !$0.isEmpty }.joined(separator: "; ")
  }
}

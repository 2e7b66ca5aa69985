package import ReportModel

/// Writes a report as GitHub-flavoured Markdown with footnotes.
package struct MarkdownRenderer: Sendable {
  /// Creates a renderer.
  package init() {}

  /// Returns the report as Markdown text.
  package func render(_ report: Report) -> String {
    var parts = head(report)
    for section in report.sections { parts += self.section(section) }
    parts += imprint(report)
    parts += report.footnotes.map { "[^\($0.number)]: " + MarkdownText.escapedStart(inlines($0.text)) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func head(_ report: Report) -> [String] {
    let scan = ReportScan(report)
    var parts = ["# " + MarkdownText.escaped(report.title)]
    if let subtitle = report.subtitle { parts.append("*" + MarkdownText.escaped(subtitle) + "*") }
    var lines = report.scope.map { "- " + MarkdownText.escaped($0.name) + ": " + MarkdownText.escaped($0.value) }
    if !report.authors.isEmpty {
      lines.append("- By " + MarkdownText.escaped(report.authors.joined(separator: ", ")))
    }
    lines.append("- As of " + MarkdownText.escaped(dateInWords(report.asOf)))
    lines.append("- Dataset " + MarkdownText.code(shortDigest(report.snapshot)))
    parts.append(lines.joined(separator: "\n"))
    if let incomplete = scan.incompleteText {
      parts.append("> **" + incomplete + "** The sections say what is missing.")
    }
    let legend = EvidenceLevel.allCases.filter { $0 != .verified && scan.levels.contains($0) }
      .map { MarkdownText.escaped(mark($0)) + " " + EvidenceMark.meaning($0) }
    if !legend.isEmpty { parts.append("Marks: " + legend.joined(separator: "; ") + ".") }
    return parts
  }

  private func section(_ section: Section) -> [String] {
    var parts: [String] = []
    if !section.title.isEmpty {
      let number = section.number.isEmpty ? "" : section.number + " "
      parts.append(String(repeating: "#", count: min(section.level + 1, 6)) + " " + number + inlines(section.title))
    }
    switch section.status {
    case .complete: break
    case .partial: parts.append("> **This section is incomplete.**")
    case .failed: parts.append("> **This section could not be made.**")
    }
    for block in section.blocks { parts.append(self.block(block)) }
    for child in section.sections { parts += self.section(child) }
    return parts
  }

  private func block(_ block: Block) -> String {
    switch block {
    case .heading(let heading):
      return String(repeating: "#", count: min(heading.level + 1, 6)) + " " + inlines(heading.text)
    case .paragraph(let paragraph): return MarkdownText.escapedStart(inlines(paragraph.text))
    case .list(let list):
      return list.items.map { "- " + MarkdownText.escapedStart(inlines($0)) }.joined(separator: "\n")
    case .finding(let finding): return self.finding(finding)
    case .table(let table): return self.table(table)
    case .chart(let chart): return self.chart(chart)
    case .notice(let notice):
      let hint = notice.hint.map { " " + MarkdownText.escaped(sentence($0)) } ?? ""
      return "> **" + notice.severity.rawValue.capitalizedFirst + ".** "
        + MarkdownText.escaped(sentence(notice.message)) + hint + " " + MarkdownText.code(notice.code)
    }
  }

  private func finding(_ finding: Finding) -> String {
    let sign = arrow(finding.signal)
    let text = inlines(finding.text)
    let start = sign.isEmpty ? MarkdownText.escapedStart(text) : sign + " " + text
    let numbers = finding.sources.map(String.init).joined(separator: ", ")
    let sources = numbers.isEmpty ? "" : " \\[" + numbers + "\\]"
    let level = finding.level == .verified ? "" : " *(" + finding.level.rawValue + ")*"
    return start + sources + level
  }

  private func table(_ table: Table) -> String {
    var lines = ["**Table \(table.number).** " + inlines(table.title), ""]
    lines.append(row(table.columns.map { MarkdownText.escaped($0.heading) }))
    lines.append(row(table.columns.map { $0.isNumeric ? "---:" : "---" }))
    for cells in table.rows {
      lines.append(
        row(
          zip(table.columns, cells).map { column, cell in
            MarkdownText.escaped(cell.text + mark(cell.markedLevel(in: column)))
              + cell.footnotes.map { "[^\($0)]" }.joined()
          }))
    }
    if !table.notes.isEmpty {
      lines.append("")
      lines.append(table.notes.map { "*" + inlines($0) + "*" }.joined(separator: "\\\n"))
    }
    return lines.joined(separator: "\n")
  }

  private func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

  private func chart(_ chart: Chart) -> String {
    let notes = chart.notes.map { " *" + inlines($0) + "*" }.joined()
    return "**Chart \(chart.number).** " + inlines(chart.title) + "\\\n" + MarkdownText.escaped(sentence(chart.alt))
      + " The figures stand in the table." + notes
  }

  private func imprint(_ report: Report) -> [String] {
    var parts = ["## About the figures"]
    if !report.origins.isEmpty {
      parts.append("Sources, with the number of rows that this report cites:")
      parts.append(report.origins.map { origin($0) }.joined(separator: "\n"))
    }
    var lines = ["- Dataset " + MarkdownText.code(report.snapshot)]
    for plugin in report.plugins {
      lines.append(
        "- Section " + MarkdownText.code(plugin.section) + " by " + MarkdownText.code(plugin.id) + " "
          + MarkdownText.escaped(plugin.version) + ", " + MarkdownText.code(shortDigest(plugin.digest)) + ": "
          + MarkdownText.escaped(plugin.status))
    }
    lines.append("- Written by " + MarkdownText.escaped(report.generator))
    parts.append(lines.joined(separator: "\n"))
    return parts
  }

  private func origin(_ origin: Origin) -> String {
    let address =
      isLinkable(origin.address)
      ? "<" + MarkdownText.address(origin.address) + ">" : MarkdownText.escaped(origin.address)
    let date = origin.date.map { ", " + MarkdownText.escaped($0) } ?? ""
    let rows = origin.rows == 1 ? "1 row" : "\(origin.rows) rows"
    return "\(origin.number). " + MarkdownText.escaped(origin.name) + date + ": " + address + " (" + rows + ")"
  }

  /// Returns a level's mark; signs that could be taken for the sentence's own stand in brackets.
  private func mark(_ level: EvidenceLevel) -> String {
    switch level {
    case .verified, .cited, .judged: EvidenceMark.symbol(level)
    case .unsourced, .mismatch: "[" + EvidenceMark.symbol(level) + "]"
    }
  }

  private func inlines(_ items: [Inline]) -> String {
    items.map { inline($0) }.joined()
  }

  private func inline(_ item: Inline) -> String {
    switch item {
    case .text(let text): MarkdownText.escaped(text)
    case .emphasis(let inner): wrapped(inner, in: "*")
    case .strong(let inner): wrapped(inner, in: "**")
    case .code(let code): MarkdownText.code(code)
    case .link(let text, let address):
      isLinkable(address) ? "[" + inlines(text) + "](<" + MarkdownText.address(address) + ">)" : inlines(text)
    case .value(let span): MarkdownText.escaped(span.text + mark(span.level))
    case .footnote(let number): "[^\(number)]"
    case .reference(let text, _): MarkdownText.escaped(text)
    }
  }

  /// Returns the words between marks that touch them; Markdown reads marks beside a space as text.
  private func wrapped(_ inner: [Inline], in mark: String) -> String {
    let text = inlines(inner)
    guard let first = text.first, let last = text.last, first != " ", last != " " else { return text }
    return mark + text + mark
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// Returns the words as a sentence: a capital in front, a full stop behind.
func sentence(_ text: String) -> String {
  guard let last = text.last else { return "" }
  let capitalized = text.capitalizedFirst
  return ".!?".contains(last) ? capitalized : capitalized + "."
}

import ReportModel

/// What a report uses, so that its legend explains that and no more.
struct ReportScan {
  /// The levels of the printed values.
  private(set) var levels: Set<EvidenceLevel> = []
  /// All sections, depth first.
  private(set) var sections: [Section] = []

  /// Looks through a report.
  init(_ report: Report) {
    for section in report.sections { visit(section) }
    for footnote in report.footnotes { visit(footnote.text) }
  }

  /// The sections that are not complete.
  var incomplete: [Section] { sections.filter { $0.status != .complete } }

  /// The sentence for the report's head where a section is missing something; nil for a whole report.
  var incompleteText: String? {
    guard !incomplete.isEmpty else { return nil }
    let total = sections.count
    return "Incomplete: \(incomplete.count) of \(total) section\(total == 1 ? "" : "s")."
  }

  private mutating func visit(_ section: Section) {
    sections.append(section)
    visit(section.title)
    for block in section.blocks { visit(block) }
    for child in section.sections { visit(child) }
  }

  private mutating func visit(_ block: Block) {
    switch block {
    case .heading(let heading): visit(heading.text)
    case .paragraph(let paragraph): visit(paragraph.text)
    case .list(let list): for item in list.items { visit(item) }
    case .finding(let finding):
      levels.insert(finding.level)
      visit(finding.text)
    case .table(let table):
      visit(table.title)
      for row in table.rows {
        for (column, cell) in zip(table.columns, row) { levels.insert(cell.markedLevel(in: column)) }
      }
      for note in table.notes { visit(note) }
    case .chart(let chart):
      visit(chart.title)
      for note in chart.notes { visit(note) }
    case .notice: break
    }
  }

  private mutating func visit(_ text: [Inline]) {
    for item in text {
      switch item {
      case .emphasis(let inner), .strong(let inner), .link(let inner, _): visit(inner)
      case .value(let span): levels.insert(span.level)
      case .text, .code, .footnote, .reference: break
      }
    }
  }
}

extension TableColumn {
  /// Whether the column holds numbers, which are aligned on the right.
  var isNumeric: Bool { ["decimal", "integer", "float"].contains(type) }

  /// Whether the column holds the bounds of another one.
  var isBound: Bool { name.hasSuffix(".low") || name.hasSuffix(".high") }

  /// The words in the head, with the unit.
  var heading: String {
    guard let unitText, !unitText.isEmpty else { return label }
    return label + " (" + unitText + ")"
  }
}

extension TableCell {
  /// The level that the cell shows: words need no backing, numbers do, and a wrong word is wrong.
  func markedLevel(in column: TableColumn) -> EvidenceLevel {
    guard !text.isEmpty else { return .verified }
    return column.isNumeric || level == .mismatch || evidence != nil ? level : .verified
  }
}

/// Returns the arrow of a finding's direction; empty where it has none.
func arrow(_ signal: String?) -> String {
  switch signal {
  case "up": "\u{25B2}"
  case "down": "\u{25BC}"
  case "flat": "\u{25B6}"
  case "new": "\u{25C6}"
  case "gone": "\u{25C7}"
  default: ""
  }
}

/// Returns the first digits of a digest, enough to tell two states apart on paper.
func shortDigest(_ digest: String) -> String {
  let parts = digest.split(separator: ":", maxSplits: 1)
  guard parts.count == 2 else { return String(digest.prefix(12)) }
  return parts[0] + ":" + String(parts[1].prefix(12))
}

/// Returns an ISO date in words, such as `10 June 2022`; other text stays.
func dateInWords(_ text: String) -> String {
  let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  let parts = text.split(separator: "-")
  guard parts.count == 3, parts[0].count == 4, let month = Int(parts[1]), (1...12).contains(month),
    let day = Int(parts[2])
  else { return text }
  return "\(day) \(months[month - 1]) \(parts[0])"
}

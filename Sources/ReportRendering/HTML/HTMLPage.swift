import ReportModel

/// One report while it is written as HTML.
struct HTMLPage {
  let report: Report
  let scan: ReportScan
  let records: [String: EvidenceRecord]
  /// The footnotes that the text has pointed to already; the way back leads to the first place.
  private var footnotesSeen: Set<Int> = []

  init(_ report: Report) {
    self.report = report
    scan = ReportScan(report)
    records = Dictionary(report.ledger.values.map { ($0.id, $0) }) { first, _ in first }
  }

  /// Returns the whole page.
  mutating func text() -> String {
    let policy =
      "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
      + "script-src 'sha256-\(SHA256Digest.base64(of: HTMLScript.source))'; base-uri 'none'; form-action 'none'"
    var lines = [
      "<!doctype html>",
      "<html lang=\"\(MarkupText.escaped(report.language))\">",
      "<head>",
      "<meta charset=\"utf-8\">",
      "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
      "<meta name=\"generator\" content=\"\(MarkupText.escaped(report.generator))\">",
      "<meta name=\"referrer\" content=\"no-referrer\">",
      "<title>\(MarkupText.escaped(report.title))</title>",
      "<style>\n\(HTMLStyle.source)</style>",
      "</head>",
      "<body>",
      "<a class=\"skip\" href=\"#w:main\">Skip to the report</a>",
    ]
    lines += head
    lines.append("<main id=\"w:main\" tabindex=\"-1\">")
    for section in report.sections { lines += self.section(section) }
    lines.append("</main>")
    lines += foot()
    lines += [
      "<aside id=\"w:evidence\" role=\"dialog\" aria-label=\"What the number rests on\" tabindex=\"-1\" hidden></aside>",
      "<script type=\"application/json\" id=\"w:ledger\">\(EmbeddedJSON.text(of: report.ledger))</script>",
      "<script>\(HTMLScript.source)</script>",
      "</body>",
      "</html>",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  // MARK: Head

  private var head: [String] {
    var lines = ["<header class=\"title\">", "<h1>\(MarkupText.escaped(report.title))</h1>"]
    if let subtitle = report.subtitle { lines.append("<p class=\"subtitle\">\(MarkupText.escaped(subtitle))</p>") }
    lines.append("<dl class=\"facts\">")
    for entry in report.scope { lines.append(fact(entry.name, MarkupText.escaped(entry.value))) }
    if !report.authors.isEmpty {
      lines.append(fact("By", MarkupText.escaped(report.authors.joined(separator: ", "))))
    }
    let date = MarkupText.escaped(dateInWords(report.asOf))
    lines.append(fact("As of", "<time datetime=\"\(MarkupText.escaped(report.asOf))\">\(date)</time>"))
    lines.append(fact("Dataset", "<code>\(MarkupText.escaped(shortDigest(report.snapshot)))</code>"))
    lines.append("</dl>")
    if let incomplete = scan.incompleteText {
      let links = scan.incomplete.map { section in
        "<a href=\"#\(MarkupText.escaped(section.id))\">"
          + MarkupText.escaped([section.number, section.title.plainText].filter { !$0.isEmpty }.joined(separator: " "))
          + "</a>"
      }
      lines.append(
        "<div class=\"notice error\" role=\"note\"><b>\(incomplete)</b> See \(links.joined(separator: ", ")).</div>")
    }
    lines.append(legend)
    lines.append("</header>")
    let items = contents(report.sections)
    if !items.isEmpty {
      lines.append("<nav class=\"contents\" aria-label=\"Contents\">\(items)</nav>")
    }
    return lines
  }

  private func fact(_ name: String, _ value: String) -> String {
    "<dt>\(MarkupText.escaped(name))</dt><dd>\(value)</dd>"
  }

  private var legend: String {
    let marks = EvidenceLevel.allCases.filter { $0 != .verified && scan.levels.contains($0) }.map { level in
      "<b>\(EvidenceMark.symbol(level))</b> \(MarkupText.escaped(EvidenceMark.meaning(level)))"
    }
    let rest =
      marks.isEmpty
      ? "Every figure is re-computed from the dataset; choose one to see what it rests on."
      : "Figures without a mark are re-computed from the dataset. " + marks.joined(separator: "; ") + "."
    return "<p class=\"legend\">\(rest)</p>"
  }

  private func contents(_ sections: [Section]) -> String {
    let items = sections.filter { !$0.title.isEmpty }.map { section in
      "<li><a href=\"#\(MarkupText.escaped(section.id))\"><span class=\"num\">\(MarkupText.escaped(section.number))</span>"
        + "<span>\(MarkupText.escaped(section.title.plainText))</span></a>\(contents(section.sections))</li>"
    }
    return items.isEmpty ? "" : "<ol>" + items.joined() + "</ol>"
  }

  // MARK: Foot

  /// Returns the mark of a footnote.
  mutating func footnote(_ number: Int) -> String {
    let way = footnotesSeen.insert(number).inserted ? " id=\"w:ref-\(number)\"" : ""
    return "<sup class=\"fn\"><a href=\"#w:note-\(number)\"\(way)>\(number)</a></sup>"
  }

  private mutating func foot() -> [String] {
    var lines = ["<footer>"]
    if !report.footnotes.isEmpty {
      lines.append("<h2>Notes</h2>\n<ol class=\"footnotes\">")
      for note in report.footnotes {
        lines.append(
          "<li id=\"w:note-\(note.number)\" value=\"\(note.number)\">\(inlines(note.text)) "
            + "<a href=\"#w:ref-\(note.number)\" aria-label=\"back to the text\">\u{21A9}\u{FE0E}</a></li>")
      }
      lines.append("</ol>")
    }
    lines.append("<h2>About the figures</h2>")
    if !report.origins.isEmpty {
      lines.append("<p>Sources, with the number of rows that this report cites:</p>\n<ol>")
      lines += report.origins.map { "<li id=\"w:source-\($0.number)\" value=\"\($0.number)\">\(origin($0))</li>" }
      lines.append("</ol>")
    }
    lines.append("<h2>Imprint</h2>\n<ul>")
    lines.append("<li>Dataset <code>\(MarkupText.escaped(report.snapshot))</code></li>")
    for plugin in report.plugins {
      lines.append(
        "<li>Section <code>\(MarkupText.escaped(plugin.section))</code> by <code>\(MarkupText.escaped(plugin.id))</code> "
          + "\(MarkupText.escaped(plugin.version)) (<code>\(MarkupText.escaped(shortDigest(plugin.digest)))</code>), "
          + "\(MarkupText.escaped(plugin.status))</li>")
    }
    lines.append("<li>Written by \(MarkupText.escaped(report.generator))</li>\n</ul>\n</footer>")
    return lines
  }

  private func origin(_ origin: Origin) -> String {
    let address = MarkupText.escaped(origin.address)
    let place =
      isLinkable(origin.address) ? "<a href=\"\(address)\" rel=\"noreferrer noopener\">\(address)</a>" : address
    let date = origin.date.map { ", " + MarkupText.escaped($0) } ?? ""
    let rows = origin.rows == 1 ? "1 row" : "\(origin.rows) rows"
    return "\(MarkupText.escaped(origin.name))\(date). \(place) <span class=\"soft\">(\(rows))</span>"
  }
}

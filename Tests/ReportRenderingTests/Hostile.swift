import ReportModel

/// A report whose every text tries to be something else.
enum Hostile {
  static let text =
    "<script>alert(1)</script> ](javascript:1) | `x` *y* _z_ # & \" ' \u{202E}evil\u{2066} \u{0}\u{1B}[31m \u{2028} </script><!-- ${x}"

  static let report = Report(
    title: text, subtitle: text, authors: [text], asOf: text, language: "en\"><script>",
    scope: [ScopeEntry(name: text, value: text)], snapshot: text, generator: text,
    sections: [
      Section(
        id: "a\"><b>", number: "1", level: 1, title: inlines, status: .failed, plugin: text,
        blocks: [
          .heading(Heading(level: 2, text: inlines)), .paragraph(Paragraph(id: "a.p", text: inlines)),
          .list(ItemList(id: "a.l", items: [inlines, [.text("1. x")], [.text("- y")]])),
          .finding(Finding(id: "a.f", text: inlines, signal: text, level: .mismatch)),
          .table(
            Table(
              id: "a.t", number: 1, title: inlines,
              columns: [TableColumn(name: "n", label: text, type: "decimal", unitText: text)],
              rows: [
                [TableCell(text: text, raw: text, level: .unsourced, evidence: text, status: text, footnotes: [1])]
              ], totalRows: 1, notes: [inlines])),
          .chart(
            Chart(
              id: "a.c", number: 1, title: inlines, mark: "bar", table: "a.t", x: "n", y: "n", series: text, alt: text,
              points: [
                ChartPoint(x: text, y: 1, series: text, label: text), ChartPoint(x: "b", y: .infinity, label: ""),
              ], xLabel: text, yLabel: text, notes: [inlines])),
          .notice(Notice(severity: .error, code: text, message: text, hint: text)),
        ], sections: [])
    ],
    footnotes: [Footnote(number: 1, text: inlines)],
    origins: [
      Origin(number: 1, name: text, address: "javascript:alert(1)", date: text, rows: 1),
      Origin(number: 2, name: text, address: "https://x.org/\"onclick=\"1", rows: 2),
    ],
    ledger: Ledger(
      values: [EvidenceRecord(id: text, form: text, level: .unsourced, value: text, inputs: [])]),
    plugins: [
      PluginRecord(section: text, id: text, version: text, digest: text, status: text, queries: 1, rowsRead: 1)
    ],
    diagnostics: [])

  private static let inlines: [Inline] = [
    .text(text), .emphasis([.text(text)]), .strong([.text(text)]), .code(text),
    .link(text: [.text(text)], address: "javascript:alert(1)"),
    .link(text: [.text(text)], address: "https://x.org/>\"'"),
    .value(ValueSpan(text: text, raw: text, level: .mismatch, evidence: text)), .footnote(1),
    .reference(text: text, anchor: text),
  ]
}

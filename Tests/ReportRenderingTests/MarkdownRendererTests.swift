import Foundation
import ReportModel
import ReportRendering
import Testing

@Suite struct MarkdownRendererTests {
  @Test func `a whole report is written as recorded`() throws {
    try Snapshot.expect(MarkdownRenderer().render(try Sample.report()), matches: "report.md")
  }

  @Test(arguments: [
    ("# no heading", "\\# no heading"), ("1. no list", "1\\. no list"), ("- no list", "\\- no list"),
    ("+ no list", "\\+ no list"), ("2020) no list", "2020\\) no list"), ("> no quote", "\\> no quote"),
    ("a | b", "a \\| b"), ("<b>", "\\<b\\>"), ("[x](javascript:1)", "\\[x\\](javascript:1)"),
    ("*x* _y_ `z`", "\\*x\\* \\_y\\_ \\`z\\`"),
    ("&amp;", "\\&amp;"), ("~~x~~", "\\~\\~x\\~\\~"), ("$x$", "\\$x\\$"),
    ("a\u{202E}b\u{7}c\nd", "a\u{FFFD}b\u{FFFD}c d"),
    ("=== rule", "\\=== rule"), ("https://x.org", "https&#58;//x.org"), ("a@b.org", "a&#64;b.org"),
    ("www.x.org", "www&#46;x.org"),
    ("-5 and 2020", "\\-5 and 2020"),
  ])
  func `text stays text`(text: String, markdown: String) {
    #expect(body(.paragraph(Paragraph(text: [.text(text)]))) == markdown)
  }

  @Test(arguments: [
    (Inline.code("a`b"), "``a`b``"), (.code("`a"), "`` `a ``"), (.code("x|y"), "`x|y`"),
    (.link(text: [.text("a]")], address: "https://x.org/<a>"), "[a\\]](<https://x.org/%3Ca%3E>)"),
    (.link(text: [.text("a")], address: "javascript:1"), "a"), (.footnote(3), "[^3]"),
    (.value(ValueSpan(text: "USD 5", raw: "5", level: .judged)), "USD 5\u{2021}"),
    (.value(ValueSpan(text: "USD 5", raw: "5", level: .mismatch)), "USD 5\\[\u{2260}\\]"),
    (.emphasis([.text(" a")]), " a"), (.strong([.emphasis([.text("a")])]), "***a***"),
    (.reference(text: "Table 2", anchor: "a.t"), "Table 2"),
  ])
  func `inlines are written`(item: Inline, markdown: String) {
    #expect(body(.paragraph(Paragraph(text: [.text("x "), item]))) == "x " + markdown)
  }

  @Test func `an exclamation mark does not make a link an image`() {
    let text: [Inline] = [.text("See !"), .link(text: [.text("it")], address: "https://example.org/p.png")]
    #expect(body(.paragraph(Paragraph(text: text))).contains("See \\![it](<https://example.org/p.png>)"))
  }

  @Test func `a finding ends with the numbers of its sources`() {
    let finding = Finding(id: "a.f", text: [.text("It fell.")], signal: "down", level: .judged, sources: [3, 14])
    #expect(body(.finding(finding)) == "\u{25BC} It fell. \\[3, 14\\] *(judged)*")
  }

  @Test func `a table aligns figures on the right and keeps bars inside its cells`() {
    let table = Table(
      id: "a.t", number: 2, title: [.text("T")],
      columns: [
        TableColumn(name: "a", label: "A|B", type: "string"),
        TableColumn(name: "b", label: "V", type: "decimal", unitText: "USD"),
      ],
      rows: [
        [
          TableCell(text: "x|y", raw: "x|y", level: .unsourced),
          TableCell(text: "5", raw: "5", level: .cited, footnotes: [1]),
        ]
      ], totalRows: 1, notes: [[.text("N")]])
    #expect(
      body(.table(table)) == """
        **Table 2.** T

        | A\\|B | V (USD) |
        | --- | ---: |
        | x\\|y | 5\u{2020}[^1] |

        *N*
        """)
  }

  private func body(_ block: Block) -> String {
    let report = Report(
      title: "T", authors: [], asOf: "2022", language: "en", scope: [], snapshot: "s", generator: "g",
      sections: [
        Section(id: "a", number: "", level: 1, title: [.text("S")], status: .complete, blocks: [block], sections: [])
      ], footnotes: [], origins: [], ledger: Ledger(), plugins: [], diagnostics: [])
    let text = MarkdownRenderer().render(report)
    guard let start = text.range(of: "## S\n\n"), let end = text.range(of: "\n\n## About") else { return text }
    return String(text[start.upperBound..<end.lowerBound])
  }
}

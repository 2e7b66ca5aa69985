import Foundation
import ReportComposition
import ReportModel
import Testing

@Suite struct ComposerTests {
  // MARK: Outline

  @Test func `sections are numbered in order, and text without a heading takes no number`() {
    let report = composed([
      section("intro", title: "", [prose("Hello.")]),
      section("a", title: "First"),
      section("b", title: "Second", children: [section("c", title: "Inner"), section("d", title: "Other")]),
    ])
    #expect(report.sections.map(\.number) == ["", "1", "2"])
    #expect(report.sections[2].sections.map(\.number) == ["2.1", "2.2"])
    #expect(report.sections[2].sections.map(\.level) == [2, 2])
  }

  @Test func `a plugin's own heading is the section's where the report file gives none, and is not repeated`() {
    let blocks: [BlockDraft] = [heading(2, "Own *words*"), heading(3, "Below"), heading(2, "Another")]
    let report = composed([section("a", title: "", blocks), section("b", title: "Given", blocks)])
    #expect(report.sections[0].title == [.text("Own "), .emphasis([.text("words")])])
    #expect(report.sections[0].blocks.map(level) == [2, 2])
    #expect(report.sections[1].title == [.text("Given")])
    #expect(report.sections[1].blocks.map(level) == [2, 3, 2])
  }

  @Test func `a failed section without a heading is found by its name`() {
    let report = composed([SectionDraft(id: "ppe", title: "", status: .failed, plugin: "x", blocks: [])])
    #expect(report.sections[0].title == [.text("ppe")])
    #expect(report.sections[0].number == "1")
  }

  // MARK: Text

  @Test(
    arguments: [
      ("plain", [.text("plain")]),
      ("a *b* c", [.text("a "), .emphasis([.text("b")]), .text(" c")]),
      ("**b** and `x*y`", [.strong([.text("b")]), .text(" and "), .code("x*y")]),
      ("***both***", [.strong([.emphasis([.text("both")])])]),
      ("5 * 3 * 2", [.text("5 * 3 * 2")]),
      ("*open", [.text("*open")]),
      ("**a *b", [.text("**a *b")]),
      (#"\*not\* \{x} \@y \`z"#, [.text("*not* {x} @y `z")]),
      ("<b>&amp;</b>", [.text("<b>&amp;</b>")]),
      (
        "[a *b*](https://x.org/(1))",
        [.link(text: [.text("a "), .emphasis([.text("b")])], address: "https://x.org/(1)")]
      ),
      ("[a](b) [c] [](", [.text("a [c] [](")]),
      ("a@b.org {not a name} {}", [.text("a@b.org {not a name} {}")]),
      ("`", [.text("`")]),
      ("", []),
    ] as [(String, [Inline])])
  func `inline markup is read, and everything else is literal`(text: String, pieces: [Inline]) {
    #expect(paragraph(of: composed([section("a", title: "", [prose(text)])])) == (text.isEmpty ? nil : pieces))
  }

  @Test(arguments: [
    "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "HTTPS:", "//x.org",
  ])
  func `a link to anything but the web or a mail box keeps its words and is reported`(address: String) {
    let report = composed([section("a", title: "", [prose("see [this](\(address)).")])])
    #expect(paragraph(of: report)?.contains { if case .link = $0 { true } else { false } } == false)
    #expect(report.diagnostics.map(\.code) == ["link.refused"])
  }

  @Test func `hostile markup takes no longer than other text`() {
    let text = String(repeating: "[*`{@\\", count: 20_000) + String(repeating: "*a", count: 20_000)
    #expect(paragraph(of: composed([section("a", title: "", [prose(text)])])) != nil)
  }

  @Test func `blank lines part paragraphs, and single ones are spaces`() {
    let report = composed([
      section("a", title: "", [.prose(ProseDraft(key: "k", text: TextDraft(template: "a\nb\n\n \nc\n")))])
    ])
    #expect(
      report.sections[0].blocks == [
        .paragraph(Paragraph(id: "a.k", text: [.text("a b")])), .paragraph(Paragraph(text: [.text("c")])),
      ])
  }

  @Test func `an unknown value is marked in the text and reported with the nearest name`() {
    let text = TextDraft(template: "It was {totl}.", values: ["total": usd("5")])
    let report = composed([section("a", title: "", [.prose(ProseDraft(key: "p", text: text))])])
    #expect(paragraph(of: report) == [.text("It was "), .strong([.text("[missing value: totl]")]), .text(".")])
    #expect(
      report.diagnostics == [
        Diagnostic(
          severity: .error, code: "evidence.missing", message: "the text names a value 'totl' that does not exist",
          hint: "did you mean 'total'?", place: "a.p")
      ])
  }

  @Test func `values keep their record, and words without one are plain text`() {
    let text = TextDraft(
      template: "{v} {verb} in {p}",
      values: [
        "v": usd("311126", evidence: "a.p.v"),
        "verb": VerifiedValue(kind: .text, raw: "rose", level: .unsourced),
        "p": VerifiedValue(kind: .period, raw: "2022-01..2022-04", level: .verified),
      ])
    let span = ValueSpan(text: "USD 311,126", raw: "311126", unit: "USD", level: .verified, evidence: "a.p.v")
    #expect(
      paragraph(of: composed([section("a", title: "", [.prose(ProseDraft(text: text))])])) == [
        .value(span), .text(" rose in January to April 2022"),
      ])
  }

  @Test(arguments: [
    ("{code} fell.", "Vaccines fell."), ("It sent {code}.", "It sent vaccines."), ("A. {code}", "A. Vaccines"),
    ("A, *{code}*", "A, vaccines"), ("{area} and {code}", "China and vaccines"), ("To {area}", "To China"),
    ("of {short}", "of HS goods"),
  ])
  func `the name of goods has no capital inside a sentence`(template: String, words: String) {
    func code(_ raw: String, _ label: String) -> VerifiedValue {
      VerifiedValue(kind: .code, raw: raw, label: label, level: .verified)
    }
    let values = [
      "code": code("vaccine_human", "Vaccines"), "area": code("CHN", "China"), "short": code("hs", "HS goods"),
    ]
    let report = composed([
      section("a", title: "", [.prose(ProseDraft(text: TextDraft(template: template, values: values)))])
    ])
    #expect(self.words(paragraph(of: report) ?? []) == words)
  }

  @Test func `a period in the head of the report stands in words`() {
    var draft = draft([])
    draft.scope = [ScopeEntry(name: "Period", value: "2017-01..2022-12"), ScopeEntry(name: "Importer", value: "x")]
    #expect(compose(draft).scope.map(\.value) == ["January 2017 to December 2022", "x"])
  }

  // MARK: Footnotes

  @Test func `footnotes are numbered by first use, and one text has one number`() {
    let report = composed([
      section("a", title: "", [prose("x[^b] y[^a] z[^b]"), note("a", "First."), note("b", "Second.")]),
      section("b", title: "", [prose("x[^a] y[^c]"), note("a", "Second."), note("c", "Third."), note("d", "Lost.")]),
    ])
    #expect(report.footnotes.map(\.number) == [1, 2, 3])
    #expect(report.footnotes.map(\.text) == [[.text("Second.")], [.text("First.")], [.text("Third.")]])
    #expect(paragraph(of: report, section: 1) == [.text("x"), .footnote(1), .text(" y"), .footnote(3)])
    #expect(report.diagnostics.map(\.code) == ["footnote.unused"])
  }

  @Test func `a key is local to its section, and a footnote points to no other`() {
    let report = composed([
      section("a", title: "", [prose("x[^n]"), note("n", "One[^m]."), note("m", "Two.")]),
      section("b", title: "", [prose("y[^n]")]),
    ])
    #expect(report.footnotes.map(\.text) == [[.text("One[footnote m].")]])
    #expect(report.diagnostics.map(\.code) == ["footnote.nested", "footnote.unused", "reference.unknown"])
    #expect(paragraph(of: report, section: 1) == [.text("y"), .strong([.text("[missing footnote: n]")])])
  }

  @Test func `a figure that covers less than was asked says so by itself`() {
    let value = usd("3802073", covers: "2020-01..2020-10")
    let table = TableDraft(
      key: "t", title: TextDraft(template: "T"),
      columns: [TableColumn(name: "v", label: "V", type: "decimal", unit: "USD")], rows: [[value]], totalRows: 1)
    let report = composed([
      section(
        "a", title: "", [.prose(ProseDraft(text: TextDraft(template: "{v}", values: ["v": value]))), .table(table)])
    ])
    #expect(report.footnotes.map(\.text) == [[.text("covers January to October 2020 only")]])
    #expect(tables(report)[0].rows[0][0].footnotes == [1])
  }

  // MARK: References

  @Test func `references find tables, charts, findings and sections, the own section's first`() {
    let finding = FindingDraft(key: "f", text: TextDraft(template: "F"))
    let report = composed([
      section("a", title: "A", [prose("@t @b.t @b.f @b.c @b (@t)."), table("t")]),
      section("b", title: "B", [table("t"), .finding(finding), chart("c", data: "t")]),
    ])
    #expect(
      paragraph(of: report) == [
        .reference(text: "Table 1", anchor: "a.t"), .text(" "), .reference(text: "Table 2", anchor: "b.t"), .text(" "),
        .reference(text: "Section 2", anchor: "b.f"), .text(" "), .reference(text: "Chart 1", anchor: "b.c"),
        .text(" "), .reference(text: "Section 2", anchor: "b"), .text(" ("),
        .reference(text: "Table 1", anchor: "a.t"), .text(")."),
      ])
  }

  @Test func `an unknown reference is marked, with the nearest key`() {
    let report = composed([
      section("a", title: "A", [prose("@supliers @t"), table("suppliers")]), section("b", title: "B", [table("t")]),
    ])
    #expect(report.diagnostics.map(\.code) == ["reference.unknown", "reference.unknown"])
    #expect(report.diagnostics.map(\.hint) == ["did you mean '@suppliers'?", "did you mean '@b.t'?"])
  }

  // MARK: Findings

  @Test func `a finding is as strong as its weakest value`() {
    func level(_ levels: EvidenceLevel..., template: String = "{0} {1}") -> EvidenceLevel? {
      let values = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ("\($0)", usd("1", level: $1)) })
      let draft = FindingDraft(key: "f", text: TextDraft(template: template, values: values))
      guard
        case .finding(let finding)? = composed([section("a", title: "A", [.finding(draft)])]).sections[0].blocks.first
      else { return nil }
      return finding.level
    }
    #expect(level(.verified, .verified) == .verified)
    #expect(level(.verified, .judged) == .judged)
    #expect(level(.mismatch, .cited) == .mismatch)
    #expect(level(.verified, .unsourced, template: "**{0}**") == .verified)
    #expect(level(template: "No value at all") == .unsourced)
    #expect(level(.verified, template: "{0} {gone}") == .unsourced)
  }

  @Test func `a finding names the sources of its values, counted rows only, each once`() {
    func source(_ origin: String, isCounted: Bool = true) -> SourceRecord {
      SourceRecord(
        file: "f", fileDigest: "d", line: 1, origin: origin, address: "x", summary: "", isCounted: isCounted)
    }
    func record(_ id: String, _ sources: [Int]) -> EvidenceRecord {
      EvidenceRecord(
        id: id, form: "cell", level: .verified, value: "5",
        inputs: [EvidenceInput(name: "value", query: "q", column: "value", value: "5", sources: sources)])
    }
    let text = TextDraft(
      template: "**{a}** and {b}", values: ["a": usd("5", evidence: "a"), "b": usd("5", evidence: "b")])
    var draft = draft([section("s", title: "S", [.finding(FindingDraft(key: "f", text: text))])])
    draft.ledger.sources = [source("A"), source("B"), source("C", isCounted: false), source("A")]
    draft.ledger.values = [record("a", [1, 2, 99]), record("b", [3, 1])]
    guard case .finding(let finding)? = compose(draft).sections[0].blocks.first else {
      Issue.record("no finding")
      return
    }
    #expect(finding.sources == [1, 2])
  }

  // MARK: Tables and charts

  @Test func `bounds have the scale of their figures, and a unit is not said twice`() {
    func column(_ name: String, _ label: String) -> TableColumn {
      TableColumn(name: name, label: label, type: "decimal", unit: "u")
    }
    func pieces(_ raw: String, _ low: String? = nil, _ high: String? = nil) -> VerifiedValue {
      VerifiedValue(kind: .number, raw: raw, unit: "u", low: low, high: high, level: .verified)
    }
    func table(_ rows: [[VerifiedValue]]) -> Table {
      let draft = TableDraft(
        key: "t", title: TextDraft(template: "T"), columns: [column("n", "Pieces"), column("n.low", "At least")],
        rows: rows, totalRows: rows.count)
      return tables(composed([section("a", title: "A", [.table(draft)])]))[0]
    }
    let large = table([[pieces("65000000", "64500000", "65500000"), pieces("64500000")]])
    #expect(large.columns.map(\.unitText) == ["million", "pieces million"])
    #expect(large.rows.map { $0.map(\.text) } == [["65", "64.5"]])
    let small = table([[pieces("625"), pieces("625")]])
    #expect(small.columns.map(\.unitText) == [nil, "pieces"])
    #expect(small.rows.map { $0.map(\.text) } == [["625", "625"]])
  }

  @Test func `a shared unit stands in the head, and every mark is explained below`() {
    let draft = TableDraft(
      key: "t", title: TextDraft(template: "T"),
      columns: [
        TableColumn(name: "who", label: "", type: "string"),
        TableColumn(name: "v", label: "Value", type: "decimal", unit: "USD"),
        TableColumn(name: "q", label: "Quantity", type: "decimal"),
      ],
      rows: [
        [
          text("x"), usd("16700000", "16650000", "16750000"),
          VerifiedValue(kind: .number, raw: "5", unit: "u", level: .verified),
        ],
        [text("y"), missing("unreported"), VerifiedValue(kind: .number, raw: "7", unit: "kg", level: .verified)],
        [text("z"), usd("1460000", "1455000", "1465000"), missing("no-row")],
      ], totalRows: 4812, notes: ["By *value*."])
    let table = tables(composed([section("a", title: "A", [.table(draft)])]))[0]
    #expect(table.columns.map(\.label) == ["who", "Value", "Quantity"])
    #expect(table.columns.map(\.unitText) == [nil, "USD million", nil])
    #expect(
      table.rows.map { $0.map(\.text) } == [
        ["x", "16.7", "5 pieces"], ["y", "n/r", "7 kg"], ["z", "1.46", "\u{2013}"],
      ])
    #expect(
      table.notes.map(words) == [
        "By value.",
        "\u{2013}\u{A0}no row, though the reporter filed the period; n/r\u{A0}the reporter filed nothing.",
        "First 3 of 4,812 rows.",
      ])
  }

  @Test func `exact figures print every digit, and mixed columns say million in the cell`() {
    let draft = TableDraft(
      key: "t", title: TextDraft(template: "T"),
      columns: [TableColumn(name: "v", label: "Value", type: "decimal", unit: "USD")],
      rows: [[usd("894039906")], [usd("16700000", "16650000", "16750000")], [usd("0", status: "zero")]], totalRows: 3)
    let table = tables(composed([section("a", title: "A", [.table(draft)])]))[0]
    #expect(table.rows.map { $0[0].text } == ["894,039,906", "16.7 million", "0"])
    #expect(table.columns[0].unitText == "USD")
  }

  @Test func `a chart draws its table, leaves out what is missing and says so`() {
    let report = composed([section("a", title: "A", [table("t"), chart("c", data: "t")])])
    guard case .chart(let chart) = report.sections[0].blocks[1] else {
      Issue.record("no chart")
      return
    }
    #expect(chart.points.map(\.y) == [5, 7])
    #expect(chart.points.map(\.x) == ["2019", "2021"])
    #expect(chart.points.map(\.position) == [24234, 24258])
    #expect(chart.yLabel == "Value, USD")
    #expect(chart.notes.map(words) == ["Not drawn, because there is no figure: 2020 not reported."])
    #expect(
      chart.alt.hasPrefix("Line chart of Value, USD by Year, 2 figures from 2019 to 2021. Highest: USD 7 (2021)."))
  }

  @Test func `a chart that cannot be drawn becomes a notice and takes no number`() {
    let report = composed([
      section(
        "a", title: "A",
        [
          table("t"), chart("p", data: "t", mark: "pie"), chart("q", data: "tt"), chart("r", data: "t", y: "valeu"),
          chart("c", data: "t"),
        ])
    ])
    #expect(report.diagnostics.map(\.code) == ["chart.unknown_mark", "reference.unknown", "reference.unknown"])
    #expect(report.diagnostics.map(\.hint).dropFirst() == ["did you mean 't'?", "did you mean 'value'?"])
    let notices = report.sections[0].blocks.compactMap {
      if case .notice(let notice) = $0 { notice.message } else { nil }
    }
    #expect(notices.count == 3)
    guard case .chart(let last)? = report.sections[0].blocks.last else {
      Issue.record("no chart")
      return
    }
    #expect(last.number == 1)
  }

  // MARK: Sources

  @Test func `publications are grouped and counted in the order of first use`() {
    func source(_ origin: String, _ date: String?) -> SourceRecord {
      SourceRecord(
        file: "f", fileDigest: "d", line: 1, origin: origin, address: "x", date: date, summary: "", isCounted: true)
    }
    var draft = draft([])
    draft.ledger.sources = [source("B", nil), source("A", "2020"), source("B", nil), source("B", "2021")]
    let origins = compose(draft).origins
    #expect(origins.map(\.name) == ["B", "A", "B"])
    #expect(origins.map(\.rows) == [2, 1, 1])
    #expect(origins.map(\.number) == [1, 2, 3])
  }

  @Test func `a whole report is composed as recorded`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let report = compose(SampleDraft.draft)
    #expect(compose(SampleDraft.draft) == report)
    try Snapshot.expect(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n", matches: "report.json")
  }

  // MARK: Making drafts

  private func draft(_ sections: [SectionDraft]) -> ReportDraft {
    ReportDraft(
      title: "T", asOf: "2022-06-10", snapshot: "sha256:0", sections: sections, ledger: Ledger(),
      units: [
        UnitLabel(code: "USD", singular: "USD", plural: "USD", isPrefix: true),
        UnitLabel(code: "u", singular: "piece", plural: "pieces"),
      ], generator: "waybill")
  }

  private func composed(_ sections: [SectionDraft]) -> Report { compose(draft(sections)) }

  private func section(
    _ id: String, title: String, _ blocks: [BlockDraft] = [], children: [SectionDraft] = []
  ) -> SectionDraft {
    SectionDraft(id: id, title: title, status: .complete, blocks: blocks, sections: children)
  }

  private func prose(_ text: String) -> BlockDraft { .prose(ProseDraft(text: TextDraft(template: text))) }

  private func note(_ key: String, _ text: String) -> BlockDraft {
    .footnote(FootnoteDraft(key: key, text: TextDraft(template: text)))
  }

  private func heading(_ level: Int, _ text: String) -> BlockDraft {
    .heading(HeadingDraft(level: level, text: TextDraft(template: text)))
  }

  private func usd(
    _ raw: String, _ low: String? = nil, _ high: String? = nil, evidence: String? = nil,
    level: EvidenceLevel = .verified, status: String? = nil, covers: String? = nil
  ) -> VerifiedValue {
    VerifiedValue(
      kind: .number, raw: raw, unit: "USD", low: low ?? raw, high: high ?? raw, level: level, evidence: evidence,
      status: status, covers: covers)
  }

  private func missing(_ status: String) -> VerifiedValue {
    VerifiedValue(kind: .number, raw: "", level: .verified, status: status)
  }

  private func text(_ raw: String) -> VerifiedValue { VerifiedValue(kind: .text, raw: raw, level: .verified) }

  private func table(_ key: String) -> BlockDraft {
    func year(_ raw: String) -> VerifiedValue { VerifiedValue(kind: .period, raw: raw, level: .verified) }
    return .table(
      TableDraft(
        key: key, title: TextDraft(template: "T"),
        columns: [
          TableColumn(name: "year", label: "Year", type: "period"),
          TableColumn(name: "value", label: "Value", type: "decimal", unit: "USD"),
        ], rows: [[year("2019"), usd("5")], [year("2020"), missing("unreported")], [year("2021"), usd("7")]],
        totalRows: 3))
  }

  private func chart(_ key: String, data: String, mark: String = "line", y: String = "value") -> BlockDraft {
    .chart(ChartDraft(key: key, title: TextDraft(template: "C"), mark: mark, data: data, x: "year", y: y))
  }

  // MARK: Reading reports

  private func paragraph(of report: Report, section: Int = 0) -> [Inline]? {
    for case .paragraph(let paragraph) in report.sections[section].blocks { return paragraph.text }
    return nil
  }

  private func tables(_ report: Report) -> [Table] {
    report.sections.flatMap(\.blocks).compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  private func level(_ block: Block) -> Int? { if case .heading(let heading) = block { heading.level } else { nil } }

  private func words(_ text: [Inline]) -> String {
    text.map { item in
      switch item {
      case .text(let text): text
      case .emphasis(let inner): words(inner)
      default: "?"
      }
    }.joined()
  }
}

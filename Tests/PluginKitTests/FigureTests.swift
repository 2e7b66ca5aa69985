import PluginKit
import PluginProtocol
import Testing

/// Reads prints, and says in one list what the comparisons find.
private struct Compare: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable { var importer: String }

  func run(_ run: PluginRun<Parameters>) throws {
    let figures = try run.figures(by: ["reporter"], where: ["partner": .equals(run.parameters.importer)])
    let year = try #require(Period("2020"))
    func name(_ pair: FigurePair) -> String { "\(pair.first.period) \(pair.second.period)" }
    try run.list([
      "disagree: " + figures.disagreements().map(name).joined(separator: ", "),
      "closure: " + figures.closureBreaks().map(name).joined(separator: ", "),
      "alike: " + figures.likeForLike().map(name).joined(separator: ", "),
      "tiles: " + figures.with("origin", "FCS").tiles(of: year).map { "\($0.period)" }.joined(separator: ", "),
      "narrowest: " + figures.narrowest().map { "\($0.period)=\($0.origin)" }.joined(separator: ", "),
    ])
    var findings = FindingList()
    findings.add("b", "light", [:], weight: 0.1)
    findings.add("a/1", "heavy", [:], weight: 0.9)
    findings.add("b", "again", [:], weight: 0.8)
    try run.findings(findings)
  }
}

/// Sends sentences that use the same names.
private struct Sentences: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    var list = SentenceList()
    list.add("{a} fell.", ["a": .word("Trade")])
    list.add("{ab} of {a}", ["a": .word("x"), "ab": .calc("max(q1.a)/a-10 * ab2", stated: 1), "ab2": .word("y")])
    try run.list(list)
  }
}

/// Says which prints are compared.
private struct Pairs: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    for pair in try run.figures(by: ["reporter"], where: [:]).likeForLike() {
      let names = "\(pair.first.period) \(pair.first.origin) \(pair.second.period) \(pair.second.origin)"
      try run.finding(key: "p", text: names + (pair.isOfFollowingYears ? " following" : " apart"))
    }
  }
}

/// Asks for prints of a table and of a change.
private struct Change: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    let figures = try run.figures(by: ["reporter"], where: [:])
    try run.table(key: "t", title: "T", of: figures, columns: ["period": "Year", "value": "Value"])
    let pair = FigurePair(figures[0], figures[1])
    try run.finding(
      key: "c", text: "{c}", values: pair.changeSource(from: "a", to: "b").map { ["c": $0] } ?? [:],
      signal: pair.direction.signal)
  }
}

@Suite struct FigureTests {
  private static let columns = ["reporter", "period", "origin", "value", "value.low", "value.high", "value.status"]

  /// The host's lines for an answer with these rows of period, origin, value, low and high.
  private func lines(_ rows: [(String, String, String?, String?, String?)]) -> [String] {
    func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
    let columns = FigureTests.columns.map {
      #"{"name":"\#($0)","type":"\#($0.hasPrefix("value") ? "decimal" : $0 == "period" ? "period" : "string")"}"#
    }.joined(separator: ",")
    let cells = rows.map { row in
      #"["RUS","\#(row.0)","\#(row.1)",\#(quoted(row.2)),\#(quoted(row.3)),\#(quoted(row.4)),"reported"]"#
    }.joined(separator: ",")
    return [
      TestHost.start(),
      #"{"type":"stream","columns":[\#(columns)],"digest":"sha256:00","id":"q1"}"#,
      #"{"type":"batch","id":"q1","seq":0,"rows":[\#(cells)]}"#,
      #"{"type":"end","evidence":{"flags":{},"gaps":[],"origins":[],"sourceRows":0},"id":"q1","rows":\#(rows.count),"#
        + #""truncated":false}"#,
    ]
  }

  @Test func `prints are compared like for like, and within what their bounds leave open`() throws {
    let rows: [(String, String, String?, String?, String?)] = [
      ("2020", "article", "3900", "3850", "3950"), ("2020-Q1", "FCS", "641", "641", "641"),
      ("2020-01..2020-06", "FCS", "1590", "1590", "1590"), ("2020-Q3", "FCS", "1968", "1968", "1968"),
      ("2020-10", "FCS", "243", "243", "243"), ("2019-Q1", "FCS", "190", "185", "195"),
      ("2020-07", "VOA", "4235", "4235", "4235"), ("2020-Q3", "RFA", "1970", "1965", "1975"),
      ("2020-10", "RFA", "250", "249", "251"), ("2021-Q1", "FCS", nil, nil, nil),
    ]
    let (_, messages) = try TestHost().run(Compare.self, lines(rows))
    guard messages.count > 2, case .list(let list) = messages[2] else {
      Issue.record("no list among \(messages)")
      return
    }
    #expect(
      list.items == [
        "disagree: 2020-10 2020-10", "closure: 2020-07 2020, 2020-07 2020-Q3, 2020-07 2020-Q3",
        "alike: 2019-Q1 2020-Q1", "tiles: 2020-01..2020-06, 2020-Q3, 2020-10",
        "narrowest: 2019-Q1=FCS, 2020-Q1=FCS, 2020-01..2020-06=FCS, 2020=article, 2020-07=VOA, 2020-Q3=FCS, 2020-10=FCS",
      ])
  }

  @Test func `of equally narrow prints the pair of one origin is compared`() throws {
    let rows: [(String, String, String?, String?, String?)] = [
      ("2021-06", "Reuters", "12", "11", "13"), ("2022-06", "RFA", "20", "19", "21"),
      ("2022-06", "Reuters", "17", "16", "18"),
    ]
    let (_, messages) = try TestHost().run(Pairs.self, lines(rows))
    let findings = messages.compactMap { if case .finding(let finding) = $0 { finding.text } else { nil } }
    #expect(findings == ["2021-06 Reuters 2022-06 Reuters following"])
  }

  @Test func `years with another between them do not follow each other`() throws {
    let rows: [(String, String, String?, String?, String?)] = [
      ("2020", "a", "5", "5", "5"), ("2022", "a", "6", "6", "6"),
    ]
    let (_, messages) = try TestHost().run(Pairs.self, lines(rows))
    let findings = messages.compactMap { if case .finding(let finding) = $0 { finding.text } else { nil } }
    #expect(findings == ["2020 a 2022 a apart"])
  }

  @Test func `findings are sent by weight, each key once`() throws {
    let (_, messages) = try TestHost().run(Compare.self, lines([]))
    let findings = messages.compactMap { if case .finding(let finding) = $0 { finding } else { nil } }
    #expect(findings.map(\.key) == ["a-1", "b"])
    #expect(findings.map(\.text) == ["heavy", "light"])
  }

  @Test func `sentences of a list keep their values apart, in calculations too`() throws {
    let (_, messages) = try TestHost().run(Sentences.self, [TestHost.start("{}")])
    guard messages.count == 3, case .list(let list) = messages[1] else {
      Issue.record("no list among \(messages)")
      return
    }
    #expect(list.items == ["{an0} fell.", "{abn1} of {an1}"])
    #expect(
      list.values?["abn1"]
        == .calculation(expression: "max(q1.a)/an1-10 * ab2n1", stated: .number(1), unit: nil, format: nil))
    #expect(list.values?["an0"] == .word("Trade"))
  }

  @Test(arguments: [
    ("2740000000", "491100000", "down", true), ("0", "8000", "new", false), ("3900000", "0", "gone", true),
    ("5", "5", "flat", true),
  ])
  func `a change has a direction, and a number only where there is a base`(
    before: String, after: String, signal: String, hasNumber: Bool
  ) throws {
    let rows: [(String, String, String?, String?, String?)] = [
      ("2019", "a", before, before, before), ("2020", "a", after, after, after),
    ]
    let (_, messages) = try TestHost().run(Change.self, lines(rows))
    guard messages.count == 5, case .table(let table) = messages[2], case .finding(let finding) = messages[3] else {
      Issue.record("no table and finding among \(messages)")
      return
    }
    #expect(table.rows?.first == [["from": ["q1", 0, "period"]], ["from": ["q1", 0, "value"]]])
    #expect(table.columns?.map(\.type) == ["period", "decimal"])
    #expect(finding.signal == signal)
    #expect((finding.values?["c"] != nil) == hasNumber)
  }
}

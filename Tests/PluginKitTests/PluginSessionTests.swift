import PluginKit
import PluginProtocol
import Testing

private let stream =
  #"{"type":"stream","columns":[{"list":"area","name":"reporter","type":"code"},"#
  + #"{"name":"value","type":"decimal","unit":"USD"}],"digest":"sha256:00","id":"q1"}"#
private let end =
  #"{"type":"end","evidence":{"flags":{"disagreeing-prints":1},"gaps":[],"origins":["GACC"],"sourceRows":2},"#
  + #""id":"q1","rows":2,"truncated":false}"#
private let batch = #"{"type":"batch","id":"q1","seq":0,"rows":[["CHN","491100000"],["RUS",null]]}"#

/// Asks one query and says what came.
private struct Probe: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable { var importer: String }

  func run(_ run: PluginRun<Parameters>) throws {
    let answer = try run.query(TradeQuery(measures: ["value"], by: ["reporter"]))
    let rows = try answer.rows()
    try run.heading("Rows")
    try run.finding(
      key: "a", text: "{who} {a} {c}",
      values: [
        "who": .cell(rows[0], "reporter"), "a": .cell(rows[0], "value"),
        "c": .calc("a / a - 1", stated: (rows[0].decimal("value") ?? 1) / 491_100_000 - 1, format: .change),
      ], signal: "flat", weight: 0.5)
    try run.prose(answer.evidence?.origins.first ?? "none", values: ["p": .parameter("/importer")])
    try run.table(
      key: "t", columns: [.own("who", "Who", type: "string"), .own("v", "Value", type: "decimal", unit: "USD")],
      rows: [
        [.word("China"), .cell(rows[0], "value")], [.word("Russia"), rows[1].amount("value").map { _ in .word("") }],
      ])
  }
}

/// Reads a column that is not there, and goes on as if nothing had happened.
private struct WrongColumn: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    for row in try run.query(TradeQuery(measures: ["value"], by: ["reporter"])) { _ = row.text("reportr") }
  }
}

/// Reads one row, has seen enough, and asks again.
private struct Picky: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    let first = try run.query(TradeQuery(measures: ["value"], by: ["reporter"]))
    guard let row = first.next() else { return }
    try first.drop()
    let second = try run.query(TradeQuery(measures: ["value"], by: ["reporter"]))
    try run.list([row.text("reporter") ?? "", String(try second.rows().count), String(first.next() == nil)])
  }
}

/// Swallows what it is told, over and over.
private struct Stubborn: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    for _ in 0..<3 { try? run.prose("still here") }
  }
}

/// Sends a table that is too long for one message.
private struct LongTable: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    try run.table(
      key: "long", columns: [.own("who", "Who", type: "string"), .own("v", "Value", type: "decimal", unit: "USD")],
      streaming: (0..<701).lazy.map { _ in [.word("China"), nil] })
  }
}

/// Reads an input that the manifest declares, and closes with a block.
private struct OneWay: Plugin {
  static let id = "test.probe"
  static let version = "1.0.0"
  static let features: [String] = []
  struct Parameters: Decodable {}

  func run(_ run: PluginRun<Parameters>) throws {
    let rows = try run.input("q1").rows()
    try run.list(rows.compactMap { $0.text("reporter") })
  }
}

@Suite struct PluginSessionTests {
  @Test func `a query comes back as rows, values and evidence`() throws {
    let (status, messages) = try TestHost().run(Probe.self, [TestHost.start(), stream, batch, end])
    #expect(status == 0)
    #expect(messages.map(\.type) == ["hello", "query", "heading", "finding", "prose", "table", "done"])
    guard messages.count == 7, case .finding(let finding) = messages[3], case .prose(let prose) = messages[4],
      case .table(let table) = messages[5]
    else {
      Issue.record("the blocks are not a finding, a paragraph and a table")
      return
    }
    #expect(finding.values?["a"] == .cell(query: "q1", row: 0, column: "value", format: nil))
    #expect(
      finding.values?["c"] == .calculation(expression: "a / a - 1", stated: .number(0), unit: nil, format: "change"))
    #expect(prose.text == "GACC")
    #expect(prose.values?["p"] == .parameter(pointer: "/importer", format: nil))
    #expect(table.rows == [["China", ["from": ["q1", 0, "value"]]], ["Russia", .null]])
    #expect(messages.last == .done(Done(status: "ok", run: "r1")))
  }

  @Test func `a table that streams is opened, sent in pieces and counted`() throws {
    let (_, messages) = try TestHost().run(LongTable.self, [TestHost.start()])
    #expect(messages.map(\.type) == ["hello", "table", "rows", "rows", "rows", "done"])
    let rows = messages.compactMap { if case .rows(let rows) = $0 { rows } else { nil } }
    #expect(rows.map(\.seq) == [0, 1, nil])
    #expect(rows.map { $0.rows?.count } == [500, 201, nil])
    #expect(rows.last == RowsMessage(key: "long", end: true, n: 701))
    #expect(rows.first?.rows?.first == ["China", .null])
  }

  @Test func `a refused question ends the run with the host's words`() throws {
    let refusal =
      #"{"type":"error","error":{"code":"query.bad_period","kind":"config","message":"no such period"},"id":"q1"}"#
    let (_, messages) = try TestHost().run(Probe.self, [TestHost.start(), refusal])
    let detail = ErrorDetail(kind: "config", code: "query.bad_period", message: "no such period")
    #expect(messages.last == .done(Done(status: "failed", run: "r1", error: detail)))
  }

  @Test func `cancel is answered by done, whatever the plugin does with it`() throws {
    let cancel = #"{"type":"cancel","reason":"user","run":"r1"}"#
    let cancelled = PluginMessage.done(Done(status: "cancelled", run: "r1"))
    #expect(try TestHost().run(Probe.self, [TestHost.start(), stream, batch, cancel]).messages.last == cancelled)
    let stubborn = try TestHost().run(Stubborn.self, [TestHost.start("{}"), cancel]).messages
    #expect(stubborn.map(\.type) == ["hello", "done"])
    #expect(stubborn.last == cancelled)
  }

  @Test func `cancel of another run is ignored`() throws {
    let cancel = #"{"type":"cancel","reason":"user","run":"r0"}"#
    let (_, messages) = try TestHost().run(Stubborn.self, [TestHost.start("{}"), cancel])
    #expect(messages.map(\.type) == ["hello", "prose", "prose", "prose", "done"])
  }

  @Test(arguments: [[], [TestHost.start()], [TestHost.start(), stream, batch]])
  func `a host that is gone is no failure`(lines: [String]) throws {
    let (status, messages) = try TestHost().run(Probe.self, lines, host: .leaves)
    #expect(status == 0)
    #expect(messages.allSatisfy { ["hello", "query"].contains($0.type) })
  }

  @Test func `a one-way plugin reads its inputs and still speaks after the end of input`() throws {
    let (_, messages) = try TestHost().run(OneWay.self, [TestHost.start("{}"), stream, batch, end], host: .leaves)
    #expect(messages.dropFirst().map(\.type) == ["list", "done"])
    #expect(messages[1] == .list(ListMessage(items: ["CHN", "RUS"])))
  }

  @Test func `a wrong column is an error, not a missing figure`() throws {
    let (_, messages) = try TestHost().run(WrongColumn.self, [TestHost.start("{}"), stream, batch, end])
    let error = messages.last?.error
    #expect(error?.code == "plugin.unknown_column")
    #expect(error?.help == "use one of reporter, value")
  }

  @Test func `an answer with too few rows is an error`() throws {
    let (_, messages) = try TestHost().run(Probe.self, [TestHost.start(), stream, end])
    #expect(messages.last?.error?.code == "protocol.count_mismatch")
  }

  @Test func `parameters that do not fit, and unknown analyses, are refused`() throws {
    let bad = try TestHost().run(Probe.self, [TestHost.start("{}")]).messages.last
    #expect(bad?.error?.code == "params.invalid")
    let unknown = try TestHost().run(Probe.self, [TestHost.start(analysis: "x")]).messages.last
    #expect(unknown?.error?.code == "plugin.unknown_analysis")
  }

  @Test func `an answer can be dropped and the next question asked`() throws {
    let again = [stream, batch, end].map { $0.replacing(#""id":"q1""#, with: #""id":"q2""#) }
    let (_, messages) = try TestHost().run(Picky.self, [TestHost.start("{}"), stream, batch] + again)
    #expect(messages.map(\.type) == ["hello", "query", "drop", "query", "list", "done"])
    #expect(messages.dropLast().last == .list(ListMessage(items: ["CHN", "2", "true"])))
  }

  @Test func `a check sends no blocks`() throws {
    let (_, messages) = try TestHost().run(Probe.self, [TestHost.start(mode: "check")])
    #expect(messages.map(\.type) == ["hello", "done"])
  }

  @Test func `lines of unknown types and answers to unknown questions are ignored`() throws {
    let strange = [#"{"type":"aurora","id":"q9"}"#, #"{"type":"batch","id":"q7","seq":0,"rows":[["a"]]}"#, ""]
    let (_, messages) = try TestHost().run(Probe.self, [TestHost.start()] + strange + [stream, batch, end])
    #expect(messages.last == .done(Done(status: "ok", run: "r1")))
  }
}

extension PluginMessage {
  /// The error of `done`.
  fileprivate var error: ErrorDetail? {
    if case .done(let done) = self { done.error } else { nil }
  }
}

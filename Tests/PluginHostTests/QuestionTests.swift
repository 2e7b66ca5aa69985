import Foundation
import Glibc
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct QuestionTests {
  /// What a plugin needs to ask, and to quote what it was answered.
  private static let tools = """
    def see(value): send(type="diagnostic", severity="note", code="seen", message=spelt(json.dumps(value)))
    def ask(id, **query): send(type="query", id=id, **query)
    TRADE = dict(measures=["value"], by=["reporter", "period"])

    """

  private func run(
    _ script: String, on dataset: TestDataset = TestDataset(), limits: (inout Limits) -> Void = { _ in }
  ) async throws -> RunResult {
    var plugin = try TestPlugin.python(Self.tools + script, duplex: true)
    limits(&plugin.limits)
    let result = await plugin.run(on: dataset)
    #expect(plugin.leftovers() == 0)
    return result
  }

  @Test func `an input is answered before the plugin works`() async throws {
    var plugin = try TestPlugin.python(
      Self.tools
        + """
        hello()
        lines = sys.stdin.read().split("\\n")
        see([line[:16] for line in lines if line])
        see([json.loads(line) for line in lines[1:] if line])
        done()
        """)
    plugin.parameters = ["code": "PRK"]
    plugin.inputs = [
      "t": ["measures": ["value"], "by": ["reporter"], "limit": 4, "where": ["partner": ["param": "/code"]]]
    ]
    let result = await plugin.run()
    let seen = try result.seen()
    try #require(seen.count == 2)
    #expect(
      seen[0] == [#"{"type":"start","#, #"{"type":"stream""#, #"{"type":"batch","#, #"{"type":"end","e"#])
    let messages = seen[1]
    #expect(messages.value(at: "/0/columns/1") == ["name": "value", "type": "decimal", "unit": "USD"])
    #expect(
      messages.value(at: "/1") == [
        "type": "batch", "id": "t", "seq": 0,
        "rows": [["CHN", "40000000"], ["CHN", "16400000"], ["DEU", "2000000"], ["DEU", .null]],
      ])
    #expect(messages.value(at: "/2/rows") == 4)
    #expect(messages.value(at: "/2/truncated") == false)
    #expect(messages.value(at: "/2/evidence/origins") == ["Customs"])
    #expect(result.rowCount == 4)
    #expect(result.queryCount == 1)
  }

  @Test func `Q11 a million rows pass, and the host's memory does not grow with them`() async {
    await #expect(processExitsWith: .exitCode(7)) { exit(await codeOfAMillionRows()) }
  }

  @Test func `Q07 no more batches are sent than there is credit for`() async throws {
    let dataset = TestDataset()
    let result = try await run(
      """
      begin()
      ask("q1", dataset="big", limit=5000, credit=2, **TRADE)
      # The answer to a later question tells that nothing more of the first is on its way.
      def until(id):
        batches = 0
        while True:
          m = recv()
          if m["type"] == "batch" and m["id"] == "q1": batches += 1
          if m["type"] == "end" and m["id"] == "q1": return batches, m["rows"]
          if m.get("id") == id: return batches
      send(type="describe", id="d0")
      see([until("d0") <= 2])
      ask("small", **TRADE)
      until("small")
      send(type="describe", id="d1"); until("d1")
      send(type="credit", id="q1", n=3); send(type="credit", id="nobody", n=9); send(type="credit", id="q1", n=-9)
      total = 0
      while True:
        m = recv()
        if m["type"] == "batch" and m["id"] == "q1":
          total += 1
          last = m["seq"]
          if total > 2: break
      see(last)
      send(type="credit", id="q1", n=9223372036854775807); send(type="credit", id="q1", n=9223372036854775807)
      see(until("nothing")[1])
      send(type="credit", id="q1", n=1)
      done()
      """, on: dataset)
    #expect(result.outcome == "ok")
    let seen = try result.seen()
    try #require(seen.count == 3)
    #expect(seen[0] == [true])
    #expect(seen[2] == 5000)
  }

  @Test func `Q08 Q10 without credit the rows stay where they are`() async throws {
    let dataset = TestDataset()
    let result = try await run(
      """
      begin()
      ask("q1", dataset="big", credit=0, **TRADE)
      ask("q2", dataset="big", credit=-5, **TRADE)
      send(type="describe", id="d1")
      seen = []
      while True:
        m = recv(); seen.append(m["type"])
        if m["type"] == "result": break
      see(sorted(seen))
      send(type="drop", id="q1")
      m = recv()
      see([m["type"], m["id"], m["rows"], m["truncated"]])
      send(type="drop", id="q1"); send(type="drop", id="nobody")
      send(type="drop", id="q2"); recv()
      done()
      """, on: dataset)
    #expect(result.outcome == "ok")
    #expect(try result.seen() == [["result", "stream", "stream"], ["end", "q1", 0, true]])
    #expect(dataset.generated.value == 0)
  }

  @Test func `Q09 an answer that is given up ends within a batch`() async throws {
    let dataset = TestDataset()
    let result = try await run(
      """
      begin()
      ask("q1", dataset="big", credit=1, **TRADE)
      while recv()["type"] != "batch": pass
      send(type="drop", id="q1")
      end = recv()
      see([end["type"], end["truncated"], end["rows"]])
      send(type="credit", id="q1", n=1)
      done()
      """, on: dataset)
    #expect(try result.seen() == [["end", true, 500]])
    #expect(dataset.generated.value <= 1000)
  }

  @Test func `Q12 two open queries both advance`() async throws {
    let result = try await run(
      """
      begin()
      for id in ["a", "b"]: ask(id, dataset="big", limit=3000, credit=1, **TRADE)
      order = ""
      ends = 0
      while ends < 2:
        m = recv()
        if m["type"] == "batch":
          order += m["id"]
          send(type="credit", id=m["id"], n=1)
        if m["type"] == "end": ends += 1
      see([order.count("a"), order.count("b"), order.index("b") < order.rindex("a"), order.index("a") < order.rindex("b")])
      done()
      """)
    #expect(try result.seen() == [[6, 6, true, true]])
  }

  @Test func `without credit one query is finished before the next`() async throws {
    let result = try await run(
      """
      begin()
      for id in ["a", "b"]: ask(id, dataset="big", limit=3000, **TRADE)
      order = ""
      while len(order) < 12:
        m = recv()
        if m["type"] == "batch": order += m["id"]
      see(order)
      done()
      """)
    #expect(try result.seen() == ["aaaaaabbbbbb"])
  }

  @Test func `Q14 an id that is used twice ends the run`() async throws {
    let result = try await run(#"begin(); ask("q1", **TRADE); ask("q1", **TRADE); signal.pause()"#)
    #expect(result.outcome == "protocol.duplicate_id")
  }

  @Test(arguments: ["", "a b", "ä", "x/y"]) func `an id is made of few characters`(id: String) async throws {
    #expect(try await run(#"begin(); ask("\#(id)", **TRADE); signal.pause()"#).outcome == "protocol.invalid_field")
  }

  @Test func `Q13 sixteen queries may be open, and not one more`() async throws {
    let script = #"begin(); [ask("q%d" % i, credit=0, **TRADE) for i in range(COUNT)]; send(type="describe", id="d"); "#
    let wait = #"any(recv()["type"] == "result" for i in range(99)); done()"#
    #expect(try await run(script.replacingOccurrences(of: "COUNT", with: "16") + wait).outcome == "ok")
    #expect(try await run(script.replacingOccurrences(of: "COUNT", with: "17") + wait).outcome == "limit.open_queries")
  }

  @Test func `Q16 a one-way plugin cannot ask`() async throws {
    let result = try await TestPlugin.python(#"begin(); send(type="describe", id="d1"); done()"#).run()
    #expect(result.outcome == "protocol.unexpected")
    #expect(result.failure?.hint?.contains("duplex") == true)
  }

  @Test(arguments: [
    (#"dataset="trad", measures=["value"]"#, "query.unknown_dataset", "/dataset"),
    (#"measures=["worth"]"#, "query.unknown_measure", "/measures/0"),
    (#"measures=["value"], by=["reporter","hs12"]"#, "query.unknown_dimension", "/by/1"),
  ])
  func `Q15 a name that the data do not have is answered, and the run goes on`(
    query: String, code: String, pointer: String
  ) async throws {
    let result = try await run(
      #"begin(); ask("q1", \#(query)); see(recv()); ask("q1", **TRADE); see(recv()["type"]); done()"#)
    #expect(result.outcome == "ok")
    let seen = try result.seen()
    try #require(seen.count == 2)
    #expect(seen[0]["type"] == "error")
    #expect(seen[0]["id"] == "q1")
    #expect(seen[0].value(at: "/error/code") == .string(code))
    #expect(seen[0].value(at: "/error/kind") == "config")
    #expect(seen[0].value(at: "/error/labels/0/at") == .string(pointer))
    #expect(seen[1] == "stream")
    #expect(result.codes == [code])
  }

  @Test func `an input with a name that the data do not have costs the run`() async throws {
    var plugin = try TestPlugin.python("begin(); signal.pause()")
    plugin.inputs = ["t": ["measures": ["worth"]]]
    let result = await plugin.run()
    #expect(result.outcome == "query.unknown_measure")
    #expect(result.failure?.message.contains("input 't' is refused at /measures/0") == true)
    plugin.inputs = ["t": ["measures": ["value"], "limit": ["param": "/missing"]]]
    #expect(await plugin.run().outcome == "plugin.bad_manifest")
  }

  @Test func `data that cannot be read are an error reply, and no end`() async throws {
    let result = try await run(
      """
      begin(); ask("q1", dataset="broken", **TRADE)
      types = [recv()["type"], recv()["type"]]
      see(types)
      done()
      """)
    #expect(try result.seen() == [["stream", "error"]])
    #expect(result.codes == ["query.failed"])
  }

  @Test func `describe and lookup are answered`() async throws {
    let result = try await run(
      """
      begin()
      send(type="describe", id="d1"); see(recv())
      send(type="lookup", id="l1", list="area", codes=["CHN", "XXX"]); see(recv())
      send(type="lookup", id="l2", list="planets", codes=["CHN"]); m = recv(); see([m["type"], m["id"], m["error"]["code"]])
      send(type="telepathy", id="t1"); m = recv(); see([m["type"], m["id"], m["error"]["code"]])
      done()
      """)
    let seen = try result.seen()
    try #require(seen.count == 4)
    #expect(seen[0].value(at: "/value/measures/0") == ["name": "value", "units": ["USD"]])
    #expect(seen[0].value(at: "/value/observations") == 6)
    #expect(seen[1] == ["type": "result", "id": "l1", "value": ["CHN": "China"]])
    #expect(seen[2] == ["error", "l2", "query.unknown_list"])
    #expect(seen[3] == ["error", "t1", "protocol.unknown_type"])
    #expect(result.outcome == "ok")
  }

  @Test func `Q19 a question of unknown type is answered, and without an id it is a warning alone`() async throws {
    let result = try await run(
      """
      begin()
      send(type="telepathy"); send(type="telepathy", id="t1"); m = recv(); see([m["type"], m["id"], m["error"]["code"]])
      done()
      """)
    #expect(try result.seen() == [["error", "t1", "protocol.unknown_type"]])
    #expect(result.codes == ["protocol.unknown_type", "protocol.unknown_type"])
    #expect(result.outcome == "ok")
  }

  @Test func `F14 the lines of the host are compact and begin with their type`() async throws {
    let result = try await run(
      """
      hello()
      lines = [sys.stdin.readline()]
      ask("q1", **TRADE)
      send(type="describe", id="d1")
      while len(lines) < 5: lines.append(sys.stdin.readline())
      def odd(line):
        m = json.loads(line)
        keys = json.dumps(m, separators=(",", ":"), ensure_ascii=False)
        return len(keys) != len(line.rstrip("\\n")) or not line.startswith('{"type":"' + m["type"] + '"')
      see([line for line in lines if odd(line)])
      done()
      """)
    #expect(try result.seen() == [[]])
  }
}

/// Passes a million rows to a plugin that counts them; returns 7 where all arrive and memory stays as it was.
///
/// A function of its own, so that the plugin's folder is gone before the process exits.
private func codeOfAMillionRows() async -> Int32 {
  guard
    var plugin = try? TestPlugin.python(
      """
      hello()
      rows, seq, gaps = 0, 0, 0
      for line in sys.stdin.buffer:
        if line.startswith(b'{"type":"batch"'):
          rows += line.count(b'["CHN",')
          if b'"seq":%d,' % seq not in line[:60]: gaps += 1
          seq += 1
        elif line.startswith(b'{"type":"end"'): end = json.loads(line)
      heading("whole" if rows == end["rows"] == 1000000 and gaps == 0 else "broken")
      done()
      """)
  else { return 1 }
  plugin.inputs = ["t": ["dataset": "big", "measures": ["value"], "by": ["reporter"]]]
  let before = residentMegabytes()
  let result = await plugin.run()
  guard result.texts == ["whole"], result.rowCount == 1_000_000 else { return 2 }
  return residentMegabytes() - before < 32 ? 7 : 3
}

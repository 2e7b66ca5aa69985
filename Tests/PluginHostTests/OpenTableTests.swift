import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct OpenTableTests {
  /// What a plugin needs to send a table whose rows come by themselves.
  private static let tools = """
    COLUMNS = [{"name": "who", "type": "code", "list": "area"}, {"name": "value", "type": "decimal", "unit": "USD"}]
    def opened(key="o"): send(type="table", key=key, columns=COLUMNS, open=True)
    def rows(seq, rows, key="o"): send(type="rows", key=key, seq=seq, rows=rows)
    def ended(n, key="o"): send(type="rows", key=key, end=True, n=n)
    def cell(row): return {"from": ["t", row, "value"]}

    """

  private func run(_ script: String, prepare: (inout TestPlugin) -> Void = { _ in }) async throws -> RunResult {
    var plugin = try TestPlugin.python(Self.tools + script)
    plugin.inputs = ["t": TestPlugin.trade]
    prepare(&plugin)
    let result = await plugin.run()
    #expect(plugin.leftovers() == 0)
    return result
  }

  @Test func `an open table has the rows of all its messages, each number checked`() async throws {
    let result = try await run(
      """
      begin(); opened(); rows(0, [["CHN", cell(0)]]); heading("between"); rows(1, [["CHN", cell(1)], ["DEU", None]])
      rows(2, []); ended(3)
      send(type="finding", key="f", text="{v}", values={"v": {"table": ["o", 1, "value"]}})
      done()
      """)
    #expect(result.outcome == "ok")
    #expect(result.codes == [])
    #expect(result.tables.map(\.key) == ["o"])
    #expect(
      result.tables.first?.rows.map { $0.map(\.raw) } == [["CHN", "40000000"], ["CHN", "16400000"], ["DEU", ""]])
    #expect(result.tables.first?.totalRows == 3)
    #expect(result.values["f.v"]?.raw == "16400000")
    #expect(result.ledger.values.first { $0.id == "test.o.0.value" }?.inputs.first?.query == "test/t")
  }

  @Test func `rows may come with the end`() async throws {
    let result = try await run(
      #"begin(); opened(); send(type="rows", key="o", seq=0, rows=[["CHN", None]], end=True, n=1); done()"#)
    #expect(result.outcome == "ok")
    #expect(result.tables.first?.totalRows == 1)
  }

  @Test func `of five thousand rows the first are printed, the others counted, and those that are cited checked`()
    async throws
  {
    let result = try await run(
      """
      begin(); opened()
      for i in range(10): rows(i, [["CHN" if j else "RUS", cell(j % 6)] for j in range(500)])
      ended(5000)
      send(type="finding", key="f", text="{v} {w}", values={"v": {"table": ["o", 4501, "value"]}, "w": {"table": ["o", 4500, "who"]}})
      send(type="finding", key="g", text="{v}", values={"v": {"table": ["o", 5000, "value"]}})
      done()
      """)
    #expect(result.outcome == "ok")
    #expect(result.codes == ["evidence.unknown_ref"])
    let table = try #require(result.tables.first)
    #expect(table.rows.count == 1000)
    #expect(table.totalRows == 5000)
    #expect(result.values["f.v"]?.raw == "16400000")
    #expect(result.values["f.v"]?.evidence == "test.o.4501.value")
    #expect(result.values["f.w"]?.label == "Russia")
    #expect(result.refusals.first?.labels.last?.from == ["o", 5000, "value"])
  }

  @Test func `a row that is not printed is refused where it is cited`() async throws {
    let result = try await run(
      """
      begin(); opened()
      for i in range(3): rows(i, [["CHN", cell(0)]] * 499 + [["CHN", 7]])
      ended(1500)
      send(type="finding", key="f", text="{v}", values={"v": {"table": ["o", 1499, "value"]}})
      done()
      """)
    // The seven in the first thousand rows costs the table; then there is none to cite.
    #expect(result.codes == ["evidence.missing", "evidence.unknown_ref"])
    let late = try await run(
      """
      begin(); opened()
      for i in range(3): rows(i, [["CHN", cell(0)]] * 499 + [["CHN", 7 if i == 2 else None]])
      ended(1500)
      send(type="finding", key="f", text="{v}", values={"v": {"table": ["o", 1499, "value"]}})
      done()
      """)
    #expect(late.codes == ["evidence.missing"])
    #expect(late.tables.count == 1)
  }

  @Test func `a cell through the rows of many open tables does not end the host`() async throws {
    let result = try await run(
      """
      begin()
      COLUMNS = [{"name": "value", "type": "decimal", "unit": "USD"}]
      for t in range(40):
        opened("t%d" % t)
        source = {"table": ["t%d" % (t - 1), 1000, "value"]} if t else cell(0)
        send(type="rows", key="t%d" % t, seq=0, rows=[[None]] * 1000 + [[source]]); ended(1001, "t%d" % t)
      send(type="finding", key="f", text="{v}", values={"v": {"table": ["t20", 1000, "value"]}})
      send(type="finding", key="g", text="{v}", values={"v": {"table": ["t39", 1000, "value"]}})
      done()
      """)
    #expect(result.outcome == "ok")
    #expect(result.values["f.v"]?.raw == "40000000")
    #expect(result.codes == ["evidence.bad_calc"])
  }

  @Test func `O06 an open table without end is cut off, and keeps its rows`() async throws {
    let result = try await run(#"begin(); opened(); rows(0, [["CHN", cell(0)]]); done()"#)
    #expect(result.outcome == "protocol.truncated")
    #expect(result.status == .partial)
    #expect(result.failure?.labels.first?.line == 4)
    #expect(result.tables.first?.rows.count == 1)
    #expect(result.tables.first?.notes == ["Cut off: the plugin ended before this table did."])
  }

  @Test(arguments: [
    #"rows(0, [["CHN", None]]); ended(2)"#, #"rows(0, [["CHN", None]]); ended(0)"#, "ended(1)",
  ])
  func `O07 a table whose end counts other rows than came is refused`(script: String) async throws {
    let result = try await run("begin(); opened(); \(script); done()")
    #expect(result.outcome == "protocol.count_mismatch")
    #expect(result.failure?.labels.first?.at == "/n")
  }

  @Test(arguments: [
    ("rows(1, [])", "protocol.bad_seq"), ("rows(0, []); rows(0, [])", "protocol.bad_seq"),
    ("rows(0, []); rows(2, [])", "protocol.bad_seq"), ("ended(0); ended(0)", "protocol.unexpected"),
    ("ended(0); rows(0, [])", "protocol.unexpected"), (#"rows(0, [], "x")"#, "protocol.unexpected"),
    (#"send(type="rows", key="o", rows=[])"#, "protocol.missing_field"),
    (#"send(type="rows", key="o")"#, "protocol.missing_field"),
    (#"send(type="rows", key="o", end=True)"#, "protocol.missing_field"),
  ])
  func `rows that are out of order end the run`(script: String, code: String) async throws {
    let result = try await run("begin(); opened(); heading(\"h\"); \(script); done()")
    #expect(result.outcome == code)
    #expect(result.texts == ["h"])
    #expect(result.failure?.labels.first?.line != nil)
  }

  @Test func `a row with too many cells costs the table`() async throws {
    let result = try await run(#"begin(); opened(); rows(0, [["CHN", None, None]]); ended(1); heading("h"); done()"#)
    #expect(result.outcome == "ok")
    #expect(result.codes == ["protocol.count_mismatch"])
    #expect(result.refusals.first?.labels.first?.at == "/rows/0")
    #expect(result.texts == ["h"])
  }

  @Test func `an open table without columns, or with rows of its own, is refused`() async throws {
    let result = try await run(
      #"""
      begin(); send(type="table", key="o", open=True); ended(0)
      send(type="table", key="p", open=True, columns=COLUMNS, rows=[]); ended(0, "p"); done()
      """#)
    #expect(result.codes == ["protocol.missing_field", "protocol.missing_field"])
  }

  @Test func `the host's memory does not grow with the rows of an open table`() async {
    await #expect(processExitsWith: .exitCode(7)) { exit(await codeOfManyRows()) }
  }
}

/// Runs a plugin that sends 20 megabytes of rows; returns 7 where all arrive and memory stays as it was.
private func codeOfManyRows() async -> Int32 {
  guard
    let plugin = try? TestPlugin.python(
      """
      begin()
      send(type="table", key="o", columns=[{"name": "a", "type": "string"}], open=True)
      row = '["' + "x" * 1000 + '"]'
      for i in range(200): raw('{"type":"rows","key":"o","seq":%d,"rows":[%s]}\\n' % (i, ",".join([row] * 100)))
      send(type="rows", key="o", end=True, n=20000)
      done()
      """)
  else { return 1 }
  _ = await (try? TestPlugin.python("begin(); done()"))?.run()
  let before = residentMegabytes()
  let result = await plugin.run()
  guard result.outcome == "ok", result.tables.first?.totalRows == 20_000 else { return 2 }
  return residentMegabytes() - before < 16 ? 7 : 3
}

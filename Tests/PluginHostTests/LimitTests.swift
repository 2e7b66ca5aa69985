import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct LimitTests {
  /// A limit, what a plugin sends that meets it and what passes it by one, and what is kept of the latter.
  struct Case: CustomTestStringConvertible {
    let name: String
    let set: @Sendable (inout Limits) -> Void
    let within: String
    let beyond: String
    var testDescription: String { name }

    init(_ name: String, within: String, beyond: String, _ set: @escaping @Sendable (inout Limits) -> Void) {
      self.name = name
      self.within = within
      self.beyond = beyond
      self.set = set
    }
  }

  private static let column = #"columns=[{"name":"a","type":"string"}]"#
  static let cases = [
    Case("blocks", within: "note(); note()", beyond: "note(); note(); note(); note()") { $0.blocks = 4 },
    Case(
      "table_rows", within: #"table("t", 6); table("u", 5)"#, beyond: #"table("t", 6); table("u", 6)"#
    ) { $0.tableRows = 11 },
    Case(
      "table_rows", within: #"opened("t"); rows(0, 11); ended(11)"#, beyond: #"opened("t"); rows(0, 11); rows(1, 1)"#
    ) { $0.tableRows = 11 },
    Case("table_bytes", within: "sized(200)", beyond: "sized(201)") { $0.tableBytes = 200 },
    Case("stray", within: #"raw("x\n" * 3)"#, beyond: #"raw("x\n" * 4)"#) { $0.strayLines = 3 },
    Case(
      "assets", within: "asset('a'); asset('b')", beyond: "asset('a'); asset('b'); asset('c')"
    ) { $0.assets = 2 },
    Case("line_bytes", within: "logged(300)", beyond: "logged(301)") { $0.lineBytes = 300 },
    Case(
      "depth", within: "nested(1)", beyond: "nested(2)"
    ) { $0.depth = 8 },
  ]

  private static let tools = """
    open("out/file.csv", "w").write("a,b")
    def note(): send(type="diagnostic", severity="note", message="n")
    def table(key, n): send(type="table", key=key, \(column), rows=[["x"]] * n)
    def opened(key): send(type="table", key=key, \(column), open=True)
    def rows(seq, n): send(type="rows", key="t", seq=seq, rows=[["x"]] * n)
    def ended(n): send(type="rows", key="t", end=True, n=n)
    def filled(message, size):
      line = json.dumps(message)
      raw(line.replace("FILL", "x" * (size - len(line) + 4)) + "\\n")
    def sized(size): filled(dict(type="table", key="t", \(column), rows=[["FILL"]]), size)
    def logged(size): filled(dict(type="log", level="debug", message="FILL"), size)
    def asset(key): send(type="asset", key=key, path="file.csv", media="text/csv")
    def nested(more): raw('{"type":"log","message":"m","x":' + "[" * (6 + more) + "]" * (6 + more) + "}\\n")

    """

  @Test(arguments: cases)
  func `C09 each limit is borne, and one more ends the run with its code`(item: Case) async throws {
    for (script, outcome) in [(item.within, "ok"), (item.beyond, "limit." + item.name)] {
      var plugin = try TestPlugin.python(Self.tools + "begin(); heading(\"h\"); \(script); heading(\"i\"); done()")
      item.set(&plugin.limits)
      let result = await plugin.run()
      #expect(result.outcome == outcome, "\(result.failure?.message ?? "")")
      #expect(result.texts == (outcome == "ok" ? ["h", "i"] : ["h"]))
      #expect(result.status == (outcome == "ok" && item.name != "assets" ? .complete : .partial))
      if outcome != "ok" { #expect(result.failure?.labels.first?.line != nil) }
    }
  }

  @Test func `the bytes of a run are counted to the last one`() async throws {
    let sent = #"{"type":"hello","protocol":[1],"id":"org.example.test","version":"1"}"# + "\n"
    let done = #"{"type":"done","status":"ok"}"# + "\n"
    var plugin = try TestPlugin.python("raw('\(sent.dropLast())\\n'); recv(); raw('\(done.dropLast())\\n')")
    plugin.limits.runBytes = sent.utf8.count + done.utf8.count
    #expect(await plugin.run().outcome == "ok")
    plugin.limits.runBytes -= 1
    #expect(await plugin.run().outcome == "limit.run_bytes")
  }

  @Test func `N12 a hello of a mebibyte is read, and one byte more is not`() async throws {
    func outcome(_ size: Int) async throws -> String {
      try await TestPlugin.python(
        """
        line = '{"type":"hello","protocol":[1],"id":"org.example.test","version":"1","x":"'
        raw(line + "x" * (\(size) - len(line) - 2) + '"}\\n'); recv(); done()
        """
      ).run().outcome
    }
    #expect(try await outcome(1 << 20) == "ok")
    #expect(try await outcome((1 << 20) + 1) == "limit.hello_bytes")
  }

  @Test func `every limit stands in start`() async throws {
    let plugin = try TestPlugin.python(
      #"""
      start = begin()
      send(type="diagnostic", severity="note", code="seen", message=spelt(json.dumps(start["limits"])))
      done()
      """#)
    let seen = try await plugin.run().seen()
    let limits = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(Limits()))
    #expect(seen == [limits])
    guard case .object(let names) = limits else { return }
    #expect(Set(names.keys).count == 15)
  }
}

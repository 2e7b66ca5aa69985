import Foundation
import PluginHost
import PluginProtocol
import ReportModel
import Testing

@Suite(.serialized) struct HandshakeTests {
  @Test func `a plugin that says hello, works and is done makes a whole section`() async throws {
    let plugin = try TestPlugin.shell(
      """
      echo '{"type":"hello","protocol":[1],"id":"org.example.test","version":"1"}'
      read -r start || exit 0
      echo '{"type":"heading","level":2,"text":"Suppliers"}'
      echo '{"type":"done","status":"ok"}'
      """)
    let result = await plugin.run()
    #expect(result.status == .complete)
    #expect(result.outcome == "ok")
    #expect(result.texts == ["Suppliers"])
    #expect(result.diagnostics == [])
    #expect(plugin.leftovers() == 0)
  }

  @Test func `N05 a plugin that exits before hello is reported with its code and last words`() async throws {
    let plugin = try TestPlugin.shell("echo 'no module named pandas' >&2; exit 3")
    let result = await plugin.run()
    #expect(result.outcome == "protocol.no_hello")
    #expect(result.status == .failed)
    #expect(result.failure?.message.contains("exited with code 3") == true)
    #expect(result.failure?.message.contains("no module named pandas") == true)
  }

  @Test func `a silent plugin ends with the run's limit and leaves nothing`() async throws {
    var plugin = try TestPlugin.python("signal.pause()")
    plugin.limits.totalSeconds = 0.3
    let result = await plugin.run()
    #expect(result.outcome == "limit.total")
    #expect(plugin.leftovers() == 0)
  }

  @Test func `N06 a first message that is no hello is quoted`() async throws {
    let result = try await TestPlugin.python(#"heading("early"); recv()"#).run()
    #expect(result.outcome == "protocol.bad_hello")
    #expect(result.failure?.message.contains("'heading'") == true)
    #expect(result.texts == [])
  }

  @Test(arguments: [
    ("[1, 2]", [1, 2], "ok", 2), ("[2, 1]", [1, 2], "ok", 2), ("[1]", [1, 2], "ok", 1), ("[2, 3]", [1, 2], "ok", 2),
    ("[3]", [1, 2], "protocol.version_unsupported", 0), ("[1, 2]", [1], "ok", 1),
  ])
  func `N08 of the versions that both sides know the highest is spoken`(
    versions: String, host: [Int], outcome: String, spoken: Int
  ) async throws {
    var plugin = try TestPlugin.python(
      """
      send(type="hello", protocol=\(versions), id="org.example.test", version="1")
      start = recv()
      heading("v" + "i" * start["v"]); done()
      """)
    plugin.versions = host
    let result = await plugin.run()
    #expect(result.outcome == outcome)
    if outcome == "ok" { #expect(result.texts == ["v" + String(repeating: "i", count: spoken)]) }
  }

  @Test func `N07 no version in common is refused with both sets and the way out`() async throws {
    let script = #"send(type="hello", protocol=[99], id="org.example.test", version="1"); recv()"#
    var plugin = try TestPlugin.python(script)
    var result = await plugin.run()
    #expect(result.outcome == "protocol.version_unsupported")
    #expect(result.failure?.message == "the plugin speaks protocol [99], this host speaks [1]")
    #expect(result.failure?.hint?.hasPrefix("update waybill") == true)
    #expect(result.failure?.labels.first?.at == "/protocol")
    plugin.versions = [100]
    result = await plugin.run()
    #expect(result.failure?.hint == "update the plugin: let it speak one of [100]")
  }

  @Test(arguments: [
    (#"id="org.example.other""#, "id"), (#"version="2""#, "version"), (#"features=["duplex"]"#, "list of features"),
    (#"analyses=[]"#, "list of analyses"), (#"permissions={"network":["example.org"]}"#, "set of permissions"),
  ])
  func `N10 a hello that says another thing than the manifest is refused`(change: String, part: String) async throws {
    let result = try await TestPlugin.python(
      """
      message = dict(type="hello", protocol=[1], id="org.example.test", version="1")
      message.update(dict(\(change)))
      send(**message); recv(); done()
      """
    ).run()
    #expect(result.outcome == "plugin.manifest_drift")
    #expect(result.failure?.message == "hello says another \(part) than plugin.json")
  }

  @Test func `a second hello is not expected`() async throws {
    let result = try await TestPlugin.python("begin(); hello(); done()").run()
    #expect(result.outcome == "protocol.unexpected")
  }

  @Test func `N09 a feature that is not known does no harm`() async throws {
    var plugin = try TestPlugin.python(#"hello(features=["telepathy"], x_new=1); recv(); done()"#)
    plugin.features = ["telepathy"]
    #expect(await plugin.run().outcome == "ok")
  }

  @Test func `a program that is missing, or none, costs the section and nothing else`() async throws {
    var plugin = try TestPlugin.shell("")
    plugin.command = [plugin.folder.path + "/nowhere"]
    #expect(await plugin.run().outcome == "plugin.not_executable")
    plugin.command = [try plugin.folder.write("\u{7F}ELF no program", to: "odd", mode: 0o755)]
    let result = await plugin.run()
    #expect(result.status == .failed)
    #expect(result.failure != nil)
  }

  @Test func `N15 X05 the environment holds a few variables, and descriptors 0, 1 and 2 alone are open`() async throws {
    let result = try await TestPlugin.python(
      """
      begin()
      def see(value): send(type="diagnostic", severity="note", code="seen", message=spelt(json.dumps(value)))
      see(sorted(os.environ))
      see([os.environ["WAYBILL_PLUGIN"], os.environ["TZ"], os.getcwd() == os.environ["HOME"]])
      see(sorted(int(n) for n in os.listdir("/proc/self/fd") if os.path.exists("/proc/self/fd/" + n)))
      see(os.getsid(0) == os.getpid())
      done()
      """
    ).run()
    let seen = try result.seen()
    let names = [
      "HOME", "LANG", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "TMPDIR", "TZ", "WAYBILL_PLUGIN",
      "WAYBILL_PLUGIN_DIR", "WAYBILL_TEST",
    ]
    try #require(seen.count == 4)
    #expect(
      seen[0] == .array(names.map { .string($0) })
        || seen[0] == .array((["LC_CTYPE"] + names).sorted().map { .string($0) }))
    #expect(seen[1] == ["1", "UTC", true])
    #expect(seen[2] == [0, 1, 2])
    #expect(seen[3] == true)
  }
}

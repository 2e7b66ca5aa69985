import Foundation
import PluginConformance
import Testing

@Suite struct PluginCheckTests {
  /// A plugin that breaks one rule.
  struct Sin: CustomTestStringConvertible, Sendable {
    let id: String
    let script: String
    var features = ""
    var hello = CheckedPlugin.hello
    var analyses: String?
    /// Words that the reason holds.
    let reason: String

    var testDescription: String { "\(id) \(reason)" }

    /// The honest plugin, or the asking one, with a change.
    static func changed(
      _ id: String, _ text: String, to other: String, asking: Bool = false, _ reason: String
    ) -> Sin {
      let script = asking ? CheckedPlugin.asking : CheckedPlugin.honest
      precondition(script.contains(text), text)
      return Sin(
        id: id, script: script.replacingOccurrences(of: text, with: other), features: asking ? #""duplex""# : "",
        analyses: asking ? #"{"name":"tried","title":"Tried"}"# : nil, reason: reason)
    }
  }

  private static let done = #"echo '{"type":"done","status":"ok"}'"#
  private static let heading = #"echo '{"type":"heading","level":2,"text":"Tried"}'"#
  private static let table = #"{"type":"table","key":"years","from":"t"}"#

  static let sins: [Sin] = [
    .changed("F01", heading, to: "echo hello; " + heading, "no message"),
    .changed("F01", heading, to: #"echo '{"type":"heading","level":2'"#, "expected"),
    .changed("F01", heading, to: #"echo '{"type":"heading","level":2}'"#, "/text"),
    .changed("F01", heading, to: #"echo '{"type":"headline","text":"x"}'"#, "no message of type"),
    .changed("F02", heading, to: #"printf '{"type":"heading","level":2,"text":"x"}\r\n'"#, "CR LF"),
    .changed("F02", heading, to: #"printf '{"type":"heading","level":2,"text":"\377"}\n'"#, "not UTF-8"),
    Sin(
      id: "F02",
      script: CheckedPlugin.honest.replacingOccurrences(of: done, with: #"printf '{"type":"done","status":"ok"}'"#),
      reason: "no LF"),
    .changed(
      "F03", "rows=$(grep -c '^{\"type\":\"batch\"')",
      to:
        "input=$(cat); rows=$(printf %s \"$input\" | grep -c '^{\"type\":\"batch\"'); case $input in *🚢*) exit 1;; esac",
      "without done"),
    .changed(
      "F04", "rows=$(grep -c '^{\"type\":\"batch\"')", to: "rows=$(grep -c '^{\"type\":\"batch\"[^x]*$')",
      "unknown field"),
    Sin(id: "N01", script: "read -r start", hello: "", reason: "said nothing"),
    Sin(id: "N01", script: CheckedPlugin.honest, hello: heading, reason: "no hello"),
    Sin(id: "N01", script: heading + "\n" + CheckedPlugin.honest, reason: "before it is asked"),
    .changed("N02", "read -r start || exit 0", to: "read -r start || exit 1", "code 1"),
    .changed("N02", "read -r start || exit 0", to: "read -r start || sleep 60", "went on running"),
    Sin(
      id: "N03", script: CheckedPlugin.honest,
      hello: CheckedPlugin.hello.replacingOccurrences(of: #""1"}"#, with: #""2"}"#),
      reason: "version"),
    Sin(
      id: "N04", script: CheckedPlugin.honest, hello: CheckedPlugin.hello.replacingOccurrences(of: "[1]", with: "[99]"),
      reason: "99"),
    Sin(
      id: "N13", script: "", analyses: #"{"name":"a","title":"A","params":{"type":"object","propertys":{}}}"#,
      reason: "propertys"),
    Sin(
      id: "N13", script: "",
      analyses:
        #"{"name":"a","title":"A","params":{"type":"object","properties":{"n":{"type":"integer","default":"x"}}}}"#,
      reason: "/n"),
    Sin(
      id: "N13", script: "",
      analyses: #"{"name":"a","title":"A","examples":[{"params":{"n":1}}],"params":{"type":"object"}}"#,
      reason: "example 1"),
    .changed("N14", #"["t",0,"value"]"#, to: #"["t",99,"value"]"#, "evidence.unknown_ref"),
    .changed("R01", heading, to: "exit 0", "without done"),
    .changed("R01", heading, to: "sleep 600", "says nothing"),
    Sin(id: "R01", script: CheckedPlugin.honest + "\n" + heading, reason: "after done"),
    .changed("R02", #""status":"ok""#, to: #""status":"fine""#, "fine"),
    .changed("R02", #""status":"ok""#, to: #""status":"failed""#, "not why"),
    .changed("R03", heading, to: "case $start in *kit-no-such*) exit 3;; esac; " + heading, "without done"),
    .changed("R04", "case $start in *'\"mode\":\"check\"'*)", to: "case $start in never)", "mode check"),
    .changed("R06", heading, to: #"echo "{\"type\":\"prose\",\"text\":\"Made by $$\"}""#, "second run"),
    .changed(
      "Q01", "if [ \"$rows\" -gt 0 ]; then", to: "[ \"$rows\" -gt 0 ] || exit 1; if true; then", "every answer is empty"
    ),
    .changed("Q02", "[ \"$rows\" -gt 0 ]", to: "[ \"$rows\" -eq 1 ]", "each batch has one row"),
    .changed("Q03", #"'{"type":"error"'*'"id":"q"'*)"#, to: "never)", asking: true, "refused"),
    .changed("Q04", #"'{"type":"end"'*'"id":"q"'*)"#, to: #"'{"type":"end"'*)"#, asking: true, "unknown ids"),
    .changed(
      "Q06", "rows=$(grep -c '^{\"type\":\"batch\"')", to: "rows=$(grep -c '^{\"type\":\"batch\".*[0-9]\"]')",
      "extra column"),
    .changed("C01", #"'{"type":"cancel"'*'"run":"kit"'*)"#, to: "never)", asking: true, "cancelled"),
    .changed("C02", #"'{"type":"cancel"'*'"run":"kit"'*)"#, to: #"'{"type":"cancel"'*)"#, asking: true, "another run"),
    .changed(
      "C03", "while read -r line; do", to: "while read -r line || sleep 60; do", asking: true, "goes on running"),
    .changed(
      "C04", "while read -r line; do", to: "trap '' TERM; while read -r line || sleep 60; do", asking: true,
      "goes on running"),
    .changed("O01", heading, to: #"echo '{"type":"map","key":"m"}'"#, "start.accepts"),
    .changed("O02", table, to: #"{"type":"table","key":"first","from":"t"}"#, "used before"),
    .changed(
      "O02", table, to: #"{"type":"chart","key":"c","mark":"line","data":"gone","x":"period","y":"value"}"#, "gone"),
    .changed("O02", #""text":"Tried""#, to: #""text":"Tried[^gone]""#, "footnote"),
    .changed(
      "O03", table, to: #"{"type":"table","key":"k","columns":[{"name":"a","type":"string"}],"rows":[["x","y"]]}"#,
      "2 cells"),
    .changed(
      "O03", table, to: #"{"type":"table","key":"k","columns":[{"name":"a","type":"integer"}],"rows":[["x"]]}"#,
      "no integer"),
    .changed("O04", table, to: #"{"type":"asset","key":"k","path":"../x","media":"image/png"}"#, "outside"),
    .changed("O04", table, to: #"{"type":"asset","key":"k","path":"x.png","media":"image/png"}"#, "not there"),
    .changed("E01", #"{"v":{"from":["t",0,"value"]}}"#, to: "{}", "{v}"),
  ]

  @Test(arguments: sins) func `a broken rule is named`(sin: Sin) async throws {
    let plugin = try CheckedPlugin(sin.script, features: sin.features, hello: sin.hello, analyses: sin.analyses)
    // Where the plugin is to hang, half the times of the protocol are long enough.
    let result = try #require(try await plugin.check(sin.id, patience: 0.5).first)
    #expect(result.outcome == .fail, "\(result.summary)")
    #expect(result.reason?.contains(sin.reason) == true, "\(result.summary)")
  }

  @Test func `every case but those that no shell script can break has its sin`() {
    let untried = Set(PluginCase.all.map(\.id)).subtracting(Self.sins.map(\.id))
    // Q05 would need a plugin that looks at the clock, and so a test that does.
    #expect(untried == ["F12", "Q05", "R05"])
  }

  @Test func `honest plugins keep every rule`() async throws {
    let analysis = #"{"name":"tried","title":"Tried"}"#
    for plugin in [
      try CheckedPlugin(CheckedPlugin.honest),
      try CheckedPlugin(CheckedPlugin.asking, features: #""duplex""#, analyses: analysis),
    ] {
      let results = try await plugin.check()
      #expect(results.count == PluginCase.all.count)
      #expect(results.filter { $0.outcome == .fail }.map(\.summary) == [])
      #expect(results.count { $0.outcome == .pass } > 20)
    }
  }

  @Test func `a program without a manifest says everything in hello`() async throws {
    let plugin = try CheckedPlugin()
    let hello =
      #"{"type":"hello","protocol":[1],"id":"org.example.alone","version":"1","analyses":[{"name":"alone","title":"A"}]}"#
    let script =
      "echo '\(hello)'\nread -r start || exit 0\ncase $start in *check*) ;; *) \(Self.heading) ;; esac\n\(Self.done)\n"
    try plugin.write(script, to: "alone.sh")
    let results = try await plugin.check(folder: plugin.path + "/alone.sh")
    #expect(results.filter { $0.outcome == .fail }.map(\.summary) == [])
  }

  @Test(arguments: CheckedPlugin.bundled) func `a bundled plugin keeps every rule`(name: String) async throws {
    let folder = CheckedPlugin.root.appendingPathComponent("Plugins/\(name)").path
    let results = try await CheckedPlugin().check(folder: folder)
    #expect(results.filter { $0.outcome == .fail }.map(\.summary) == [])
  }
}

extension CheckedPlugin {
  /// The folders of `Plugins` that hold a plugin.
  static let bundled: [String] = {
    let folder = root.appendingPathComponent("Plugins").path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)/plugin.json") }
  }()
}

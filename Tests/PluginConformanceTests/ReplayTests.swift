import Foundation
import PluginConformance
import ReportPipeline
import Testing

@Suite struct ReplayTests {
  /// Runs the plugin on figures of the `Data` folder and returns the file that it was written down in.
  private func record(_ plugin: CheckedPlugin) async throws -> String {
    var request = plugin.request
    request.dataset = plugin.path + "/trade.db"
    let service = try DatasetService(openingOrCreating: plugin.path + "/trade.db", dataDirectory: request.dataDirectory)
    _ = try service.importFile(
      CheckedPlugin.root.appendingPathComponent("Data/observations/press-figures.csv").path, skippingBadRows: false)
    var trial = PluginTrial(folder: plugin.path + "/plugin", asOf: "2022-06-10")
    trial.record = plugin.path + "/run.ndjson"
    let (markdown, result) = await trial.run(request)
    #expect(result.ending == .complete, "\(result.diagnostics)")
    #expect(markdown.contains("Tried"))
    return plugin.path + "/run.ndjson"
  }

  @Test func `a recorded run replays, and a plugin that says something else is told where`() async throws {
    let plugin = try CheckedPlugin(CheckedPlugin.honest)
    let file = try await record(plugin)
    #expect(try await plugin.replay(file) == nil)

    let script = try String(contentsOfFile: plugin.path + "/plugin/run.sh", encoding: .utf8)
    try plugin.write(script.replacingOccurrences(of: "It was", with: "It came to"), to: "plugin/run.sh")
    let changed = try #require(try await plugin.replay(file))
    #expect(changed.said?.contains("It came to") == true)
    #expect(changed.recorded?.contains("It was") == true)

    let spaced = script.replacingOccurrences(of: #"{"type":"done"#, with: #"{ "type" : "done"#)
    try plugin.write(spaced, to: "plugin/run.sh")
    #expect(try await plugin.replay(file) == nil, "white space does not count")
    let talkative = script + "\necho '{\"type\":\"log\",\"message\":\"x\"}'; echo '{\"type\":\"done\"}'"
    try plugin.write(talkative, to: "plugin/run.sh")
    let more = try #require(try await plugin.replay(file))
    #expect(more.said == #"{"type":"done"}"#)
    #expect(more.recorded == nil && more.transcriptLine == nil)
    try plugin.write(script + "\nexit 7", to: "plugin/run.sh")
    let ending = try #require(try await plugin.replay(file))
    #expect(ending.recorded == "exit 0" && ending.said == "exit 7")
  }

  @Test func `questions and answers are replayed in their order`() async throws {
    let plugin = try CheckedPlugin(
      CheckedPlugin.asking, features: #""duplex""#, analyses: #"{"name":"tried","title":"Tried"}"#)
    let file = try await record(plugin)
    #expect(try await plugin.replay(file) == nil)
    let script = try String(contentsOfFile: plugin.path + "/plugin/run.sh", encoding: .utf8)
    try plugin.write(script.replacingOccurrences(of: "2019..2022", with: "2019..2021"), to: "plugin/run.sh")
    let changed = try #require(try await plugin.replay(file))
    #expect(changed.said?.contains("2019..2021") == true)
  }

  @Test func `no path of the machine stands in a transcript`() async throws {
    let plugin = try CheckedPlugin(CheckedPlugin.honest)
    let text = try String(contentsOfFile: try await record(plugin), encoding: .utf8)
    #expect(text.contains("/run/waybill/out"))
    #expect(!text.contains(plugin.path))
    #expect(text.contains(#""event":"exit 0""#))
  }

  @Test func `an inspection names types and the first broken rule`() async throws {
    let plugin = try CheckedPlugin(CheckedPlugin.honest)
    let file = try await record(plugin)
    let fine = try TranscriptInspection(file: file)
    #expect(fine.violation == nil)
    #expect(fine.rows.map(\.what).filter { $0 != "closed" && !$0.hasPrefix("exit") }.prefix(2) == ["hello", "start"])
    try plugin.write(
      #"{"t":0,"dir":"<","line":"{\"type\":\"hello\",\"protocol\":[1],\"id\":\"a\",\"version\":\"1\"}"}"#
        + "\n" + #"{"t":1,"dir":"<","line":"stray"}"# + "\n" + #"{"t":2,"dir":"<","event":"exit 1"}"# + "\n",
      to: "bad.ndjson")
    let bad = try TranscriptInspection(file: plugin.path + "/bad.ndjson")
    #expect(bad.violation?.id == "F01")
    #expect(bad.violation?.number == 2)
    try plugin.write("hello\n", to: "no.ndjson")
    #expect(throws: CheckFailure.self) { try TranscriptInspection(file: plugin.path + "/no.ndjson") }
  }
}

extension CheckedPlugin {
  /// Replays a transcript; a folder named here takes the place of the test's own.
  func replay(_ file: String, folder: String? = nil) async throws -> Replay.Difference? {
    let program = try PluginProgram(path: folder ?? path + "/plugin", request: request)
    try FileManager.default.createDirectory(atPath: path + "/tmp", withIntermediateDirectories: true)
    return try await Replay(
      plugin: program.plugin, command: program.command, environment: program.environment,
      temporaryDirectory: path + "/tmp", patience: 10
    ).run(file: file)
  }
}

import Foundation
import PluginConformance
import ReportPipeline
import Testing

/// Replays runs that were recorded once, on all figures and events of the `Data` folder as of 2022-06-10.
///
/// Where a plugin is meant to say something else, record its run again with `waybill plugin run --record`.
@Suite struct FrozenTranscriptTests {
  static let folder = CheckedPlugin.root.appendingPathComponent("Tests/PluginConformanceTests/Transcripts").path

  // One is one-way and in shell, the other asks as it goes and is in Python.
  @Test(arguments: ["timeline", "ppe"]) func `a bundled plugin says what it said`(name: String) async throws {
    let plugin = try CheckedPlugin()
    let folder = CheckedPlugin.root.appendingPathComponent("Plugins/\(name)").path
    let difference = try await plugin.replay("\(Self.folder)/\(name).ndjson", folder: folder)
    #expect(difference == nil)
    #expect(try TranscriptInspection(file: "\(Self.folder)/\(name).ndjson").violation == nil)
  }
}

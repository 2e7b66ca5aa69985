import Foundation
import Testing

@Suite struct TranscriptCommandTests {
  @Test func `a run is recorded, inspected and replayed, with 3 where the plugin changed`() throws {
    let program = try Program()
    try program.project(plugin: "echo '{\"type\":\"heading\",\"level\":2,\"text\":\"Before\"}'")
    let imported = try program.run(
      "data", "import", "--dataset", "trade.db", "--data", Program.data, Program.figures.path)
    #expect(imported.code == 0, "\(imported.errors)")
    let run = [
      "plugin", "run", "Plugins/top", "--dataset", "trade.db", "--data", Program.data, "--as-of", "2022-06-10",
    ]
    let recorded = try program.run(run + ["--record", "run.ndjson"])
    #expect(recorded.output.contains("Before"), "\(recorded.errors)")
    #expect(try program.run(run + ["--record", "nowhere/run.ndjson"]).code == 64)

    let inspected = try program.run("plugin", "inspect", "run.ndjson")
    #expect(inspected.code == 0, "\(inspected.output)")
    #expect(inspected.output.contains("heading") && inspected.output.contains("no rule is broken"))

    let replay = ["plugin", "replay", "run.ndjson", "Plugins/top", "--patience", "10"]
    let same = try program.run(replay)
    #expect(same.code == 0, "\(same.output)\(same.errors)")
    try program.project(plugin: "echo '{\"type\":\"heading\",\"level\":2,\"text\":\"After\"}'")
    let changed = try program.run(replay)
    #expect(changed.code == 3)
    #expect(changed.output.contains("Before") && changed.output.contains("After"))
    try program.write("{}\n", to: "run.ndjson")
    #expect(try program.run(replay).code == 64)
    #expect(try program.run("plugin", "inspect", "run.ndjson").code == 64)
  }
}

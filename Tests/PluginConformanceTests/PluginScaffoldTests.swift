import Foundation
import PluginConformance
import ReportPipeline
import Testing

@Suite struct PluginScaffoldTests {
  @Test(arguments: PluginScaffold.languages.keys.sorted())
  func `a new plugin keeps every rule at once`(language: String) async throws {
    let plugin = try CheckedPlugin()
    let folder = plugin.path + "/first-try"
    let files = try PluginScaffold(name: "first-try", language: language, request: plugin.request).write(to: folder)
    #expect(files.contains("plugin.json") && files.contains("README.md") && files.count == 4)
    for file in files {
      #expect(!(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)).contains("{{"), "\(file)")
    }
    let results = try await plugin.check(folder: folder)
    #expect(results.filter { $0.outcome == .fail }.map(\.summary) == [])
  }

  @Test func `a folder that is there and a name that is none are refused`() throws {
    let plugin = try CheckedPlugin()
    let scaffold = try PluginScaffold(name: "plugin", language: "sh", request: plugin.request)
    #expect(throws: DatasetFailure.self) { try scaffold.write(to: plugin.path + "/plugin") }
    for name in ["", "../x", "Upper", "-x"] {
      #expect(throws: DatasetFailure.self) { try PluginScaffold(name: name, language: "sh", request: plugin.request) }
    }
    #expect(throws: DatasetFailure.self) { try PluginScaffold(name: "x", language: "cobol", request: plugin.request) }
  }
}

import Foundation
import PluginHost
import PluginProtocol
import Testing

@Suite struct PluginCatalogueTests {
  private let folder: TestFolder

  init() throws {
    folder = try TestFolder()
  }

  private func manifest(_ id: String, version: String = "1") -> String {
    #"{"protocol":[1],"id":"\#(id)","version":"\#(version)","command":["./run"]}"#
  }

  @Test func `plugins are found, sorted, and none is run`() throws {
    for name in ["b", "a"] {
      try folder.write(manifest("org.example.\(name)"), to: "plugins/\(name)/plugin.json")
      try folder.write("#!/bin/sh\ntouch \(folder.path)/was-run\n", to: "plugins/\(name)/run", mode: 0o755)
    }
    try folder.write("no plugin", to: "plugins/README.md")
    try folder.folder("plugins/empty")
    let catalogue = PluginCatalogue(searching: [folder.path + "/plugins", folder.path + "/missing"])
    #expect(catalogue.plugins.map(\.name) == ["a", "b"])
    #expect(catalogue.plugins.first?.directory == folder.path + "/plugins/a")
    #expect(catalogue.problems == [])
    #expect(catalogue.plugin(named: "b")?.manifest.hello.id == "org.example.b")
    #expect(catalogue.plugin(named: "c") == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/was-run"))
  }

  @Test func `a folder that holds a manifest is a plugin itself`() throws {
    try folder.write(manifest("org.example.a"), to: "mine/plugin.json")
    #expect(PluginCatalogue(searching: [folder.path + "/mine"]).plugins.map(\.name) == ["mine"])
  }

  @Test func `of two with the same name the one in the earlier folder counts`() throws {
    try folder.write(manifest("org.example.a", version: "1"), to: "one/a/plugin.json")
    try folder.write(manifest("org.example.a", version: "2"), to: "two/a/plugin.json")
    let catalogue = PluginCatalogue(searching: [folder.path + "/two", folder.path + "/one"])
    #expect(catalogue.plugins.map(\.manifest.hello.version) == ["2"])
  }

  @Test(arguments: [
    ("", "malformed"), ("[]", "object"), ("{\"id\":\"a\",}", "key"), ("{\"id\":\"a\",\"id\":\"b\"}", "twice"),
    (#"{"protocol":[1],"version":"1","command":["x"]}"#, "'/id' is missing"),
    (#"{"protocol":[1],"id":"a","version":"1"}"#, "'/command' is missing"),
    (#"{"protocol":[1],"id":"a","version":"1","command":[]}"#, "the command is empty"),
    (#"{"protocol":[1],"id":"a","version":"1","command":"sh"}"#, "'/command'"),
    (#"{"protocol":[1],"id":"A b","version":"1","command":["x"]}"#, "'A b' is not allowed"),
    (#"{"protocol":[1],"id":"../a","version":"1","command":["x"]}"#, "is not allowed"),
    (#"{"protocol":[1],"id":"a..b","version":"1","command":["x"]}"#, "is not allowed"),
    (#"{"protocol":[1],"id":"","version":"1","command":["x"]}"#, "is not allowed"),
  ])
  func `a manifest that cannot be used is a problem of its own`(text: String, words: String) throws {
    try folder.write(text, to: "plugins/bad/plugin.json")
    try folder.write(manifest("org.example.good"), to: "plugins/good/plugin.json")
    let catalogue = PluginCatalogue(searching: [folder.path + "/plugins"])
    #expect(catalogue.plugins.map(\.name) == ["good"])
    #expect(catalogue.problems.map(\.code) == ["plugin.bad_manifest"])
    let message = catalogue.problems.first?.message ?? ""
    #expect(message.contains("bad/plugin.json"))
    if text != "" { #expect(message.contains(words), "\(message)") }
  }
}

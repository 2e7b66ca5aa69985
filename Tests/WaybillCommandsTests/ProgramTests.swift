import Foundation
import Testing

/// What the program itself prints, as scripts see it.
@Suite struct ProgramTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs the program that was built beside the tests.
  private func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let program = try #require(Bundle.main.executableURL).deletingLastPathComponent().appendingPathComponent("waybill")
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = Self.root
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test(arguments: [
    (["data", "sources", "--dataset", "nowhere.db"], 1, "dataset.missing"),
    (["data", "coverage", "--dataset", "nowhere.db"], 1, "dataset.missing"),
    (["data", "import", "--dataset", "/nowhere/t.db", "nowhere.csv"], 1, "dataset."),
    (["data", "query", "--dataset", "nowhere.db", "--measures", "value"], 1, "dataset.missing"),
    (["data", "query", "--dataset", "nowhere.db", "--json", "nowhere.json"], 64, "query.not_found"),
    (["data", "query", "--dataset", "nowhere.db", "--where", "flow="], 64, "usage.arguments"),
    (["data", "query", "--limit", "x"], 64, "usage.arguments"),
    (["explain", "nowhere.json#a.b"], 64, "report.not_found"),
    (["check", "nowhere.yaml"], 64, "report.not_found"),
    (["build", "nowhere.yaml"], 64, "report.not_found"),
  ])
  func `errors are JSON where JSON is asked for`(arguments: [String], status: Int, code: String) throws {
    let result = try run(arguments + ["--format", "json"])
    #expect(Int(result.status) == status)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any], "\(result.output)")
    let diagnostics = try #require(object["diagnostics"] as? [[String: Any]])
    #expect((diagnostics.first?["code"] as? String)?.hasPrefix(code) == true, "\(diagnostics)")
  }

  @Test(arguments: [(["plugin", "list"], "plugins"), (["doctor"], "findings")])
  func `results are an object with diagnostics`(arguments: [String], key: String) throws {
    let result = try run(arguments + ["--format", "json"])
    let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
    #expect(object?["diagnostics"] is [Any])
    #expect((object?[key] as? [Any])?.isEmpty == false)
  }

  @Test func `plugins are listed by name, and the doctor says what was found`() throws {
    let list = try run(["plugin", "list"])
    #expect(list.status == 0)
    #expect(list.output.split(separator: "\n").map { $0.prefix { $0 != " " } }.contains("ppe"))
    let doctor = try run(["doctor"])
    let lists = doctor.output.split(separator: "\n").first { $0.contains("code lists") }
    #expect(lists?.hasPrefix("ok ") == true, "\(doctor.output)")
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `a completion script is made`(shell: String) throws {
    let result = try run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    #expect(result.output.contains("waybill"))
  }
}

import Foundation
import Glibc
import Testing

@Suite(.serialized) struct ExitCodeTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private func build(_ more: String...) throws -> Program.Outcome {
    try program.run(["build", "report.yaml", "--data", Program.data] + more)
  }

  @Test func `a whole report ends with 0 and names its files`() throws {
    try program.project(plugin: Program.finding)
    let outcome = try build("--out", "made")
    #expect(outcome.code == 0)
    #expect(outcome.output.split(separator: "\n").contains { $0.hasSuffix("made/report.md") })
    #expect(try program.read("made/report.md").contains("USD 40"))

    let explained = try program.run("explain", "made/report.json#top.first.v")
    #expect(explained.code == 0)
    #expect(explained.output.contains("40000000"))
    #expect(explained.output.contains("https://example.org/T1"))
    let json = try program.run("explain", "made/report.json#top.first.v", "--format", "json")
    #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
    let typo = try program.run("explain", "made/report.json#top.frist.v")
    #expect(typo.code == 64)
    #expect(typo.errors.contains("did you mean 'top.first.v'?"))
  }

  @Test func `a gap ends with 2, and with 3 where it must not be`() throws {
    try program.project(plugin: "exit 3")
    let gaps = try build()
    #expect(gaps.code == 2)
    #expect(gaps.errors.contains("plugin.crashed"))
    #expect(try build("--strict").code == 3)
    let json = try build("--format", "json")
    #expect(json.code == 2)
    let result = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(result["ending"] as? Int == 2)
  }

  @Test func `a report file with errors ends with 64 and file, line and column`() throws {
    try program.project(plugin: Program.finding)
    try program.write(try program.read("report.yaml").replacingOccurrences(of: "top", with: "tops"), to: "report.yaml")
    for command in ["build", "check"] {
      let outcome = try program.run(command, "report.yaml", "--data", Program.data)
      #expect(outcome.code == 64)
      #expect(outcome.errors.contains("report.yaml:6:13"), "\(outcome.errors)")
      #expect(outcome.errors.contains("did you mean 'top'?"))
    }
  }

  @Test func `a dataset that cannot be read ends with 1`() throws {
    try program.project(plugin: Program.finding)
    try program.write("no database", to: "broken.db")
    let outcome = try build("--dataset", "broken.db")
    #expect(outcome.code == 1)
    #expect(outcome.output == "")
  }

  @Test(arguments: [SIGINT, SIGTERM]) func `C10 an interrupted build ends with 130 and leaves no process`(number: Int32)
    throws
  {
    try program.project(plugin: "echo $$ > \(program.path)/started; exec sleep 60")
    let call = UUID().uuidString
    let process = try program.start(["build", "report.yaml", "--data", Program.data], call: call)
    let deadline = ContinuousClock.now + .seconds(20)
    var plugin: Int32?
    while plugin == nil, ContinuousClock.now < deadline {
      plugin = (try? program.read("started")).flatMap { Int32($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
      // The file is the event; nothing tells of it.
      _ = poll(nil, 0, 5)
    }
    let child = try #require(plugin)
    #expect(kill(process.processIdentifier, number) == 0)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    while kill(child, 0) == 0, ContinuousClock.now < deadline { _ = poll(nil, 0, 5) }
    #expect(kill(child, 0) == -1)
    #expect(!FileManager.default.fileExists(atPath: program.path + "/build/report.md"))
  }
}

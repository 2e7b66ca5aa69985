import Foundation
import Testing

/// The built executable, run in a folder of one test.
final class Program: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/tmp", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// What a call of the program printed, and how it ended.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
  }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The executable stands beside the bundle of the tests.
  static var executable: URL {
    get throws {
      let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let program = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("waybill")
      try #require(FileManager.default.isExecutableFile(atPath: program.path), "\(program.path)")
      return program
    }
  }

  func write(_ text: String, to name: String) throws {
    let file = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  /// Runs the program to its end.
  func run(_ arguments: String..., input: String = "") throws -> Outcome { try run(arguments, input: input) }

  func run(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Outcome {
    let call = UUID().uuidString
    let process = try start(arguments, call: call, input: input, environment: environment)
    process.waitUntilExit()
    return try outcome(of: process, call: call)
  }

  /// Starts the program; its outputs go to files that carry the name of the call.
  func start(
    _ arguments: [String], call: String, input: String = "", environment: [String: String] = [:]
  ) throws -> Process {
    let process = Process()
    process.executableURL = try Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ["PATH": "/usr/bin:/bin", "TMPDIR": path + "/tmp", "HOME": path].merging(environment) { $1 }
    for name in ["out", "err"] { try write("", to: "tmp/\(call).\(name)") }
    try write(input, to: "tmp/\(call).in")
    process.standardInput = FileHandle(forReadingAtPath: path + "/tmp/\(call).in")
    process.standardOutput = FileHandle(forWritingAtPath: path + "/tmp/\(call).out")
    process.standardError = FileHandle(forWritingAtPath: path + "/tmp/\(call).err")
    try process.run()
    return process
  }

  func outcome(of process: Process, call: String) throws -> Outcome {
    Outcome(
      code: process.terminationStatus, output: try read("tmp/\(call).out"), errors: try read("tmp/\(call).err"))
  }

  /// Writes a small report with one plugin in shell that runs these lines.
  func project(plugin lines: String) throws {
    let header = try String(contentsOf: Self.figures, encoding: .utf8).prefix { $0 != "\n" }
    try write(
      header
        + "\nT1,CHN,PRK,X,2019-01-01,2019-12-31,total,WCO,HS2017,TOTAL,inferred,value,40000000,40000000,40000000,"
        + "USD,exact,reported,,reported,Customs,https://example.org/T1,2021-01-18,\n", to: "figures.csv")
    try write(
      "report: 1\ntitle: A test\nas-of: 2022-06-10\nimport: [figures.csv]\nsections:\n  - plugin: top\n",
      to: "report.yaml")
    try write(
      #"""
      {"protocol":[1],"id":"org.example.top","version":"1","title":"Top","command":["sh","run.sh"],
       "analyses":[{"name":"top","title":"Top","params":{"type":"object","properties":{"year":{"type":"integer","default":2019}}},
         "inputs":{"t":{"measures":["value"],"by":["reporter"],"where":{"partner":"PRK","flow":"X"},"period":{"from":"2019"}}}}]}
      """#, to: "Plugins/top/plugin.json")
    try write(
      "echo '{\"type\":\"hello\",\"protocol\":[1],\"id\":\"org.example.top\",\"version\":\"1\"}'\nread -r start || exit 0\n"
        + lines + "\necho '{\"type\":\"done\",\"status\":\"ok\"}'\n", to: "Plugins/top/run.sh")
  }

  static let figures = root.appendingPathComponent("Data/observations/press-figures.csv")
  static let data = root.appendingPathComponent("Data").path
  static let finding =
    #"echo '{"type":"finding","key":"first","text":"It was {v}.","values":{"v":{"from":["t",0,"value"]}}}'"#
}

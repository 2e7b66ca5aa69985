import Foundation
import Testing

/// The server of the tests in a folder of one test, and the program that downloads from it.
final class TestServer: Sendable {
  private let path: String
  private let process: Process
  private let port: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("server.py").path
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", script, path]
    process.standardOutput = output
    try process.run()
    self.process = process
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) { line += byte }
    port = String(decoding: line, as: UTF8.self)
    try #require(Int(port) != nil)
  }

  deinit {
    // A child may have inherited that other signals are held back.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: path)
  }

  /// How a call of the program ended, and what it asked the server.
  struct Outcome {
    let code: Int32
    let output: String
    let errors: String
    let requests: [String]
  }

  /// Runs `waybill data fetch comtrade`; the server gives these answers in order.
  func fetch(answers: [String], _ arguments: [String], key: String? = "secret") throws -> Outcome {
    try write(answers.map { $0 + "\n" }.joined(), to: "answers")
    try write("", to: "requests")
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("waybill")
    let pace = ["--server", "http://127.0.0.1:\(port)", "--interval", "0", "--wait", "0", "--attempts", "3"]
    let given = arguments.contains("--server") ? Array(pace.dropFirst(2)) : pace
    process.arguments = ["data", "fetch", "comtrade", "--data", Self.data, "--out", "out"] + given + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    process.environment = ["PATH": "/usr/bin:/bin", "COMTRADE_KEY": key ?? ""]
    for name in ["stdout", "stderr"] { try write("", to: name) }
    process.standardOutput = FileHandle(forWritingAtPath: path + "/stdout")
    process.standardError = FileHandle(forWritingAtPath: path + "/stderr")
    try process.run()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: try read("stdout"), errors: try read("stderr"),
      requests: try read("requests").split(separator: "\n").map(String.init))
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
  }

  private static let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Data").path
}

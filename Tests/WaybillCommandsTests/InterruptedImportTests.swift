import Foundation
import Testing
import TradeModel
import TradeStore

/// Kills imports by signal 9 and looks at what they leave.
///
/// `WAYBILL_ROUNDS` says how many are killed, at moments that are spread over the import; `WAYBILL_SEED` moves them.
@Suite(.serialized) struct InterruptedImportTests {
  /// What a dataset holds.
  private struct State: Equatable {
    var digest: String
    var observations: Int
    var described: Int
  }

  private let program: Program
  private static let rounds = Int(ProcessInfo.processInfo.environment["WAYBILL_ROUNDS"] ?? "") ?? 5
  private static let seed = UInt64(ProcessInfo.processInfo.environment["WAYBILL_SEED"] ?? "") ?? 1

  init() throws {
    program = try Program()
    var text = String(try String(contentsOf: Program.figures, encoding: .utf8).prefix { $0 != "\n" }) + "\n"
    for row in 0..<4000 {
      let (year, month) = (2000 + row % 20, 1 + row / 20 % 12)
      text += "R\(row),CHN,PRK,X,\(year)-01-01,\(year)-12-31,,WCO,HS2017,\(String(100_000 + row)),inferred,value,"
      text += "\(row),,,USD,exact,\(row == 0 ? "zero" : "reported"),,reported,Customs,https://example.org/\(month),,\n"
    }
    try program.write(text, to: "large.csv")
  }

  private func arguments(_ dataset: String) -> [String] {
    ["data", "import", "--dataset", dataset, "--data", Program.data, "large.csv"]
  }

  /// Opens the dataset as the next program would; what it holds must be whole.
  private func state(_ dataset: String) throws -> State {
    let opened = try Dataset.open(at: program.path + "/" + dataset)
    #expect(try opened.damage().isEmpty)
    let snapshot = try opened.snapshot()
    let state = State(
      digest: snapshot.digest, observations: snapshot.observations, described: try opened.describe().observations)
    try opened.close()
    return state
  }

  private func copy(_ dataset: String, to other: String) throws {
    for ending in ["", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: program.path + "/" + other + ending)
    }
    try FileManager.default.copyItem(atPath: program.path + "/" + dataset, toPath: program.path + "/" + other)
  }

  /// The moments of the kills, in order, one in each of as many equal parts of the whole.
  private func moments(of whole: Duration) -> [Duration] {
    var state = InterruptedImportTests.seed
    return (0..<InterruptedImportTests.rounds).map { round in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return whole * (Double(round) + Double(state >> 33) / Double(1 << 31)) / Double(InterruptedImportTests.rounds)
    }
  }

  /// Starts the import, kills it after the time, and waits for its end.
  private func killImport(into dataset: String, after moment: Duration) async throws {
    let process = try program.start(arguments(dataset), call: UUID().uuidString)
    // The moment of the kill is what is tested; nothing waits for an effect.
    try await Task.sleep(for: moment)
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  @Test func `an import that is killed leaves the dataset as it was before or as it is after`() async throws {
    try #require(
      try program.run("data", "import", "--dataset", "base.db", "--data", Program.data, Program.figures.path).code == 0)
    let before = try state("base.db")
    try copy("base.db", to: "whole.db")
    let clock = ContinuousClock()
    var whole = Duration.zero
    whole = try clock.measure { try #require(try program.run(arguments("whole.db")).code == 0) }
    let after = try state("whole.db")
    try #require(before != after)
    for moment in moments(of: whole) {
      try copy("base.db", to: "killed.db")
      try await killImport(into: "killed.db", after: moment)
      let left = try state("killed.db")
      #expect(left == before || left == after, "killed after \(moment) of \(whole)")
    }
    #expect(try program.run(arguments("killed.db")).code == 0)
    #expect(try state("killed.db") == after)
  }

  @Test func `a dataset whose creation was killed is created by the next import`() async throws {
    let clock = ContinuousClock()
    var whole = Duration.zero
    whole = try clock.measure { try #require(try program.run(arguments("whole.db")).code == 0) }
    let after = try state("whole.db")
    for moment in moments(of: whole) {
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: program.path + "/killed.db" + ending)
      }
      try await killImport(into: "killed.db", after: moment)
      let next = try program.run(arguments("killed.db"))
      #expect(next.code == 0, "killed after \(moment) of \(whole): \(next.errors)")
      #expect(try state("killed.db") == after)
    }
  }

  @Test func `an import for which there is no room changes nothing and says so`() throws {
    try #require(
      try program.run("data", "import", "--dataset", "full.db", "--data", Program.data, Program.figures.path).code == 0)
    let before = try state("full.db")
    // The largest file, in blocks of 512 bytes: the dataset as it is, and little more.
    let size = try #require(FileManager.default.attributesOfItem(atPath: program.path + "/full.db")[.size] as? Int)
    try program.write(
      "trap '' XFSZ\nulimit -f \(size / 512 + 16)\nexec \"$@\"\n", to: "small-disk.sh")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["small-disk.sh", try Program.executable.path] + arguments("full.db")
    process.currentDirectoryURL = URL(fileURLWithPath: program.path)
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 1)
    #expect(text.contains("dataset.storage") || text.contains("cannot be written"), "\(text)")
    #expect(try state("full.db") == before)
    #expect(try program.run(arguments("full.db")).code == 0)
  }
}

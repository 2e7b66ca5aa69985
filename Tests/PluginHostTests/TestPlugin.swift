import Foundation
import Glibc
import PluginHost
import PluginProtocol
import ReportModel
import Synchronization
import Testing

/// A plugin that a test writes in Python or shell into a folder of its own, and runs as the host runs any other.
struct TestPlugin {
  let folder: TestFolder
  var features: [String] = []
  var inputs: [String: JSONValue] = [:]
  var parameters: JSONValue = .object([:])
  var schema: ParameterSchema?
  var limits = Limits()
  var policy = EvidencePolicy()
  var isStrict = false
  var mode = "run"
  var versions = ProtocolFacts.versions
  var observer: SessionObserver?
  var command: [String]
  /// Stands in the environment of the plugin and of everything that it starts.
  let marker = "waybill-\(UUID().uuidString)"

  /// The query that most plugins here ask: six rows, value by reporter and period.
  static let trade: JSONValue = ["measures": ["value"], "by": ["reporter", "period"]]

  /// Writes a plugin in Python; the script has `hello`, `send`, `recv`, `done` and the usual modules.
  static func python(_ script: String, duplex: Bool = false) throws -> TestPlugin {
    let folder = try TestFolder()
    try folder.write(preamble + script + "\n", to: "plugin/run.py")
    let path = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
    let python = try CommandResolver(searchPath: path).program("python3")
    var plugin = TestPlugin(folder: folder, command: [python, "-S", "-E", folder.path + "/plugin/run.py"])
    if duplex { plugin.features = ["duplex"] }
    return plugin
  }

  /// Writes a plugin in shell.
  static func shell(_ script: String) throws -> TestPlugin {
    let folder = try TestFolder()
    try folder.write(script + "\n", to: "plugin/run.sh")
    return TestPlugin(folder: folder, command: ["/bin/sh", folder.path + "/plugin/run.sh"])
  }

  private init(folder: TestFolder, command: [String]) {
    self.folder = folder
    self.command = command
  }

  private static let preamble = """
    import json, os, signal, subprocess, sys
    def send(**message):
      sys.stdout.write(json.dumps(message) + "\\n")
      sys.stdout.flush()
    def spelt(text):
      # Letters alone: a figure in a diagnostic would be refused.
      return "".join(chr(97 + (byte >> 4)) + chr(97 + (byte & 15)) for byte in text.encode())
    def raw(text):
      sys.stdout.write(text)
      sys.stdout.flush()
    def hello(**more):
      send(type="hello", protocol=[1], id="org.example.test", version="1", **more)
    def recv():
      line = sys.stdin.readline()
      if not line: sys.exit(0)
      return json.loads(line)
    def heading(text):
      send(type="heading", level=3, text=text)
    def done():
      send(type="done", status="ok")
      sys.exit(0)
    def begin():
      hello()
      return recv()

    """

  /// Runs the plugin to its end.
  func run(on dataset: TestDataset = TestDataset(), onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }) async
    -> RunResult
  {
    // The host's programs ignore this signal too: a plugin that closes its input is no reason to end.
    signal(SIGPIPE, SIG_IGN)
    return await PluginRunner(dataset: dataset).run(plan, onEvent: onEvent)
  }

  private var plan: RunPlan {
    let analysis = Analysis(name: "test", title: "Test", params: schema, inputs: inputs)
    let hello = Hello(
      protocol: [1], id: "org.example.test", version: "1", features: features, analyses: [analysis])
    let directory = folder.path + "/run"
    try? FileManager.default.createDirectory(atPath: directory + "/out", withIntermediateDirectories: true)
    var plan = RunPlan(
      section: "test",
      plugin: InstalledPlugin(
        name: "test", directory: folder.path + "/plugin", manifest: Manifest(hello: hello, command: command)),
      command: command,
      start: Start(
        v: 1, run: "test", mode: mode, analysis: "test", params: parameters, locale: "en-GB",
        now: "2022-06-10T00:00:00Z", seed: 1,
        datasets: ["trade": DatasetState(snapshot: "sha256:0", asOf: "2022-06-10")], accepts: ProtocolFacts.blocks,
        features: ["credit"], dirs: RunDirectories(out: directory + "/out"), limits: limits),
      inputs: inputs, environment: ["PATH": "/usr/bin:/bin", "WAYBILL_TEST": marker], directory: directory,
      policy: policy, isStrict: isStrict, observer: observer)
    plan.versions = versions
    return plan
  }

  /// Waits until no process with the plugin's marker is left; returns how many there still are after two seconds.
  func leftovers() -> Int {
    let deadline = ContinuousClock.now + .seconds(2)
    while true {
      let count = processes
      if count == 0 || ContinuousClock.now > deadline { return count }
      // Nothing to wait for tells of the death of a process that is not ours.
      _ = poll(nil, 0, 5)
    }
  }

  private var processes: Int {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    let needle = Data("WAYBILL_TEST=\(marker)".utf8)
    return names.filter { name in
      guard Int(name) != nil, let text = FileManager.default.contents(atPath: "/proc/\(name)/environ") else {
        return false
      }
      return text.range(of: needle) != nil
    }.count
  }
}

extension RunResult {
  /// The headings, prose and findings as they were written, in order.
  var texts: [String] {
    blocks.compactMap { block in
      switch block {
      case .heading(let heading): heading.text.template
      case .prose(let prose): prose.text.template
      case .finding(let finding): finding.text.template
      default: nil
      }
    }
  }

  /// The notices' codes, in order.
  var notices: [String] {
    blocks.compactMap { if case .notice(let notice) = $0 { notice.code } else { nil } }
  }

  /// The tables, in order.
  var tables: [TableDraft] {
    blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  /// The diagnostics' codes, in order.
  var codes: [String] { diagnostics.map(\.code) }

  /// The notices that quote what the plugin saw; each is JSON, two letters a byte.
  func seen() throws -> [JSONValue] {
    try blocks.compactMap { block in
      guard case .notice(let notice) = block, notice.code == "seen" else { return nil }
      let halves = Array(notice.message.utf8).map { $0 - UInt8(ascii: "a") }
      let bytes = stride(from: 0, to: halves.count - 1, by: 2).map { halves[$0] << 4 | halves[$0 + 1] }
      return try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }
  }
}

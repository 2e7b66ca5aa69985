import Foundation
import PluginConformance
import ReportPipeline
import Testing

/// A plugin in a folder of one test, checked against the figures of the `Data` folder.
final class CheckedPlugin: Sendable {
  let path: String

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path + "/plugin", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a plugin in shell; the script begins after `hello`.
  convenience init(
    _ script: String, features: String = "", hello: String = CheckedPlugin.hello, analyses: String? = nil
  )
    throws
  {
    try self.init()
    try write(
      #"{"protocol":[1],"id":"org.example.tried","version":"1","title":"Tried","command":["sh","run.sh"],"features":["#
        + features + #"],"analyses":["# + (analyses ?? CheckedPlugin.analysis) + "]}", to: "plugin/plugin.json")
    try write(hello + "\n" + script + "\n", to: "plugin/run.sh")
  }

  func write(_ text: String, to name: String) throws {
    try text.write(toFile: path + "/" + name, atomically: false, encoding: .utf8)
  }

  static let hello = #"echo '{"type":"hello","protocol":[1],"id":"org.example.tried","version":"1"}'"#

  static let analysis = #"""
    {"name":"tried","title":"Tried","params":{"type":"object","properties":{
      "importer":{"type":"string","format":"area","default":"PRK"}}},
     "inputs":{"t":{"measures":["value"],"by":["period"],"order":["period"],
       "where":{"reporter":"CHN","partner":{"param":"/importer"},"flow":"X","product":"total"},
       "period":{"from":"2019..2022","grain":"year"}}}}
    """#

  /// A one-way plugin that keeps every rule.
  static let honest = #"""
    read -r start || exit 0
    case $start in *'"mode":"check"'*) echo '{"type":"done","status":"ok"}'; exit 0 ;; esac
    echo '{"type":"heading","level":2,"text":"Tried"}'
    rows=$(grep -c '^{"type":"batch"')
    if [ "$rows" -gt 0 ]; then
      echo '{"type":"table","key":"years","from":"t"}'
      echo '{"type":"finding","key":"first","text":"It was {v}.","values":{"v":{"from":["t",0,"value"]}}}'
    fi
    echo '{"type":"done","status":"ok"}'
    """#

  /// A duplex plugin that asks one question and keeps every rule.
  static let asking = #"""
    read -r start || exit 0
    case $start in *'"mode":"check"'*) echo '{"type":"done","status":"ok"}'; exit 0 ;; esac
    echo '{"type":"query","id":"q","measures":["value"],"by":["period"],"where":{"reporter":"CHN","partner":"PRK","flow":"X","product":"total"},"period":{"from":"2019..2022","grain":"year"}}'
    found=no
    while read -r line; do
      case $line in
        '{"type":"cancel"'*'"run":"kit"'*) echo '{"type":"done","status":"cancelled"}'; exit 0 ;;
        '{"type":"batch","id":"q"'*) found=yes ;;
        '{"type":"end"'*'"id":"q"'*)
          [ $found = no ] || echo '{"type":"table","key":"years","from":"q"}'
          echo '{"type":"done","status":"ok"}'
          exit 0 ;;
        '{"type":"error"'*'"id":"q"'*)
          echo '{"type":"done","status":"failed","error":{"kind":"data","code":"data.missing","message":"refused"}}'
          exit 0 ;;
      esac
    done
    """#

  /// Where plugins, interpreters and the `Data` folder are.
  var request: BuildRequest {
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = environment["PATH"] ?? "/usr/bin:/bin"
    var request = BuildRequest(
      report: ".", outputDirectory: path, environment: environment, temporaryDirectory: path + "/tmp")
    request.dataDirectory = Self.root.appendingPathComponent("Data").path
    request.interpreters["python3"] = environment["WAYBILL_PYTHON"]
    let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/"
    request.compiledPluginDirectory = URL(fileURLWithPath: tests).deletingLastPathComponent().path
    request.pluginDirectories = [Self.root.appendingPathComponent("Plugins").path]
    return request
  }

  /// Runs the cases; a folder named here takes the place of the test's own.
  func check(_ only: String..., folder: String? = nil, patience: Double = 10) async throws -> [CaseResult] {
    signal(SIGPIPE, SIG_IGN)
    let bench = try PluginBench(path: folder ?? path + "/plugin", request: request)
    let subject = Subject(
      plugin: bench.program.plugin, command: bench.program.command, hasManifestFile: bench.program.hasManifestFile,
      environment: bench.program.environment, dataset: bench.dataset, asOf: bench.asOf,
      temporaryDirectory: path + "/tmp", patience: patience)
    return try await PluginCheck(subject).run(only: Set(only))
  }
}

extension CaseResult {
  /// The result in one line, for the message of a test.
  var summary: String {
    "\(outcome.rawValue) \(id): \(reason ?? "") line \(line ?? 0): \(excerpt ?? "")"
  }
}

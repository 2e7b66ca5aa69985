import Foundation
import ReportPipeline

/// A report with its plugins and figures in a folder of one test.
final class TestProject: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-test-\(UUID().uuidString)").path
    for folder in ["out", "tmp", "plugins"] {
      try FileManager.default.createDirectory(atPath: path + "/" + folder, withIntermediateDirectories: true)
    }
    try write(Self.header + Self.row("T1", "2019", "40000000") + Self.row("T2", "2020", "16400000"), to: "figures.csv")
    try write(Self.report, to: "report.yaml")
    try plugin("top", Self.top)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static let header =
    "id,reporter,partner,flow,first_day,last_day,product,owner,edition,code,code_basis,measure,value,low,high,unit,"
    + "precision,status,basis,method,origin,origin_address,origin_date,note\n"

  /// One year's exports of all goods from China to North Korea.
  static func row(_ id: String, _ year: String, _ value: String, reporter: String = "CHN") -> String {
    "\(id),\(reporter),PRK,X,\(year)-01-01,\(year)-12-31,total,WCO,HS2017,TOTAL,inferred,value,\(value),\(value),\(value),"
      + "USD,exact,reported,,reported,Customs,https://example.org/\(id),2021-01-18,\n"
  }

  static let report = """
    report: 1
    title: A test
    as-of: 2022-06-10
    import: [figures.csv]
    scope: {importer: PRK}
    sections:
      - text: "It came to {top.first.v}."
      - plugin: top
        id: top

    """

  /// A plugin that shows its two rows, cites the first, and computes the change.
  static let top = """
    echo '{"type":"table","key":"years","title":"By year","from":"t"}'
    echo '{"type":"finding","key":"first","text":"In {p} it was {v}.","values":{"p":{"from":["t",0,"period"]},"v":{"from":["t",0,"value"]}}}'
    echo '{"type":"finding","key":"change","text":"A change of {c}.","values":{"a":{"from":["t",0,"value"]},"b":{"from":["t",1,"value"]},"c":{"calc":"b / a - 1","value":-0.59,"format":"change"}}}'
    """

  /// Writes a plugin in shell that says hello, runs these lines, and is done.
  func plugin(_ name: String, _ lines: String, more: String = "") throws {
    let manifest = #"""
      {"protocol":[1],"id":"org.example.\#(name)","version":"1","title":"\#(name)","command":["sh","run.sh"]\#(more),
       "analyses":[{"name":"\#(name)","title":"Section \#(name)",
         "params":{"type":"object","properties":{"importer":{"type":"string","format":"area","default":"PRK"},
           "year":{"type":"integer","minimum":1988,"default":2020}}},
         "inputs":{"t":{"measures":["value"],"by":["period"],"order":["period"],
           "where":{"reporter":"CHN","partner":{"param":"/importer"},"flow":"X","product":"total"},
           "period":{"from":"2019","to":"2020","grain":"year"}}}}]}
      """#
    try write(manifest, to: "plugins/\(name)/plugin.json")
    let script = """
      echo '{"type":"hello","protocol":[1],"id":"org.example.\(name)","version":"1"}'
      read -r start || exit 0
      \(lines)
      echo '{"type":"done","status":"ok"}'

      """
    try write(script, to: "plugins/\(name)/run.sh")
  }

  func write(_ text: String, to name: String) throws {
    let file = path + "/" + name
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: file, atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }

  func request(out: String = "out") -> BuildRequest {
    var request = BuildRequest(
      report: path + "/report.yaml", outputDirectory: path + "/" + out, environment: ["PATH": "/usr/bin:/bin"],
      temporaryDirectory: path + "/tmp")
    request.pluginDirectories = [path + "/plugins"]
    request.dataDirectory = Self.root.appendingPathComponent("Data").path
    return request
  }

  /// Builds the report.
  func build(out: String = "out", _ change: (inout BuildRequest) -> Void = { _ in }) async -> BuildResult {
    signal(SIGPIPE, SIG_IGN)
    var request = request(out: out)
    change(&request)
    return await ReportBuild(request).run()
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
}

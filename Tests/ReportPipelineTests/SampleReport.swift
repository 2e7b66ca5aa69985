import Foundation
import Glibc
import ReportPipeline

/// A report with one plugin in shell and a file of figures, in a folder that goes when the test is over.
final class SampleReport: Sendable {
  let folder: String

  init(head: String = "", scope: String = "scope: {importer: PRK}", sections: String = "  - plugin: goods\n") throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-sample-\(UUID().uuidString)").path
    let title = head.isEmpty ? "title: A test\n" : head
    let rest = "as-of: 2022-06-10\nimport:\n  - figures.csv\n\(scope)\nsections:\n\(sections)"
    try write("report: 1\n\(title)\(rest)", to: "report.yaml")
    try write(Self.columns + Self.years, to: "figures.csv")
    try goods()
    _ = signal(SIGPIPE, SIG_IGN)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let columns =
    "id,reporter,partner,flow,first_day,last_day,product,owner,edition,code,code_basis,measure,value,low,high,unit,"
    + "precision,status,basis,method,origin,origin_address,origin_date,note\n"

  /// Two years of one exporter as customs print them, and one of another as somebody compiled it.
  static let years =
    row("A1", "CHN", "2019", "40000000") + row("A2", "CHN", "2020", "16400000")
    + row("A3", "RUS", "2020", "900000", method: "compiled")

  static func row(_ id: String, _ reporter: String, _ year: String, _ value: String, method: String = "reported")
    -> String
  {
    "\(id),\(reporter),PRK,X,\(year)-01-01,\(year)-12-31,total,WCO,HS2017,TOTAL,inferred,value,\(value),\(value),\(value),"
      + "USD,exact,reported,,\(method),Customs,https://example.org/\(id),2021-01-18,\n"
  }

  /// A line that sends a finding with a value of the first row.
  static let finding =
    #"echo '{"type":"finding","key":"first","text":"It was {v}.","values":{"v":{"from":["t",0,"value"]}}}'"#

  /// Writes the plugin `goods`, which says hello, runs the lines and is done.
  func goods(_ lines: String = finding) throws {
    let manifest = #"""
      {"protocol":[1],"id":"org.example.goods","version":"1","title":"Goods","command":["sh","run.sh"],
       "analyses":[{"name":"goods","title":"Goods",
         "params":{"type":"object","properties":{
           "importer":{"type":"string","format":"area","default":"PRK"},
           "watch":{"type":"array","items":{"type":"string","format":"area"},"default":["CHN"]},
           "period":{"type":"string","format":"period","default":"1990"}}},
         "inputs":{"t":{"measures":["value"],"by":["period"],"order":["period"],
           "where":{"reporter":"CHN","partner":{"param":"/importer"},"flow":"X","product":"total"},
           "period":{"from":"2019","to":"2020","grain":"year"}}}}]}
      """#
    try write(manifest, to: "plugins/goods/plugin.json")
    let hello = #"{"type":"hello","protocol":[1],"id":"org.example.goods","version":"1"}"#
    let done = #"{"type":"done","status":"ok"}"#
    try write("echo '\(hello)'\nread -r start || exit 0\n\(lines)\necho '\(done)'\n", to: "plugins/goods/run.sh")
  }

  func write(_ text: String, to name: String) throws {
    let file = URL(fileURLWithPath: folder + "/" + name)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: false, encoding: .utf8)
  }

  func read(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }

  static let dataFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Data").path

  func request(_ overrides: [String: String] = [:]) -> BuildRequest {
    var request = BuildRequest(
      report: folder + "/report.yaml", outputDirectory: folder + "/out", environment: ["PATH": "/usr/bin:/bin"],
      temporaryDirectory: folder + "/tmp")
    request.pluginDirectories = [folder + "/plugins"]
    request.dataDirectory = Self.dataFolder
    request.overrides = overrides
    return request
  }

  func check(_ overrides: [String: String] = [:]) -> BuildResult { ReportBuild(request(overrides)).check() }

  func build(_ overrides: [String: String] = [:], isStrict: Bool = false) async -> BuildResult {
    var request = request(overrides)
    request.isStrict = isStrict
    return await ReportBuild(request).run()
  }

  /// Imports the figures into a dataset of its own.
  func dataset() throws -> DatasetService {
    let service = try DatasetService(openingOrCreating: folder + "/figures.db", dataDirectory: Self.dataFolder)
    _ = try service.importFile(folder + "/figures.csv", skippingBadRows: false)
    return service
  }
}

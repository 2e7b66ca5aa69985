import Foundation
import ReportModel
import ReportPipeline

/// Claims and figures in a folder of one test, checked by the plugin that the project ships with.
final class ClaimsProject: Sendable {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("waybill-claims-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder + "/tmp", withIntermediateDirectories: true)
    _ = signal(SIGPIPE, SIG_IGN)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static let columns =
    "id,reporter,partner,flow,first_day,last_day,product,owner,edition,code,code_basis,measure,value,low,high,unit,"
    + "precision,status,basis,method,origin,origin_address,origin_date,note\n"

  /// What stands above the claims of a test.
  static let head = """
    claims: 1
    text: {title: A text, origin: The Text, date: 2022-06-10, address: https://example.org/text}
    defaults: {partner: PRK, flow: X}

    """

  /// One print: days, goods, measure and amount, with bounds of a hundredth where none are given.
  struct Row {
    var reporter = "CHN"
    var days: String
    var product = "soap"
    var measure = "value"
    var value: String
    var bounds = ""
    var unit = "USD"
    var origin = "Customs"
    var method = "reported"
    var partner = "PRK"
    var flow = "X"

    fileprivate func text(_ number: Int) -> String {
      let ends = days.components(separatedBy: "..")
      let sides = bounds.isEmpty ? [value, value] : bounds.components(separatedBy: "..")
      let status = value == "0" ? "zero" : "reported"
      let precision = value == "0" ? "stated-none" : sides[0] == sides[1] ? "exact" : "rounded"
      return
        "T\(number),\(reporter),\(partner),\(flow),\(ends[0]),\(ends[ends.count - 1]),\(product),,,,,\(measure),\(value),"
        + "\(sides[0]),\(sides[1]),\(unit),\(precision),\(status),,\(method),\(origin),https://example.org/\(number),,\n"
    }
  }

  func write(_ text: String, to name: String) throws -> String {
    try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
    return folder + "/" + name
  }

  /// Checks claims against prints.
  func check(_ claims: String, _ rows: [Row], head: String = ClaimsProject.head) async throws -> ClaimsCheck.Outcome {
    await check(file: try write(head + claims, to: "claims.yaml"), imports: [try write(rows)])
  }

  /// Builds a report over prints in `figures.csv`.
  func build(_ report: String, _ rows: [Row]) async throws -> BuildResult {
    _ = try write(rows)
    return await ReportBuild(request(report)).run()
  }

  private func write(_ rows: [Row]) throws -> String {
    try write(Self.columns + rows.enumerated().map { $0.element.text($0.offset + 1) }.joined(), to: "figures.csv")
  }

  /// Checks a claims file against files.
  func check(file: String, imports: [String]) async -> ClaimsCheck.Outcome {
    var check = ClaimsCheck(file: file)
    check.imports = imports
    return await check.run(request(file))
  }

  private func request(_ file: String) -> BuildRequest {
    var request = BuildRequest(
      report: file, outputDirectory: folder, environment: ["PATH": "/usr/bin:/bin"],
      temporaryDirectory: folder + "/tmp")
    request.pluginDirectories = [Self.root + "/Plugins"]
    request.dataDirectory = Self.root + "/Data"
    return request
  }
}

extension ClaimsCheck.Outcome {
  /// The verdicts by claim.
  var verdicts: [String: String] { Dictionary(claims.map { ($0.claim, $0.verdict) }, uniquingKeysWith: { $1 }) }

  /// Returns the sentence on a claim, empty where there is none.
  func finding(_ claim: String) -> String { claims.first { $0.claim == claim }?.finding ?? "" }
}

import Foundation
import ReportModel
import ReportRendering

/// The report that the tests of the composition have recorded.
enum Sample {
  static func report(file: String = #filePath) throws -> Report {
    try JSONReader().read(text(file: file))
  }

  static func text(file: String = #filePath) throws -> String {
    let tests = URL(fileURLWithPath: file).deletingLastPathComponent().deletingLastPathComponent()
    return try String(
      contentsOf: tests.appendingPathComponent("ReportCompositionTests/Snapshots/report.json"), encoding: .utf8)
  }
}

package import ReportModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads `report.json` back.
package struct JSONReader: Sendable {
  /// Creates a reader.
  package init() {}

  /// Returns the report in JSON text; throws where the text is no report of this version.
  package func read(_ text: String) throws -> Report {
    let report = try JSONDecoder().decode(Report.self, from: Data(text.utf8))
    guard report.schema == "waybill.report/1" else {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: [], debugDescription: "the report has the schema '\(report.schema)', not 'waybill.report/1'"))
    }
    return report
  }
}

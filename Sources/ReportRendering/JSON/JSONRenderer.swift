package import ReportModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Writes a report as `report.json`: the whole report with its ledger, the same bytes for the same report.
package struct JSONRenderer: Sendable {
  /// Creates a renderer.
  package init() {}

  /// Returns the report as JSON text that ends with a line feed.
  package func render(_ report: Report) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(report), as: UTF8.self) + "\n"
  }
}

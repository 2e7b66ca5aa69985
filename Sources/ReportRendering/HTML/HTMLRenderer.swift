package import ReportModel

/// Writes a report as one HTML file that opens by double click and loads nothing.
package struct HTMLRenderer: Sendable {
  /// Creates a renderer.
  package init() {}

  /// Returns the report as an HTML page.
  package func render(_ report: Report) -> String {
    var page = HTMLPage(report)
    return page.text()
  }
}

package import PluginHost
package import PluginProtocol

/// A report that is ready to be built: every plugin found, every parameter checked, nothing run yet.
package struct BuildPlan: Sendable {
  /// One plugin's section.
  package struct Task: Sendable {
    /// The section.
    package var section: String
    /// The plugin.
    package var plugin: InstalledPlugin
    /// The analysis that it is asked for.
    package var analysis: Analysis
    /// The parameters, complete and valid.
    package var parameters: JSONValue
    /// Where the parameters stand that the report sets.
    package var places: [String: FilePlace] = [:]
    /// The claims that the section checks; nil where it checks none.
    package var claims: ClaimsFile?
    /// The absolute program and its arguments.
    package var command: [String]
    /// The digest of the plugin's folder, taken before anything of it ran.
    package var digest: String
    /// The variables of the environment that were granted to it.
    package var environment: [String: String] = [:]
  }

  /// The report file.
  package var file: ReportFile
  /// The sections that plugins make, by their names.
  package var tasks: [String: Task]
  /// The outputs, in the order of the report file.
  package var outputs: [ReportOutput]
  /// The plugin that makes the PDF; nil where none is installed.
  package var pdfRenderer: InstalledPlugin?
}

/// An output that a report can be written as.
package enum ReportOutput: String, Sendable, CaseIterable {
  /// Markdown with footnotes.
  case markdown
  /// One HTML file.
  case html
  /// The whole report with its ledger.
  case json
  /// A PDF, through a renderer plugin.
  case pdf

  /// The file name's ending.
  package var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .html: "html"
    case .json: "json"
    case .pdf: "pdf"
    }
  }
}

internal import PluginHost
internal import ReportModel

/// What deserves a look in one plugin's section: what the host found, what the plugin said, and what is not there.
struct SectionRemarks {
  private let result: RunResult
  private let section: String
  private let plugin: String

  init(_ result: RunResult, section: String, plugin: String) {
    self.result = result
    self.section = section
    self.plugin = plugin
  }

  /// Whether the run ended well and sent no finding, table or chart.
  var isEmpty: Bool {
    result.outcome == "ok"
      && !result.blocks.contains { block in
        switch block {
        case .finding, .table, .chart: true
        case .heading, .prose, .list, .footnote, .notice: false
        }
      }
  }

  /// How the run ended: the outcome, or `empty`.
  var outcome: String { isEmpty ? "empty" : result.outcome }

  /// The diagnostics of the section, each once.
  var diagnostics: [Diagnostic] {
    var diagnostics = result.diagnostics
    if let failure = result.failure, !diagnostics.contains(where: { $0.code == failure.code }) {
      diagnostics.append(
        Diagnostic(
          severity: .error, code: failure.code, message: failure.message, hint: failure.hint, place: section))
    }
    for block in result.blocks {
      guard case .notice(let notice) = block else { continue }
      guard notice.severity != .note || notice.code == "data.gap" else { continue }
      let diagnostic = Diagnostic(
        severity: notice.severity, code: notice.code, message: notice.message, hint: notice.hint, place: section)
      if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }
    if isEmpty {
      diagnostics.append(
        Diagnostic(
          severity: .warning, code: "data.empty", message: "'\(plugin)' sent no finding, table or chart",
          hint: "see what the dataset holds with: waybill data coverage", place: section))
    }
    return diagnostics + gaps
  }

  /// Says how many cells the cited queries asked for in vain.
  private var gaps: [Diagnostic] {
    let queries = result.ledger.queries.filter { !$0.gaps.isEmpty }
    guard !queries.isEmpty else { return [] }
    let count = queries.map(\.gaps.count).reduce(0, +)
    let words = count == 1 ? "1 cell asked for has no figure" : "\(count) cells asked for have no figure"
    let names = queries.map(\.id).joined(separator: ", ")
    return [
      Diagnostic(
        severity: .note, code: "data.gap", message: "\(words) (\(names))",
        hint: "see 'gaps' of these queries in the report's JSON", place: section)
    ]
  }
}

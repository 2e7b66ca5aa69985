package import PluginProtocol
package import ReportModel

/// What came of one run.
package struct RunResult: Sendable {
  /// Whether the section is whole.
  package var status: SectionStatus = .failed
  /// `ok`, `failed`, `cancelled`, or the code of the error that ended the run.
  package var outcome = "ok"
  /// What the plugin sent, verified.
  package var blocks: [BlockDraft] = []
  /// The verified values by `block.value`, for texts of the report file.
  package var values: [String: VerifiedValue] = [:]
  /// What the values rest on.
  package var ledger = Ledger()
  /// What went wrong, or nearly.
  package var diagnostics: [Diagnostic] = []
  /// Why blocks were refused, each with the places that it speaks of.
  package var refusals: [HostError] = []
  /// Files that the plugin says it wrote.
  package var assets: [Asset] = []
  /// How many queries were answered.
  package var queryCount = 0
  /// How many rows were sent.
  package var rowCount = 0
  /// The total that the plugin named last for its progress; nil where it named none.
  package var estimate: Double?
  /// The end of what the plugin wrote to standard error, cleaned of control characters.
  package var errorTail = ""
  /// The error that ended the run; nil where it ended well.
  package var failure: HostError?

  /// Creates an empty result.
  package init() {}
}

/// What a run tells while it lasts.
package enum RunEvent: Sendable {
  /// The plugin has started to work.
  case started
  /// The plugin said how far it is.
  case progress(ProgressMessage)
  /// The plugin wrote a line for its log.
  case log(LogMessage)
}

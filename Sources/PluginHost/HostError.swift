internal import PluginProtocol

/// What keeps a plugin from running, or ended its run.
package struct HostError: Error, Hashable, Sendable {
  /// The error code of the protocol, such as `plugin.not_found`.
  package var code: String
  /// What happened, for the reader of the report.
  package var message: String
  /// What to try.
  package var hint: String?

  /// Creates an error.
  package init(code: String, message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  /// Takes over a plugin's own account of its failure.
  init(_ detail: ErrorDetail) {
    self.init(code: detail.code, message: detail.message, hint: detail.help)
  }
}

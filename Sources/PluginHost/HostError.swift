package import PluginProtocol

/// What keeps a plugin from running, or ended its run.
package struct HostError: Error, Hashable, Sendable {
  /// The error code of the protocol, such as `plugin.not_found`.
  package var code: String
  /// What happened, for the reader of the report.
  package var message: String
  /// What to try.
  package var hint: String?
  /// The places: a JSON Pointer into the message, a cell, or a line of the plugin's output.
  package var labels: [ErrorLabel]

  /// Creates an error; `pointer` leads into the message that is wrong.
  package init(
    code: String, message: String, hint: String? = nil, at pointer: String? = nil, labels: [ErrorLabel] = []
  ) {
    self.code = code
    self.message = message
    self.hint = hint
    self.labels = (pointer.map { [ErrorLabel(at: $0, text: message)] } ?? []) + labels
  }

  /// Takes over a plugin's own account of its failure.
  init(_ detail: ErrorDetail) {
    self.init(code: detail.code, message: detail.message, hint: detail.help, labels: detail.labels ?? [])
  }

  /// Returns the error as it goes over the wire; who can act is known by the code.
  func detail(otherwise kind: String) -> ErrorDetail {
    ErrorDetail(
      kind: ErrorCatalogue.kind(of: code) ?? kind, code: code, message: message, help: hint,
      labels: labels.isEmpty ? nil : labels)
  }

  /// Returns the error with the line of the plugin's output that it stands on.
  func onLine(_ line: Int) -> HostError {
    var error = self
    if error.labels.isEmpty { error.labels = [ErrorLabel(text: message)] }
    for index in error.labels.indices where error.labels[index].line == nil { error.labels[index].line = line }
    return error
  }
}

public import PluginProtocol

/// Why a run cannot go on; it becomes the error of `done`, and a visible gap in the report.
public struct PluginError: Error, Hashable, Sendable {
  /// What the host is told.
  public var detail: ErrorDetail

  /// Creates the error from what the host is told.
  public init(_ detail: ErrorDetail) {
    self.detail = detail
  }

  /// Creates an error; `kind` says who must act: `config`, `data`, `plugin`, `host`, `transient` or `policy`.
  public init(kind: String = "plugin", code: String, message: String, help: String? = nil) {
    self.init(ErrorDetail(kind: kind, code: code, message: message, help: help))
  }
}

/// The host wants the run to end; let it pass through, the kit answers with `done` and status `cancelled`.
public struct Cancelled: Error, Hashable, Sendable {
  /// Why: `user`, or the code of a limit.
  public var reason: String

  /// Creates the wish to end.
  public init(reason: String) {
    self.reason = reason
  }
}

/// The host has closed its end; there is nobody to tell, so the process ends with status 0.
struct HostGone: Error {}

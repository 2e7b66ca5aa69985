/// Ends a run early; the plugin answers `done` with status `cancelled`.
public struct Cancel: Codable, Hashable, Sendable {
  /// The run.
  public var run: String
  /// Why: `user`, `limit.total`, `limit.idle` or another limit's code.
  public var reason: String

  /// Creates the value from its parts.
  public init(run: String, reason: String) {
    self.run = run
    self.reason = reason
  }
}

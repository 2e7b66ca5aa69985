/// The end of a run.
public struct Done: Codable, Hashable, Sendable {
  /// `ok`, `failed` or `cancelled`.
  public var status: String
  /// The run.
  public var run: String?
  /// Why it failed.
  public var error: ErrorDetail?

  /// Creates the value from its parts.
  public init(status: String, run: String? = nil, error: ErrorDetail? = nil) {
    self.status = status
    self.run = run
    self.error = error
  }
}

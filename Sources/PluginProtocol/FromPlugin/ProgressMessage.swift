/// How far the run is.
public struct ProgressMessage: Codable, Hashable, Sendable {
  /// What is done.
  public var done: Double?
  /// Of how much.
  public var total: Double?
  /// What the plugin is doing.
  public var message: String?

  /// Creates the value from its parts.
  public init(done: Double? = nil, total: Double? = nil, message: String? = nil) {
    self.done = done
    self.total = total
    self.message = message
  }
}

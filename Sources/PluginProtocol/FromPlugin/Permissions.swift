/// What a plugin asks for beyond its run directory; nothing by default.
public struct Permissions: Codable, Hashable, Sendable {
  /// Hosts that it talks to.
  public var network: [String]?
  /// Variables of the environment that it reads.
  public var env: [String]?
  /// Whether it reads a snapshot of the dataset by itself.
  public var sqlite: Bool?
  /// Paths that it reads.
  public var read: [String]?

  /// Creates the value from its parts.
  public init(network: [String]? = nil, env: [String]? = nil, sqlite: Bool? = nil, read: [String]? = nil) {
    self.network = network
    self.env = env
    self.sqlite = sqlite
    self.read = read
  }
}

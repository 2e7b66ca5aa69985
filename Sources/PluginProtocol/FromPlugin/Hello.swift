/// The first line of a plugin: who it is, which protocol versions it speaks, what it can do.
///
/// Where a `plugin.json` stands beside the executable, everything but `protocol`, `id` and `version` may be left out.
public struct Hello: Codable, Hashable, Sendable {
  /// The protocol versions that the plugin speaks.
  public var `protocol`: [Int]
  /// The identifier, in reverse domain style; lower case, digits, dots, hyphens.
  public var id: String
  /// The plugin's own version, for display.
  public var version: String
  /// What the plugin is called.
  public var title: String?
  /// The licence, as an SPDX expression.
  public var license: String?
  /// The kit and its version.
  public var sdk: String?
  /// Optional abilities: `duplex`, `check`, `estimate`.
  public var features: [String]?
  /// The analyses that the plugin offers.
  public var analyses: [Analysis]?
  /// Plugins, by their ids, whose sections of the same report run before this one's.
  public var after: [String]?
  /// What the plugin renders, such as `report/pdf`.
  public var renders: [String]?
  /// What the plugin asks for beyond its run directory.
  public var permissions: Permissions?

  /// Creates the value from its parts.
  public init(
    protocol: [Int], id: String, version: String, title: String? = nil, license: String? = nil, sdk: String? = nil,
    features: [String]? = nil, analyses: [Analysis]? = nil, after: [String]? = nil, renders: [String]? = nil,
    permissions: Permissions? = nil
  ) {
    self.protocol = `protocol`
    self.id = id
    self.version = version
    self.title = title
    self.license = license
    self.sdk = sdk
    self.features = features
    self.analyses = analyses
    self.after = after
    self.renders = renders
    self.permissions = permissions
  }
}

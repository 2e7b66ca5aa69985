/// A file that a renderer, or a plugin, wrote into its out directory.
public struct Asset: Codable, Hashable, Sendable {
  /// A stable name.
  public var key: String
  /// The file, relative to the out directory.
  public var path: String
  /// The media type.
  public var media: String
  /// The digest of the bytes, in hex.
  public var sha256: String?
  /// What it shows.
  public var alt: String?

  /// Creates the value from its parts.
  public init(key: String, path: String, media: String, sha256: String? = nil, alt: String? = nil) {
    self.key = key
    self.path = path
    self.media = media
    self.sha256 = sha256
    self.alt = alt
  }
}

/// The folders of one run.
public struct RunDirectories: Codable, Hashable, Sendable {
  /// Where assets are written.
  public var out: String
  /// Where a renderer finds what it renders.
  public var input: String?

  /// Creates the value from its parts.
  public init(out: String, input: String? = nil) {
    self.out = out
    self.input = input
  }

  enum CodingKeys: String, CodingKey {
    case out
    case input = "in"
  }
}

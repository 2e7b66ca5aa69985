/// How a number is written; words and digits are the host's, the same in every output.
public struct ValueFormat: RawRepresentable, Codable, Hashable, Sendable {
  /// The name on the wire.
  public let rawValue: String

  /// Creates a format from its name; unknown names are written like `auto`.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// As many digits as the bounds carry: `USD 491.1 million`, `USD 311,126`.
  public static let auto = ValueFormat(rawValue: "auto")
  /// A ratio as a percentage: 0.163 is `16.3%`.
  public static let percent = ValueFormat(rawValue: "percent")
  /// A change as a percentage with a sign: -0.809 is `-80.9%`; a figure in percent has its sign only: `+63 percent`.
  public static let change = ValueFormat(rawValue: "change")
  /// Every digit, grouped: `311,126`.
  public static let full = ValueFormat(rawValue: "full")
  /// A whole number.
  public static let integer = ValueFormat(rawValue: "integer")
}

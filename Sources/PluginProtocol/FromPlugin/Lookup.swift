/// Asks for the words of codes.
public struct Lookup: Codable, Hashable, Sendable {
  /// The name of the question.
  public var id: String
  /// The code list: `area`, `product`, `hs`, `unit`, `flow`, `status`.
  public var list: String
  /// The codes.
  public var codes: [String]

  /// Creates the value from its parts.
  public init(id: String, list: String, codes: [String]) {
    self.id = id
    self.list = list
    self.codes = codes
  }
}

/// Makes the plugin ready for more batches.
public struct Credit: Codable, Hashable, Sendable {
  /// The question.
  public var id: String
  /// How many more.
  public var n: Int

  /// Creates the value from its parts.
  public init(id: String, n: Int) {
    self.id = id
    self.n = n
  }
}

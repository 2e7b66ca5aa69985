/// Asks what a dataset can be asked for.
public struct Describe: Codable, Hashable, Sendable {
  /// The name of the question.
  public var id: String
  /// The dataset.
  public var dataset: String?

  /// Creates the value from its parts.
  public init(id: String, dataset: String? = nil) {
    self.id = id
    self.dataset = dataset
  }
}

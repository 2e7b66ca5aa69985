/// The name of one state of the dataset.
package struct SnapshotInfo: Codable, Hashable, Sendable {
  /// What the content amounts to: it depends neither on the order of imports nor on where files lay.
  package var digest: String
  /// How many observations there are.
  package var observations: Int
  /// The latest state of a publisher's data among the sources, where they say it.
  package var asOf: String?

  /// Creates the name of a state.
  package init(digest: String, observations: Int, asOf: String? = nil) {
    self.digest = digest
    self.observations = observations
    self.asOf = asOf
  }
}

/// What a verification found.
package struct VerifyReport: Codable, Hashable, Sendable {
  /// What came of one kind of check.
  package struct Count: Codable, Hashable, Sendable {
    /// What was held against what.
    package var kind: VerifyFinding.Kind
    /// How many times it was.
    package var checked = 0
    /// How many times the figures could not both be right.
    package var found = 0
  }

  /// How many observations were looked at.
  package var rows = 0
  /// One count for each kind.
  package var counts = VerifyFinding.Kind.allCases.map { Count(kind: $0) }
  /// The first findings of each kind, in the order of the kinds.
  package var findings: [VerifyFinding] = []
}

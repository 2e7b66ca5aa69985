/// Whether a section holds what it should.
public enum SectionStatus: String, Codable, Hashable, Sendable {
  /// Everything is there.
  case complete
  /// The plugin ended early; what it had sent stands.
  case partial
  /// Nothing usable came.
  case failed
}

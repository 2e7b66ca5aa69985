/// A statement that rests on evidence.
public struct Finding: Codable, Hashable, Sendable {
  /// The anchor: `section.key`.
  public var id: String
  /// The sentence.
  public var text: [Inline]
  /// The direction that it points in.
  public var signal: String?
  /// The weakest level of its values.
  public var level: EvidenceLevel

  /// Creates the value from its parts.
  public init(id: String, text: [Inline], signal: String? = nil, level: EvidenceLevel) {
    self.id = id
    self.text = text
    self.signal = signal
    self.level = level
  }
}

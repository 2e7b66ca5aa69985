/// A statement that rests on evidence.
public struct FindingDraft: Codable, Hashable, Sendable {
  /// The name of the finding, unique in its section.
  public var key: String
  /// The sentence, with a placeholder for every value.
  public var text: TextDraft
  /// The direction that the finding points in: `up`, `down`, `flat`, `new`, `gone`.
  public var signal: String?
  /// How much the finding matters, from 0 to 1.
  public var weight: Double?

  /// Creates the value from its parts.
  public init(key: String, text: TextDraft, signal: String? = nil, weight: Double? = nil) {
    self.key = key
    self.text = text
    self.signal = signal
    self.weight = weight
  }
}

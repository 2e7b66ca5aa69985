/// A statement with evidence.
public struct FindingMessage: Codable, Hashable, Sendable {
  /// A stable name, unique in the run.
  public var key: String
  /// The sentence, with a placeholder for every value.
  public var text: String
  /// Where each value comes from.
  public var values: [String: ValueSource]?
  /// `up`, `down`, `flat`, `new` or `gone`.
  public var signal: String?
  /// How much it matters, from 0 to 1.
  public var weight: Double?

  /// Creates the value from its parts.
  public init(
    key: String, text: String, values: [String: ValueSource]? = nil, signal: String? = nil, weight: Double? = nil
  ) {
    self.key = key
    self.text = text
    self.values = values
    self.signal = signal
    self.weight = weight
  }
}

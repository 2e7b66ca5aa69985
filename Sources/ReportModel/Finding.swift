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
  /// The numbers of its publications in the list of sources.
  public var sources: [Int]

  /// Creates the value from its parts.
  public init(id: String, text: [Inline], signal: String? = nil, level: EvidenceLevel, sources: [Int] = []) {
    self.id = id
    self.text = text
    self.signal = signal
    self.level = level
    self.sources = sources
  }
}

extension Finding {
  private enum CodingKeys: String, CodingKey {
    case id, text, signal, level, sources
  }

  /// Reads a finding; reports of before have no numbers of sources.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), text: try container.decode([Inline].self, forKey: .text),
      signal: try container.decodeIfPresent(String.self, forKey: .signal),
      level: try container.decode(EvidenceLevel.self, forKey: .level),
      sources: try container.decodeIfPresent([Int].self, forKey: .sources) ?? [])
  }
}

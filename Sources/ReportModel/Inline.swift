/// A piece of running text.
public indirect enum Inline: Hashable, Sendable {
  /// Plain text; a renderer escapes it for its format.
  case text(String)
  /// Emphasis.
  case emphasis([Inline])
  /// Strong emphasis.
  case strong([Inline])
  /// A code or a name from a program.
  case code(String)
  /// A link to a web address; only `http`, `https` and `mailto` get here.
  case link(text: [Inline], address: String)
  /// A value that leads back to its evidence.
  case value(ValueSpan)
  /// A mark that points to the footnote of that number.
  case footnote(Int)
  /// A reference to a numbered thing of this report: its words and its anchor.
  case reference(text: String, anchor: String)
}

/// A printed value inside running text.
public struct ValueSpan: Codable, Hashable, Sendable {
  /// The printed form.
  public var text: String
  /// The machine form.
  public var raw: String
  /// The unit, where it has one.
  public var unit: String?
  /// How far the host could check it.
  public var level: EvidenceLevel
  /// The record in the ledger; nil for values that need none.
  public var evidence: String?

  /// Creates a printed value.
  public init(text: String, raw: String, unit: String? = nil, level: EvidenceLevel, evidence: String? = nil) {
    self.text = text
    self.raw = raw
    self.unit = unit
    self.level = level
    self.evidence = evidence
  }
}

extension Inline: Codable {
  private enum CodingKeys: String, CodingKey {
    case text, em, strong, code, link, address, value, footnote, reference, anchor
  }

  /// Reads an object with one key that names the kind; a string is plain text.
  public init(from decoder: any Decoder) throws {
    if let single = try? decoder.singleValueContainer(), let text = try? single.decode(String.self) {
      self = .text(text)
      return
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let inner = try container.decodeIfPresent([Inline].self, forKey: .em) {
      self = .emphasis(inner)
    } else if let inner = try container.decodeIfPresent([Inline].self, forKey: .strong) {
      self = .strong(inner)
    } else if let code = try container.decodeIfPresent(String.self, forKey: .code) {
      self = .code(code)
    } else if let inner = try container.decodeIfPresent([Inline].self, forKey: .link) {
      self = .link(text: inner, address: try container.decode(String.self, forKey: .address))
    } else if let span = try container.decodeIfPresent(ValueSpan.self, forKey: .value) {
      self = .value(span)
    } else if let number = try container.decodeIfPresent(Int.self, forKey: .footnote) {
      self = .footnote(number)
    } else {
      self = .reference(
        text: try container.decode(String.self, forKey: .reference),
        anchor: try container.decode(String.self, forKey: .anchor))
    }
  }

  /// Writes plain text as a string and everything else as an object.
  public func encode(to encoder: any Encoder) throws {
    if case .text(let text) = self {
      var single = encoder.singleValueContainer()
      try single.encode(text)
      return
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .text: break
    case .emphasis(let inner): try container.encode(inner, forKey: .em)
    case .strong(let inner): try container.encode(inner, forKey: .strong)
    case .code(let code): try container.encode(code, forKey: .code)
    case .link(let text, let address):
      try container.encode(text, forKey: .link)
      try container.encode(address, forKey: .address)
    case .value(let span): try container.encode(span, forKey: .value)
    case .footnote(let number): try container.encode(number, forKey: .footnote)
    case .reference(let text, let anchor):
      try container.encode(text, forKey: .reference)
      try container.encode(anchor, forKey: .anchor)
    }
  }
}

/// Which observations a query counts: every condition of `all`, and one set of `any` where there are some.
public struct QueryConditions: Hashable, Sendable {
  /// Conditions by dimension; all must hold.
  public var all: [String: QueryFilter]
  /// Alternatives; one must hold.
  ///
  /// Empty means no alternatives are asked.
  public var any: [[String: QueryFilter]]

  /// Creates conditions.
  public init(_ all: [String: QueryFilter] = [:], any: [[String: QueryFilter]] = []) {
    self.all = all
    self.any = any
  }

  /// Whether there is no condition at all.
  public var isEmpty: Bool { all.isEmpty && any.isEmpty }
}

extension QueryConditions: Codable {
  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// Reads `{"partner": "PRK", "any": [{…}, {…}]}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    var all: [String: QueryFilter] = [:]
    var any: [[String: QueryFilter]] = []
    for key in container.allKeys {
      if key.stringValue == "any" {
        any = try container.decode([[String: QueryFilter]].self, forKey: key)
      } else {
        all[key.stringValue] = try container.decode(QueryFilter.self, forKey: key)
      }
    }
    self.init(all, any: any)
  }

  /// Writes one key a dimension, and `any` where there are alternatives.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    for (dimension, filter) in all.sorted(by: { $0.key < $1.key }) {
      try container.encode(filter, forKey: Key(stringValue: dimension))
    }
    if !any.isEmpty { try container.encode(any, forKey: Key(stringValue: "any")) }
  }
}

/// A condition on one dimension.
public indirect enum QueryFilter: Hashable, Sendable {
  /// Exactly this code.
  case equals(String)
  /// One of these codes.
  case anyOf([String])
  /// Not what the inner condition says.
  case not(QueryFilter)
  /// This code and everything under it in the hierarchy: `30` has `300220` under it.
  case under(String)
  /// From the first to the last code in order, both included; either may be open.
  case range(from: String?, to: String?)
}

extension QueryFilter: Codable {
  private enum CodingKeys: String, CodingKey, CaseIterable {
    case not, under, from, to
  }

  /// Reads a scalar, an array, or `{"not":…}`, `{"under":…}`, `{"from":…,"to":…}`.
  public init(from decoder: any Decoder) throws {
    if let single = try? decoder.singleValueContainer() {
      if let text = try? single.decode(String.self) {
        self = .equals(text)
        return
      }
      if let list = try? single.decode([String].self) {
        self = .anyOf(list)
        return
      }
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let inner = try container.decodeIfPresent(QueryFilter.self, forKey: .not) {
      self = .not(inner)
    } else if let code = try container.decodeIfPresent(String.self, forKey: .under) {
      self = .under(code)
    } else {
      let from = try container.decodeIfPresent(String.self, forKey: .from)
      let to = try container.decodeIfPresent(String.self, forKey: .to)
      guard from != nil || to != nil else {
        throw DecodingError.dataCorrupted(
          .init(
            codingPath: decoder.codingPath,
            debugDescription: "a condition is a text, a list of texts, or an object with not, under, from or to"))
      }
      self = .range(from: from, to: to)
    }
  }

  /// Writes the shortest form.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .equals(let text):
      var container = encoder.singleValueContainer()
      try container.encode(text)
    case .anyOf(let list):
      var container = encoder.singleValueContainer()
      try container.encode(list)
    case .not(let inner):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(inner, forKey: .not)
    case .under(let code):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(code, forKey: .under)
    case .range(let from, let to):
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encodeIfPresent(from, forKey: .from)
      try container.encodeIfPresent(to, forKey: .to)
    }
  }
}

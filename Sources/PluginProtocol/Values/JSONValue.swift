public import FoundationEssentials

/// Any JSON value; numbers are exact decimals.
public indirect enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number.
  case number(Decimal)
  /// A string.
  case string(String)
  /// An array.
  case array([JSONValue])
  /// An object.
  case object([String: JSONValue])

  /// The string, if it is one.
  public var stringValue: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The number, if it is one.
  public var numberValue: Decimal? {
    if case .number(let number) = self { number } else { nil }
  }

  /// The member of that name, if this is an object that has it.
  public subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// Returns the value that a JSON Pointer leads to, such as `/year`, or nil.
  public func value(at pointer: String) -> JSONValue? {
    var current = self
    guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = unescaped(part)
      switch current {
      case .object(let members):
        guard let next = members[name] else { return nil }
        current = next
      case .array(let items):
        guard let index = Int(name), items.indices.contains(index) else { return nil }
        current = items[index]
      default: return nil
      }
    }
    return current
  }

  /// Returns the part of a JSON Pointer with `~1` and `~0` read as `/` and `~`.
  private func unescaped(_ part: Substring) -> String {
    guard part.contains("~") else { return String(part) }
    return part.split(separator: "~1", omittingEmptySubsequences: false)
      .map { $0.split(separator: "~0", omittingEmptySubsequences: false).joined(separator: "~") }
      .joined(separator: "/")
  }
}

extension JSONValue: Codable {
  /// Reads any JSON value.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let text = try? container.decode(String.self) {
      self = .string(text)
    } else if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? container.decode(Decimal.self) {
      self = .number(number)
    } else if let items = try? container.decode([JSONValue].self) {
      self = .array(items)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  /// Writes the value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .string(let text): try container.encode(text)
    case .array(let items): try container.encode(items)
    case .object(let members): try container.encode(members)
    }
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Creates a string.
  public init(stringLiteral value: String) {
    self = .string(value)
  }

  /// Creates a number.
  public init(integerLiteral value: Int) {
    self = .number(Decimal(value))
  }

  /// Creates a boolean.
  public init(booleanLiteral value: Bool) {
    self = .bool(value)
  }

  /// Creates an array.
  public init(arrayLiteral elements: JSONValue...) {
    self = .array(elements)
  }

  /// Creates an object; of equal names the last one holds.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }
}

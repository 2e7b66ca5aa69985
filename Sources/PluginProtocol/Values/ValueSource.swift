/// Where a value of a text or a table comes from, as a plugin says it.
public enum ValueSource: Hashable, Sendable {
  /// The cell of a query's answer: query, row counted from 0, column.
  case cell(query: String, row: Int, column: String, format: String?)
  /// The cell of the one row whose dimensions have these values.
  case lookup(query: String, at: [String: String], column: String, format: String?)
  /// The cell of a table that the plugin sent before: key, row counted from 0, column.
  case table(key: String, row: Int, column: String, format: String?)
  /// A parameter of the run, by JSON Pointer.
  case parameter(pointer: String, format: String?)
  /// A calculation over the other values and over columns of queries, with the figure that the plugin found.
  case calculation(expression: String, stated: JSONValue?, unit: String?, format: String?)
  /// A figure from outside, with its source.
  case citation(value: JSONValue, source: CitedSource, unit: String?, format: String?)
  /// A judgement of the author, in words.
  case judgement(value: JSONValue, reason: String)
  /// A bare value; text without digits needs no source, a number is unbacked.
  case literal(value: JSONValue, unit: String?, format: String?)
}

/// An outside source of a figure.
public struct CitedSource: Codable, Hashable, Sendable {
  /// The web address or the citation.
  public var url: String
  /// Who published it.
  public var name: String?
  /// When it was read, as an ISO date.
  public var accessed: String?
  /// The words that hold the figure.
  public var quote: String?

  /// Creates a source.
  public init(url: String, name: String? = nil, accessed: String? = nil, quote: String? = nil) {
    self.url = url
    self.name = name
    self.accessed = accessed
    self.quote = quote
  }
}

extension ValueSource: Codable {
  private enum CodingKeys: String, CodingKey {
    case from, table, param, calc, value, source, judgement, unit, format
  }

  private enum LookupKeys: String, CodingKey {
    case query, column
    case at = "where"
  }

  /// Reads `{"from":[query,row,column]}`, `{"from":{…}}`, `{"table":…}`, `{"param":…}`, `{"calc":…}` and so on.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let format = try container.decodeIfPresent(String.self, forKey: .format)
    let unit = try container.decodeIfPresent(String.self, forKey: .unit)
    if container.contains(.from) {
      if let place = try? container.nestedContainer(keyedBy: LookupKeys.self, forKey: .from) {
        self = .lookup(
          query: try place.decode(String.self, forKey: .query),
          at: try place.decode([String: String].self, forKey: .at),
          column: try place.decode(String.self, forKey: .column), format: format)
      } else {
        let place = try CellPlace(container.nestedUnkeyedContainer(forKey: .from))
        self = .cell(query: place.name, row: place.row, column: place.column, format: format)
      }
    } else if container.contains(.table) {
      let place = try CellPlace(container.nestedUnkeyedContainer(forKey: .table))
      self = .table(key: place.name, row: place.row, column: place.column, format: format)
    } else if let pointer = try container.decodeIfPresent(String.self, forKey: .param) {
      self = .parameter(pointer: pointer, format: format)
    } else if let expression = try container.decodeIfPresent(String.self, forKey: .calc) {
      self = .calculation(
        expression: expression, stated: try container.decodeIfPresent(JSONValue.self, forKey: .value), unit: unit,
        format: format)
    } else if let source = try container.decodeIfPresent(CitedSource.self, forKey: .source) {
      self = .citation(
        value: try container.decode(JSONValue.self, forKey: .value), source: source, unit: unit, format: format)
    } else if let reason = try container.decodeIfPresent(String.self, forKey: .judgement) {
      self = .judgement(value: try container.decode(JSONValue.self, forKey: .value), reason: reason)
    } else {
      self = .literal(value: try container.decode(JSONValue.self, forKey: .value), unit: unit, format: format)
    }
  }

  /// Writes the form that `init(from:)` reads.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .cell(let query, let row, let column, let format):
      try container.encode(
        [.string(query), JSONValue(integerLiteral: row), .string(column)] as [JSONValue], forKey: .from)
      try container.encodeIfPresent(format, forKey: .format)
    case .lookup(let query, let at, let column, let format):
      var place = container.nestedContainer(keyedBy: LookupKeys.self, forKey: .from)
      try place.encode(query, forKey: .query)
      try place.encode(at, forKey: .at)
      try place.encode(column, forKey: .column)
      try container.encodeIfPresent(format, forKey: .format)
    case .table(let key, let row, let column, let format):
      try container.encode(
        [.string(key), JSONValue(integerLiteral: row), .string(column)] as [JSONValue], forKey: .table)
      try container.encodeIfPresent(format, forKey: .format)
    case .parameter(let pointer, let format):
      try container.encode(pointer, forKey: .param)
      try container.encodeIfPresent(format, forKey: .format)
    case .calculation(let expression, let stated, let unit, let format):
      try container.encode(expression, forKey: .calc)
      try container.encodeIfPresent(stated, forKey: .value)
      try container.encodeIfPresent(unit, forKey: .unit)
      try container.encodeIfPresent(format, forKey: .format)
    case .citation(let value, let source, let unit, let format):
      try container.encode(value, forKey: .value)
      try container.encode(source, forKey: .source)
      try container.encodeIfPresent(unit, forKey: .unit)
      try container.encodeIfPresent(format, forKey: .format)
    case .judgement(let value, let reason):
      try container.encode(value, forKey: .value)
      try container.encode(reason, forKey: .judgement)
    case .literal(let value, let unit, let format):
      try container.encode(value, forKey: .value)
      try container.encodeIfPresent(unit, forKey: .unit)
      try container.encodeIfPresent(format, forKey: .format)
    }
  }
}

/// A cell as `[name, row, column]`.
private struct CellPlace {
  let name: String
  let row: Int
  let column: String

  init(_ container: any UnkeyedDecodingContainer) throws {
    var container = container
    name = try container.decode(String.self)
    row = try container.decode(Int.self)
    column = try container.decode(String.self)
  }
}

/// A closed subset of JSON Schema 2020-12 for parameters.
///
/// The host validates, fills in defaults, and makes help texts from it.
public struct ParameterSchema: Codable, Hashable, Sendable {
  /// `string`, `integer`, `number`, `boolean`, `array` or `object`.
  public var type: String?
  /// What the parameter is called.
  public var title: String?
  /// What it does.
  public var description: String?
  /// What holds where nothing is given.
  public var defaultValue: JSONValue?
  /// The only values that are allowed.
  public var allowed: [JSONValue]?
  /// The smallest number.
  public var minimum: Double?
  /// The largest number.
  public var maximum: Double?
  /// The fewest characters.
  public var minLength: Int?
  /// The most characters.
  public var maxLength: Int?
  /// The fewest items.
  public var minItems: Int?
  /// The most items.
  public var maxItems: Int?
  /// `date`, `period`, `area`, `product` or `code`.
  public var format: String?
  /// The unit of a number.
  public var unit: String?
  /// The schema of an array's items, alone in its list.
  public var items: [ParameterSchema]?
  /// The parameters of an object.
  public var properties: [String: ParameterSchema]?
  /// Parameters that must be given.
  public var required: [String]?

  /// Creates the value from its parts.
  public init(
    type: String? = nil, title: String? = nil, description: String? = nil, defaultValue: JSONValue? = nil,
    allowed: [JSONValue]? = nil, minimum: Double? = nil, maximum: Double? = nil, minLength: Int? = nil,
    maxLength: Int? = nil, minItems: Int? = nil, maxItems: Int? = nil, format: String? = nil, unit: String? = nil,
    items: [ParameterSchema]? = nil, properties: [String: ParameterSchema]? = nil, required: [String]? = nil
  ) {
    self.type = type
    self.title = title
    self.description = description
    self.defaultValue = defaultValue
    self.allowed = allowed
    self.minimum = minimum
    self.maximum = maximum
    self.minLength = minLength
    self.maxLength = maxLength
    self.minItems = minItems
    self.maxItems = maxItems
    self.format = format
    self.unit = unit
    self.items = items
    self.properties = properties
    self.required = required
  }

  enum CodingKeys: String, CodingKey {
    case type, title, description, minimum, maximum, minLength, maxLength, minItems, maxItems, format, items
    case properties, required
    case defaultValue = "default"
    case allowed = "enum"
    case unit = "x-unit"
  }

  /// Reads the schema; `items` is one schema.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      type: try container.decodeIfPresent(String.self, forKey: .type),
      title: try container.decodeIfPresent(String.self, forKey: .title),
      description: try container.decodeIfPresent(String.self, forKey: .description),
      defaultValue: try container.decodeIfPresent(JSONValue.self, forKey: .defaultValue),
      allowed: try container.decodeIfPresent([JSONValue].self, forKey: .allowed),
      minimum: try container.decodeIfPresent(Double.self, forKey: .minimum),
      maximum: try container.decodeIfPresent(Double.self, forKey: .maximum),
      minLength: try container.decodeIfPresent(Int.self, forKey: .minLength),
      maxLength: try container.decodeIfPresent(Int.self, forKey: .maxLength),
      minItems: try container.decodeIfPresent(Int.self, forKey: .minItems),
      maxItems: try container.decodeIfPresent(Int.self, forKey: .maxItems),
      format: try container.decodeIfPresent(String.self, forKey: .format),
      unit: try container.decodeIfPresent(String.self, forKey: .unit),
      items: try container.decodeIfPresent(ParameterSchema.self, forKey: .items).map { [$0] },
      properties: try container.decodeIfPresent([String: ParameterSchema].self, forKey: .properties),
      required: try container.decodeIfPresent([String].self, forKey: .required))
  }

  /// Writes the schema; `items` is one schema.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(type, forKey: .type)
    try container.encodeIfPresent(title, forKey: .title)
    try container.encodeIfPresent(description, forKey: .description)
    try container.encodeIfPresent(defaultValue, forKey: .defaultValue)
    try container.encodeIfPresent(allowed, forKey: .allowed)
    try container.encodeIfPresent(minimum, forKey: .minimum)
    try container.encodeIfPresent(maximum, forKey: .maximum)
    try container.encodeIfPresent(minLength, forKey: .minLength)
    try container.encodeIfPresent(maxLength, forKey: .maxLength)
    try container.encodeIfPresent(minItems, forKey: .minItems)
    try container.encodeIfPresent(maxItems, forKey: .maxItems)
    try container.encodeIfPresent(format, forKey: .format)
    try container.encodeIfPresent(unit, forKey: .unit)
    try container.encodeIfPresent(items?.first, forKey: .items)
    try container.encodeIfPresent(properties, forKey: .properties)
    try container.encodeIfPresent(required, forKey: .required)
  }
}

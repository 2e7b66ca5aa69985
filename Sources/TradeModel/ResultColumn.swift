/// One column of a query's result or of a plugin's table.
public struct ResultColumn: Codable, Hashable, Sendable {
  /// The name, as the query asked for it.
  public var name: String
  /// What the cells hold.
  public var type: ColumnType
  /// The unit of decimal cells, such as `USD` or `kg`; nil where rows differ in unit.
  public var unit: String?
  /// The code list of code cells: `area`, `product`, `hs`, `unit`, `flow`, `status`.
  public var list: String?

  /// Creates a column.
  public init(name: String, type: ColumnType, unit: String? = nil, list: String? = nil) {
    self.name = name
    self.type = type
    self.unit = unit
    self.list = list
  }
}

/// What the cells of a column hold, and so how they travel: codes, periods, texts and decimals as JSON strings.
public struct ColumnType: RawRepresentable, Codable, Hashable, Sendable {
  /// The name on the wire.
  public let rawValue: String

  /// Creates a column type from its name on the wire; unknown names are shown as text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// A code of a list.
  public static let code = ColumnType(rawValue: "code")
  /// A period in its text form.
  public static let period = ColumnType(rawValue: "period")
  /// An exact decimal number as a string.
  public static let decimal = ColumnType(rawValue: "decimal")
  /// A whole number that fits 53 bits, as a JSON number.
  public static let integer = ColumnType(rawValue: "integer")
  /// A ratio, as a JSON number.
  public static let float = ColumnType(rawValue: "float")
  /// Plain text.
  public static let string = ColumnType(rawValue: "string")
}

/// One cell of a result.
public enum ResultCell: Hashable, Sendable {
  /// No figure; the status says why.
  case missing(ObservationStatus)
  /// A code, a period or a text.
  case text(String)
  /// An exact amount.
  case amount(Amount)
  /// A count.
  case count(Int)
}

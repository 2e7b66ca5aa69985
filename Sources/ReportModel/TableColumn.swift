/// One column of a table.
public struct TableColumn: Codable, Hashable, Sendable {
  /// The name in references and charts.
  public var name: String
  /// The words in the table's head.
  public var label: String
  /// What the cells hold: `code`, `period`, `decimal`, `integer`, `float`, `string`.
  public var type: String
  /// The unit of numbers.
  public var unit: String?
  /// How numbers are written.
  public var format: ValueFormat
  /// The words for the unit in a composed table's head; nil where the cells carry their own or need none.
  public var unitText: String?

  /// Creates the value from its parts.
  public init(
    name: String, label: String, type: String, unit: String? = nil, format: ValueFormat = .auto,
    unitText: String? = nil
  ) {
    self.name = name
    self.label = label
    self.type = type
    self.unit = unit
    self.format = format
    self.unitText = unitText
  }
}

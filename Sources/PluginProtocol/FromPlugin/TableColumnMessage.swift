/// One column of a plugin's table.
public struct TableColumnMessage: Codable, Hashable, Sendable {
  /// The name in references and charts; of a query's column where the table shows a query.
  public var name: String
  /// The words in the head.
  public var label: String?
  /// What the cells hold; needed in an own table.
  public var type: String?
  /// The unit of numbers.
  public var unit: String?
  /// The code list of codes.
  public var list: String?
  /// How numbers are written.
  public var format: String?

  /// Creates the value from its parts.
  public init(
    name: String, label: String? = nil, type: String? = nil, unit: String? = nil, list: String? = nil,
    format: String? = nil
  ) {
    self.name = name
    self.label = label
    self.type = type
    self.unit = unit
    self.list = list
    self.format = format
  }
}

/// A publication behind the report's numbers.
public struct Origin: Codable, Hashable, Sendable {
  /// The number in the list of sources.
  public var number: Int
  /// Who published the figures.
  public var name: String
  /// Where they were printed.
  public var address: String
  /// When they were printed, where known.
  public var date: String?
  /// How many source rows of it the report cites.
  public var rows: Int

  /// Creates the value from its parts.
  public init(number: Int, name: String, address: String, date: String? = nil, rows: Int) {
    self.number = number
    self.name = name
    self.address = address
    self.date = date
    self.rows = rows
  }
}

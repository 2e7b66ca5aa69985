/// One cell, or one column's total, that a value rests on.
public struct EvidenceInput: Codable, Hashable, Sendable {
  /// The name in the formula.
  public var name: String
  /// The identifier of the query.
  public var query: String
  /// The column.
  public var column: String
  /// The row, counted from 0; nil for a total over the column.
  public var row: Int?
  /// What the row is about, by dimension.
  public var at: [String: String]
  /// The cell in machine form; empty where it is missing.
  public var value: String
  /// The unit.
  public var unit: String?
  /// The low bound.
  public var low: String?
  /// The high bound.
  public var high: String?
  /// Why a missing cell is missing.
  public var status: String?
  /// The positions of the cell's rows in the ledger's sources.
  public var sources: [Int]

  /// Creates the value from its parts.
  public init(
    name: String, query: String, column: String, row: Int? = nil, at: [String: String] = [:], value: String,
    unit: String? = nil, low: String? = nil, high: String? = nil, status: String? = nil, sources: [Int] = []
  ) {
    self.name = name
    self.query = query
    self.column = column
    self.row = row
    self.at = at
    self.value = value
    self.unit = unit
    self.low = low
    self.high = high
    self.status = status
    self.sources = sources
  }
}

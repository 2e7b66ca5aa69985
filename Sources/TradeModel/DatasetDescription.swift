/// What a dataset can be asked for, as `describe` answers it.
public struct DatasetDescription: Codable, Hashable, Sendable {
  /// A measure with its units.
  public struct Measure: Codable, Hashable, Sendable {
    /// The name in a query.
    public var name: String
    /// The units that occur.
    public var units: [String]

    /// Creates a measure.
    public init(name: String, units: [String]) {
      self.name = name
      self.units = units
    }
  }

  /// A dimension with its levels.
  public struct Dimension: Codable, Hashable, Sendable {
    /// The name in a query.
    public var name: String
    /// The levels that a suffix may name, such as `2`, `4`, `6`.
    public var levels: [String]
    /// The code list that `lookup` knows.
    public var list: String?

    /// Creates a dimension.
    public init(name: String, levels: [String] = [], list: String? = nil) {
      self.name = name
      self.levels = levels
      self.list = list
    }
  }

  /// The measures, sorted.
  public var measures: [Measure]
  /// The dimensions, sorted.
  public var dimensions: [Dimension]
  /// From the first to the last day of all observations; nil where there are none.
  public var period: Period?
  /// How many observations there are.
  public var observations: Int

  /// Creates a description.
  public init(measures: [Measure], dimensions: [Dimension], period: Period?, observations: Int) {
    self.measures = measures
    self.dimensions = dimensions
    self.period = period
    self.observations = observations
  }
}

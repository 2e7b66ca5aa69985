public import FoundationEssentials
public import PluginProtocol
public import ReportModel
public import TradeModel

/// One print of one figure: who printed it, for which span, with the bounds that the print leaves open.
///
/// It keeps the row that it was read from, so that every sentence about it can cite it.
public struct Figure {
  /// The row of the answer.
  public let row: AnswerRow
  /// The measure, such as `value` or `quantity`.
  public let measure: String
  /// The span that the figure covers.
  public let period: Period
  /// The figure; nil where only a status was found.
  public let value: Decimal?
  /// The lowest and the highest amount that the print can stand for.
  public let bounds: Bounds
  /// Whether there is a figure, or why not.
  public let status: ObservationStatus?

  /// Creates a figure from a row that has the period, the measure, its bounds and its status; else nil.
  public init?(_ row: AnswerRow, measure: String) {
    guard let period = row.period() else { return nil }
    self.row = row
    self.measure = measure
    self.period = period
    value = row.decimal(measure)
    bounds = Bounds(low: row.amount(measure + ".low"), high: row.amount(measure + ".high"))
    status = row.status(measure + ".status")
  }

  /// Returns the code in the column of a dimension, empty where it is missing.
  public func code(_ dimension: String) -> String {
    row.text(dimension) ?? ""
  }

  /// Who printed it.
  public var origin: String { code("origin") }

  /// The reference to the figure itself.
  public var source: ValueSource { .cell(row, measure) }

  /// Returns the reference to another column of the row.
  public func source(_ column: String, format: ValueFormat? = nil) -> ValueSource {
    .cell(row, column, format: format)
  }

  /// Whether the source says that there was nothing.
  public var isStatedZero: Bool { value == 0 }

  /// Whether it covers twelve whole months, from January or any other.
  public var isAnnual: Bool { period.months?.count == 12 }

  /// Whether it covers one whole month.
  public var isMonthly: Bool { period.months?.count == 1 }

  /// Whether it and the other print cannot both be true of the same amount.
  public func contradicts(_ other: Figure) -> Bool {
    value != nil && other.value != nil && !bounds.overlaps(other.bounds)
  }

  /// Whether the print leaves less open than the other one.
  public func isNarrower(than other: Figure) -> Bool {
    guard let width else { return false }
    return other.width.map { width < $0 } ?? true
  }

  private var width: Decimal? {
    guard let low = bounds.low, let high = bounds.high else { return nil }
    return Decimal(high) - Decimal(low)
  }
}

extension Period {
  /// The months that it is made of: the year, the first month and their number; nil for spans of other days.
  public var months: (year: Int, first: Int, count: Int)? {
    let first = start.components
    let next = end.components
    guard first.day == 1, next.day == 1 else { return nil }
    return (first.year, first.month, (next.year - first.year) * 12 + next.month - first.month)
  }
}

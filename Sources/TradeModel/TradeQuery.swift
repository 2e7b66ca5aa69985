/// A question to the dataset in the field's own words: measures, dimensions, conditions, a period.
///
/// It is the only way in: plugins, the command line and the host ask with it, and every engine answers it alike.
public struct TradeQuery: Codable, Hashable, Sendable {
  /// The dataset's name; may be left out where there is one.
  public var dataset: String?
  /// What to read: `value`, `quantity`, `netweight`, `share`, `change`, `rows`, or one of them with a suffix:
  /// `value.low`, `value.high` (bounds), `value.status`, `value.covers` (the period that the figure really covers).
  public var measures: [String]
  /// The dimensions of a row, such as `reporter`, `partner`, `product`, `hs:4`, `period`, `origin`.
  public var by: [String]
  /// Which observations count.
  ///
  /// The key `any` of the JSON form holds alternatives.
  public var conditions: QueryConditions
  /// The span of time, and how it is cut.
  public var period: QueryPeriod?
  /// Dimension or measure names, `-` in front for descending; what is left of `by` follows, so the order is total.
  public var order: [String]
  /// At most so many rows.
  public var limit: Int?
  /// Whether absent periods become rows of their own.
  public var fill: QueryFill?
  /// Whether a figure that covers only a part of its period is given (and labelled by `covers`) or withheld.
  public var partial: Bool

  /// Creates a query.
  public init(
    dataset: String? = nil, measures: [String], by: [String] = [], where conditions: QueryConditions = .init(),
    period: QueryPeriod? = nil, order: [String] = [], limit: Int? = nil, fill: QueryFill? = nil, partial: Bool = false
  ) {
    self.dataset = dataset
    self.measures = measures
    self.by = by
    self.conditions = conditions
    self.period = period
    self.order = order
    self.limit = limit
    self.fill = fill
    self.partial = partial
  }

  enum CodingKeys: String, CodingKey {
    case dataset, measures, by, period, order, limit, fill, partial
    case conditions = "where"
  }

  /// Reads the query; everything but `measures` may be left out.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    dataset = try container.decodeIfPresent(String.self, forKey: .dataset)
    measures = try container.decode([String].self, forKey: .measures)
    by = try container.decodeIfPresent([String].self, forKey: .by) ?? []
    conditions = try container.decodeIfPresent(QueryConditions.self, forKey: .conditions) ?? QueryConditions()
    period = try container.decodeIfPresent(QueryPeriod.self, forKey: .period)
    order = try container.decodeIfPresent([String].self, forKey: .order) ?? []
    limit = try container.decodeIfPresent(Int.self, forKey: .limit)
    fill = try container.decodeIfPresent(QueryFill.self, forKey: .fill)
    partial = try container.decodeIfPresent(Bool.self, forKey: .partial) ?? false
  }

  /// Writes what is set, so that equal queries have equal text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(dataset, forKey: .dataset)
    try container.encode(measures, forKey: .measures)
    if !by.isEmpty { try container.encode(by, forKey: .by) }
    if !conditions.isEmpty { try container.encode(conditions, forKey: .conditions) }
    try container.encodeIfPresent(period, forKey: .period)
    if !order.isEmpty { try container.encode(order, forKey: .order) }
    try container.encodeIfPresent(limit, forKey: .limit)
    try container.encodeIfPresent(fill, forKey: .fill)
    if partial { try container.encode(partial, forKey: .partial) }
  }
}

/// How a query treats periods without a figure.
public enum QueryFill: String, Codable, Hashable, Sendable, CaseIterable {
  /// A row with a missing value, whose status says why.
  case null
  /// A row with 0 where the reporter filed the period and has no row; elsewhere as `null`.
  case zero
}

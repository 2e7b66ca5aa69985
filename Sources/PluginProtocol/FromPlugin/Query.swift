public import TradeModel

/// A question of a duplex plugin.
public struct Query: Codable, Hashable, Sendable {
  /// The name of the question, unique in the run.
  public var id: String
  /// What is asked; its fields stand beside `id` on the wire.
  public var query: TradeQuery
  /// How many batches the plugin is ready for; nil leaves it to the pipe.
  public var credit: Int?

  /// Creates the value from its parts.
  public init(id: String, query: TradeQuery, credit: Int? = nil) {
    self.id = id
    self.query = query
    self.credit = credit
  }

  enum CodingKeys: String, CodingKey {
    case id, credit
  }

  /// Reads the question; the query's fields stand beside `id`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      id: try container.decode(String.self, forKey: .id), query: try TradeQuery(from: decoder),
      credit: try container.decodeIfPresent(Int.self, forKey: .credit))
  }

  /// Writes the query's fields beside `id`.
  public func encode(to encoder: any Encoder) throws {
    try query.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(credit, forKey: .credit)
  }
}

/// A block of a composed report: one case a kind, so that a new kind does not compile until every renderer has it.
public enum Block: Hashable, Sendable {
  /// A heading without a number.
  case heading(Heading)
  /// A paragraph.
  case paragraph(Paragraph)
  /// A list.
  case list(ItemList)
  /// A statement with evidence.
  case finding(Finding)
  /// A numbered table.
  case table(Table)
  /// A numbered chart.
  case chart(Chart)
  /// A remark of the host.
  case notice(Notice)
}

extension Block: Codable {
  private enum Kind: String, Codable {
    case heading, paragraph, list, finding, table, chart, notice
  }

  private enum CodingKeys: String, CodingKey {
    case type
  }

  /// Reads the block by its `type`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Kind.self, forKey: .type) {
    case .heading: self = .heading(try Heading(from: decoder))
    case .paragraph: self = .paragraph(try Paragraph(from: decoder))
    case .list: self = .list(try ItemList(from: decoder))
    case .finding: self = .finding(try Finding(from: decoder))
    case .table: self = .table(try Table(from: decoder))
    case .chart: self = .chart(try Chart(from: decoder))
    case .notice: self = .notice(try Notice(from: decoder))
    }
  }

  /// Writes the block's fields beside its `type`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .heading(let value):
      try container.encode(Kind.heading, forKey: .type)
      try value.encode(to: encoder)
    case .paragraph(let value):
      try container.encode(Kind.paragraph, forKey: .type)
      try value.encode(to: encoder)
    case .list(let value):
      try container.encode(Kind.list, forKey: .type)
      try value.encode(to: encoder)
    case .finding(let value):
      try container.encode(Kind.finding, forKey: .type)
      try value.encode(to: encoder)
    case .table(let value):
      try container.encode(Kind.table, forKey: .type)
      try value.encode(to: encoder)
    case .chart(let value):
      try container.encode(Kind.chart, forKey: .type)
      try value.encode(to: encoder)
    case .notice(let value):
      try container.encode(Kind.notice, forKey: .type)
      try value.encode(to: encoder)
    }
  }
}

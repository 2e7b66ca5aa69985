internal import PluginProtocol
internal import ReportModel

extension PluginMessage {
  /// The name of a block that others may refer to; footnotes have names of their own.
  var key: String? {
    switch self {
    case .prose(let block): block.key
    case .list(let block): block.key
    case .finding(let block): block.key
    case .table(let block): block.key
    case .chart(let block): block.key
    case .asset(let block): block.key
    default: nil
    }
  }

  /// The values that the texts of a block may name.
  var values: [String: ValueSource] {
    switch self {
    case .heading(let block): block.values ?? [:]
    case .prose(let block): block.values ?? [:]
    case .list(let block): block.values ?? [:]
    case .finding(let block): block.values ?? [:]
    case .footnote(let block): block.values ?? [:]
    default: [:]
    }
  }

  /// The pieces of the texts of a block, without the ones that only hold others.
  var inlines: [DraftInline] {
    let texts: [String] =
      switch self {
      case .heading(let block): [block.text]
      case .prose(let block): [block.text]
      case .list(let block): block.items
      case .finding(let block): [block.text]
      case .footnote(let block): [block.text]
      case .table(let block): block.notes ?? []
      default: []
      }
    return texts.flatMap(InlineParser.parse).flatMap(\.leaves)
  }
}

extension DraftInline {
  /// The piece, or the pieces in it.
  fileprivate var leaves: [DraftInline] {
    switch self {
    case .emphasis(let items), .strong(let items), .link(let items, _): items.flatMap(\.leaves)
    case .text, .code, .placeholder, .footnote, .reference: [self]
    }
  }
}

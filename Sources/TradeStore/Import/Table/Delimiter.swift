/// What stands between the fields of a delimited file; the raw value is its byte.
package enum Delimiter: UInt8, Hashable, Sendable, CaseIterable {
  case comma = 44
  case semicolon = 59
  case tab = 9
  case bar = 124

  /// The name for users.
  package var name: String {
    switch self {
    case .comma: "comma"
    case .semicolon: "semicolon"
    case .tab: "tab"
    case .bar: "bar"
    }
  }

  /// Finds the most frequent one in the first line; the first of them where there is none.
  init(of source: ByteSource, among known: [Delimiter] = Delimiter.allCases) throws(StoreError) {
    let line = try source.head(1 << 16).prefix { $0 != 10 }
    var best = (delimiter: known.first ?? .comma, count: 0)
    for delimiter in known {
      let count = line.count { $0 == delimiter.rawValue }
      if count > best.count { best = (delimiter, count) }
    }
    self = best.delimiter
  }
}

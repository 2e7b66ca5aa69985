/// The first row of a delimited file: the separator and the names of the columns.
struct TableHeader: Hashable {
  /// The byte between fields.
  let separator: UInt8
  /// The names as the file has them, without blanks around them.
  let names: [String]

  /// How the separator is called.
  var separatorName: String {
    Delimiter(rawValue: separator)?.name ?? Delimiter.comma.name
  }

  /// Reads the first row, and leaves the source at its beginning, hashing as before; the separator is the most frequent one in it.
  init(_ source: ByteSource) throws(StoreError) {
    // Looking at the first bytes ends the hashing.
    let isHashing = source.isHashing
    let isTab = try Delimiter(of: source, among: [.comma, .tab]) == .tab
    source.rewind(hashing: isHashing)
    try self.init(source, delimiter: isTab ? .tab : .comma)
  }

  /// Reads the first row, whose fields end in the delimiter, and leaves the source as it was.
  init(_ source: ByteSource, delimiter: Delimiter) throws(StoreError) {
    let isHashing = source.isHashing
    separator = delimiter.rawValue
    let reader = CSVReader(source, separator: separator)
    names = try reader.next() ? reader.names : []
    source.rewind(hashing: isHashing)
  }
}

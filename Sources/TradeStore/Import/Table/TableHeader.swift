/// The first row of a delimited file: the separator and the names of the columns.
struct TableHeader: Hashable {
  /// The byte between fields: a comma or a tab.
  let separator: UInt8
  /// The names as the file has them, without blanks around them.
  let names: [String]

  /// How the separator is called.
  var separatorName: String {
    separator == tab ? "tab" : "comma"
  }

  /// Reads the first row, and leaves the source at its beginning, hashing as before; the separator is the most frequent one in it.
  init(_ source: ByteSource) throws(StoreError) {
    let isHashing = source.isHashing
    let firstLine = try source.head(1 << 16).prefix { $0 != 10 }
    separator = firstLine.count { $0 == tab } > firstLine.count { $0 == comma } ? tab : comma
    let reader = CSVReader(source, separator: separator)
    names = try reader.next() ? (0..<reader.fieldCount).map { trimmed(reader.text($0) ?? reader.windowsText($0)) } : []
    source.rewind(hashing: isHashing)
  }
}

private let tab: UInt8 = 9

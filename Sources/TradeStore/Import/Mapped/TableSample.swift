/// The header and the first rows of a delimited file, for a draft of its mapping.
package struct TableSample: Hashable, Sendable {
  /// The name of the file.
  package var file: String
  /// What stands between its fields.
  package var delimiter: Delimiter
  /// The names of its columns.
  package var names: [String]
  /// Its first rows, each with as many fields as there are names.
  package var rows: [[String]]

  private static let rowLimit = 200

  /// Reads the beginning of a file; throws where it is no table or has no rows.
  package init(_ source: ByteSource) throws(StoreError) {
    try ForeignFile.refuse(source)
    file = source.name
    delimiter = try Delimiter(of: source)
    source.rewind()
    let reader = CSVReader(source, separator: delimiter.rawValue)
    names = try reader.next() ? reader.names : []
    rows = []
    while rows.count < TableSample.rowLimit, try reader.next() {
      if reader.fieldCount == names.count { rows.append(reader.names) }
    }
    guard names.count > 1, !rows.isEmpty else {
      throw StoreError(
        .notData, "'\(file)' has no columns with rows below them",
        hint: "remove lines of title above the header; the first line names the columns")
    }
  }

  /// Returns the texts of a column.
  package func texts(_ name: String) -> [String] {
    guard let place = names.firstIndex(of: name) else { return [] }
    return rows.map { $0[place] }
  }
}

extension FileFormat {
  /// Recognises the format by the beginning of the file, unless the user named one.
  ///
  /// Throws where it is no data, or of no format that we know.
  init(of source: ByteSource, named format: FileFormat?) throws(StoreError) {
    try ForeignFile.refuse(source)
    let head = try source.head(4096)
    source.encoding = TextEncoding(firstLine: head.prefix { $0 != 10 })
    if let format {
      self = format
      return
    }
    if let first = head.first(where: { $0 > 32 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = .comtradeJSON
      return
    }
    let header = try TableHeader(source)
    if header.names.count == 1, let words = ErrorText(header.names[0]) { throw words.refusal(of: source.name) }
    self = try FileFormat(header, file: source.name)
  }

  private init(_ header: TableHeader, file: String) throws(StoreError) {
    if ComtradeCSV.isHeader(header.names) {
      self = .comtradeCSV
    } else if IndiaCSV.isHeader(header.names) {
      self = .indiaCSV
    } else if BACICSV.isHeader(header) {
      self = .baciCSV
    } else if GACCCSV.isHeader(header) {
      self = .gaccCSV
    } else if EventImport.isHeader(header.names) {
      self = .events
    } else if 2 * header.names.count(where: FileFormat.ownColumns.contains) >= header.names.count {
      self = .observations
    } else {
      let found = header.names.prefix(6).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
      throw StoreError(
        .unknownFormat, "\(file):1: no format that we know begins with the columns \(found)",
        hint: """
          where it holds trade, name its format with --as; population, cases, norms and lists of codes are no \
          observations of trade and stay outside the dataset
          """)
    }
  }

  private static let ownColumns = Set(ObservationColumn.allCases.map(\.rawValue))
}

extension TableFormat {
  /// Returns whether a file with the header is of this format.
  fileprivate static func isHeader(_ header: TableHeader) -> Bool {
    isHeader(Set(header.names.compactMap(Column.init(name:))))
  }
}

import GRDB

/// What a file is, told from its first bytes and its first row.
enum FileKind {
  /// Our own observations, and anything that nobody else claims.
  case observations
  /// Our own events.
  case events
  /// CSV of UN Comtrade.
  case comtradeCSV

  /// Looks at the beginning of the source; throws where it is no data.
  init(of source: ByteSource) throws(StoreError) {
    let head = try source.head(512)
    try FileKind.refuseForeign(head, file: source.name)
    let reader = CSVReader(source)
    let names = try reader.next() ? reader.names : []
    if ComtradeCSV.isHeader(names) {
      self = .comtradeCSV
    } else if EventImport.isHeader(names) {
      self = .events
    } else {
      self = .observations
    }
  }

  /// Imports the file inside the caller's transaction.
  func run(_ source: ByteSource, options: ImportOptions, in database: Database) throws -> ImportReport {
    switch self {
    case .observations: try ObservationImport(source, options: options).run(in: database)
    case .events: try EventImport(source, options: options).run(in: database)
    case .comtradeCSV:
      try StatisticsImport(source, options: options) { source, book, _ in try ComtradeCSV(source, book) }
        .run(in: database)
    }
  }

  /// Refuses what is known to be something else than a table.
  private static func refuseForeign(_ head: [UInt8], file: String) throws(StoreError) {
    let text = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    if text.hasPrefix("<") {
      throw StoreError(
        .notData, "'\(file)' is a web page or XML, not a table",
        hint: "open it in a browser: a server may have sent an error page; then download it again")
    }
    if head.starts(with: [0x50, 0x4B, 3, 4]) {
      throw StoreError(.notData, "'\(file)' is a ZIP archive or a spreadsheet", hint: "unpack it, or save it as CSV")
    }
    if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
      throw StoreError(.notData, "'\(file)' is in UTF-16", hint: "convert it to UTF-8")
    }
  }
}

extension ByteSource {
  /// Returns up to so many bytes from the beginning, and goes back there.
  func head(_ limit: Int) throws(StoreError) -> [UInt8] {
    rewind()
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { unsafe buffer.deallocate() }
    var count = 0
    while count < limit {
      let room = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      let fresh = try unsafe read(into: room)
      if fresh == 0 { break }
      count += fresh
    }
    rewind()
    return unsafe Array(buffer[..<count])
  }
}

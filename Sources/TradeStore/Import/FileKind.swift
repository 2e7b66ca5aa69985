import GRDB

/// What a file is, told from its first bytes and its first row.
enum FileKind {
  /// Our own observations, and anything that nobody else claims.
  case observations
  /// Our own events.
  case events
  /// CSV of UN Comtrade.
  case comtradeCSV
  /// JSON of UN Comtrade's API.
  case comtradeJSON
  /// CEPII's BACI.
  case baciCSV
  /// CSV of India's tariff lines by fiscal year.
  case indiaCSV

  /// Looks at the beginning of the source; throws where it is no data.
  init(of source: ByteSource) throws(StoreError) {
    let head = try source.head(512)
    try FileKind.refuseForeign(head, file: source.name)
    if let first = head.first(where: { $0 > 32 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      self = .comtradeJSON
      return
    }
    let reader = CSVReader(source)
    let names = try reader.next() ? reader.names : []
    if ComtradeCSV.isHeader(names) {
      self = .comtradeCSV
    } else if IndiaCSV.isHeader(names) {
      self = .indiaCSV
    } else if BACICSV.isHeader(names) {
      self = .baciCSV
    } else if EventImport.isHeader(names) {
      self = .events
    } else if 2 * names.count(where: FileKind.ownColumns.contains) >= names.count {
      self = .observations
    } else {
      throw FileKind.unknownFormat(names, file: source.name)
    }
  }

  /// Imports the file inside the caller's transaction.
  func run(_ source: ByteSource, options: ImportOptions, in database: Database) throws -> ImportReport {
    switch self {
    case .observations: try ObservationImport(source, options: options).run(in: database)
    case .events: try EventImport(source, options: options).run(in: database)
    case .comtradeCSV: try StatisticsImport(source, options: options, open: ComtradeCSV.init).run(in: database)
    case .comtradeJSON: try StatisticsImport(source, options: options, open: ComtradeJSON.init).run(in: database)
    case .baciCSV: try StatisticsImport(source, options: options, open: BACICSV.init).run(in: database)
    case .indiaCSV: try StatisticsImport(source, options: options, open: IndiaCSV.init).run(in: database)
    }
  }

  private static let ownColumns = Set(ObservationColumn.allCases.map(\.rawValue))

  private static func unknownFormat(_ names: [String], file: String) -> StoreError {
    let found = names.prefix(6).map { "'\($0.prefix(40))'" }.joined(separator: ", ")
    return StoreError(
      .unknownFormat, "\(file):1: no format that we know begins with the columns \(found)",
      hint: "known are our own observations and events, UN Comtrade (CSV and JSON), CEPII BACI, and India's DGCI&S")
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

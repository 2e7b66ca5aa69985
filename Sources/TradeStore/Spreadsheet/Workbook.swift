/// The sheets of an xlsx file (ECMA-376), read cell by cell as text.
struct Workbook {
  private let archive: ZipArchive
  private let file: String
  private var paths: [(sheet: String, path: String)] = []
  private var strings: [String] = []

  /// Opens a workbook and reads its list of sheets and its texts.
  init(_ source: ByteSource) throws(StoreError) {
    file = source.name
    // A workbook with a password is no archive but an OLE file, as old .xls files are.
    guard try source.head(4) != [0xD0, 0xCF, 0x11, 0xE0] else {
      throw StoreError(
        .unreadable, "'\(file)' is encrypted, or an old .xls file", hint: "save it as .xlsx without a password")
    }
    archive = try ZipArchive(source)
    var targets: [String: String] = [:]
    var stringsPath: String?
    try scan(try part("xl/_rels/workbook.xml.rels"), "xl/_rels/workbook.xml.rels") { event in
      guard case .start("Relationship", let attributes) = event, let id = attributes["Id"] else { return }
      let target = attributes["Target"] ?? ""
      let path = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
      targets[id] = path
      if attributes["Type"]?.hasSuffix("/sharedStrings") == true { stringsPath = path }
    }
    try scan(try part("xl/workbook.xml"), "xl/workbook.xml") { event in
      guard case .start("sheet", let attributes) = event, let name = attributes["name"] else { return }
      if let path = attributes["id"].flatMap({ targets[$0] }) { paths.append((name, path)) }
    }
    if let stringsPath { try readStrings(stringsPath) }
  }

  /// The names of the sheets, in their order.
  var sheets: [String] { paths.map(\.sheet) }

  /// Calls the body with each row of the sheet that has cells: its number from 1, and its cells from column A on.
  func rows(of sheet: String, _ body: (Int, [String]) throws(StoreError) -> Void) throws(StoreError) {
    guard let path = paths.first(where: { $0.sheet == sheet })?.path else {
      throw StoreError(.columns, "'\(file)' has no sheet '\(sheet)'", hint: "name a file that has it")
    }
    var row = SheetRow(place: "\(file), sheet '\(sheet)'", strings: strings)
    try scan(try part(path), path) { event throws(StoreError) in
      if let cells = try row.take(event) { try body(row.number, cells) }
    }
  }

  private mutating func readStrings(_ path: String) throws(StoreError) {
    var text: String?
    var isText = false
    var isPhonetic = false
    var strings: [String] = []
    try scan(try part(path), path) { event in
      switch event {
      case .start("si", _): text = ""
      case .start("rPh", _): isPhonetic = true
      case .start("t", _): isText = !isPhonetic
      case .text(let piece) where isText: text?.append(piece)
      case .end("t"): isText = false
      case .end("rPh"): isPhonetic = false
      case .end("si"): strings.append(text ?? "")
      default: break
      }
    }
    self.strings = strings
  }

  private func part(_ path: String) throws(StoreError) -> [UInt8] {
    guard let bytes = try archive.file(path) else {
      throw StoreError(.notData, "'\(file)' is no workbook: it has no '\(path)'", hint: "name an .xlsx file")
    }
    return bytes
  }

  private func scan(
    _ bytes: [UInt8], _ path: String, _ body: (XMLScanner.Event) throws(StoreError) -> Void
  ) throws(StoreError) {
    var scanner = XMLScanner(bytes, place: "'\(path)' in '\(file)'")
    while let event = try scanner.next() { try body(event) }
  }
}

/// What is known by its first bytes to be no table: web pages, documents, archives, images.
struct ForeignFile {
  private let what: String
  private let hint: String

  private static let unpack = "unpack it, and import what is in it"
  private static let save = "save the table as CSV, in UTF-8"
  private static let page = "open it in a browser: a server may have sent an error page; then download it again"

  /// What a file begins with, and what that makes it.
  private static let marks: [([UInt8], what: String, hint: String)] = [
    ([0x50, 0x4B, 3, 4], "a ZIP archive or a spreadsheet", "unpack it, or save it as CSV"),
    ([0x50, 0x4B, 5, 6], "an empty ZIP archive", "download it again"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old spreadsheet (XLS) or document", save),
    (Array("%PDF".utf8), "a PDF document", "ask the publisher for the table itself"),
    ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "a 7z archive", unpack),
    (Array("Rar!".utf8), "a RAR archive", unpack),
    (Array("BZh".utf8), "packed with bzip2", "unpack it, or pack it with gzip"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "packed with xz", "unpack it, or pack it with gzip"),
    ([0x28, 0xB5, 0x2F, 0xFD], "packed with Zstandard", "unpack it, or pack it with gzip"),
    (Array("SQLite format 3\0".utf8), "an SQLite database", "export its table as CSV"),
    (Array("PAR1".utf8), "a Parquet file", save),
    ([0x89, 0x50, 0x4E, 0x47], "an image", "ask the publisher for the table itself"),
    ([0xFF, 0xD8, 0xFF], "an image", "ask the publisher for the table itself"),
    ([0xFF, 0xFE], "in UTF-16", "convert it to UTF-8"),
    ([0xFE, 0xFF], "in UTF-16", "convert it to UTF-8"),
  ]

  /// Recognises what is no table by the beginning of the file; nil for what may be one.
  init?(_ head: [UInt8]) {
    if let mark = ForeignFile.marks.first(where: { head.starts(with: $0.0) }) {
      what = mark.what
      hint = mark.hint
    } else if String(decoding: head, as: UTF8.self).drop(while: { $0.isWhitespace || $0 == "\u{FEFF}" }).first == "<" {
      what = "a web page or XML, not a table"
      hint = ForeignFile.page
    } else if head.contains(0) {
      what = "binary, not text"
      hint = "look what kind of file it is; a table is text in lines"
    } else {
      return nil
    }
  }

  /// Throws where the source is no table by its first bytes.
  static func refuse(_ source: ByteSource) throws(StoreError) {
    if let foreign = ForeignFile(try source.head(4096)) { throw foreign.refusal(of: source.name) }
  }

  /// The error that refuses the file.
  func refusal(of file: String) -> StoreError {
    StoreError(.notData, "'\(file)' is \(what)", hint: hint)
  }
}

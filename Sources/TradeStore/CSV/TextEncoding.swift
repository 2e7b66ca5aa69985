/// An encoding of text that is not UTF-8, and that the text itself shows.
enum TextEncoding: String {
  /// China's; GBK and GB 2312 are parts of it.
  case gb18030 = "GB18030"

  /// Recognises the encoding of a file by its first line; nil for UTF-8, and for what the line does not show.
  ///
  /// Windows-1252 is not told from here: of it only names are affected, field by field.
  init?(firstLine: some Collection<UInt8>) {
    let line = Array(firstLine)
    guard String(validating: line, as: UTF8.self) == nil,
      let text = try? Transcoder(from: .gb18030, name: "").text(of: line)
    else { return nil }
    // Any bytes above ASCII come to some characters; those of a header are Chinese throughout.
    let foreign = text.unicodeScalars.filter { $0.value > 0x7F }
    guard foreign.count > 1, foreign.allSatisfy(TextEncoding.isChinese) else { return nil }
    self = .gb18030
  }

  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    // Unified ideographs, and the full-width signs that go with them.
    (0x4E00...0x9FFF).contains(scalar.value) || (0x3000...0x303F).contains(scalar.value)
      || (0xFF00...0xFFEF).contains(scalar.value)
  }
}

/// A small xlsx file like those of UNSD: texts stand in a list of their own, and nothing is packed.
struct SmallWorkbook {
  /// The sheets by name, each with its rows; a nil cell is left out, one with `#` in front is a number.
  var sheets: [(name: String, rows: [[String?]])]
  /// The flags of each file in the archive; 1 says that it is encrypted.
  var flags: UInt16 = 0

  /// The bytes of the file.
  var bytes: [UInt8] {
    var strings: [String] = []
    var files: [(String, String)] = []
    for (index, sheet) in sheets.enumerated() {
      let rows = sheet.rows.enumerated().map { number, cells in
        "<row r=\"\(number + 1)\">\(cells.enumerated().map { cell($1, "\(letter($0))\(number + 1)", &strings) }.joined())</row>"
      }
      files.append(
        (
          "xl/worksheets/sheet\(index + 1).xml",
          "<?xml version=\"1.0\"?><worksheet><sheetData>\(rows.joined())</sheetData></worksheet>"
        ))
    }
    let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0 + 1)\" r:id=\"rId\($0 + 1)\"/>" }
    files.append(("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets>\(list.joined())</sheets></workbook>"))
    let links = sheets.indices.map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"t/worksheet\" Target=\"worksheets/sheet\($0 + 1).xml\"/>"
    }
    files.append(
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships>\(links.joined())<Relationship Id=\"s\" Type=\"t/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
      ))
    files.append(("xl/sharedStrings.xml", "<sst>\(strings.map { "<si><t>\($0)</t></si>" }.joined())</sst>"))
    return archive(files.map { ($0, Array($1.utf8)) })
  }

  private func letter(_ column: Int) -> String { ["A", "B", "C"][column] }

  private func cell(_ text: String?, _ place: String, _ strings: inout [String]) -> String {
    guard let text else { return "<c r=\"\(place)\" s=\"4\"/>" }
    if text.hasPrefix("#") { return "<c r=\"\(place)\"><v>\(text.dropFirst())</v></c>" }
    strings.append(text)
    return "<c r=\"\(place)\" t=\"s\"><v>\(strings.count - 1)</v></c>"
  }

  private func archive(_ files: [(String, [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in files {
      let common =
        number(UInt32(flags), 2) + number(0, 2) + number(0, 4) + number(checksum(content), 4)
        + number(UInt32(content.count), 4) + number(UInt32(content.count), 4) + number(UInt32(name.utf8.count), 2)
        + number(0, 2)
      directory += number(0x0201_4B50, 4) + number(20, 2) + number(20, 2) + common + number(0, 2) + number(0, 2)
      directory += number(0, 2) + number(0, 4) + number(UInt32(bytes.count), 4) + Array(name.utf8)
      bytes += number(0x0403_4B50, 4) + number(20, 2) + common + Array(name.utf8) + content
    }
    let count = UInt32(files.count)
    return bytes + directory + number(0x0605_4B50, 4) + number(0, 4) + number(count, 2) + number(count, 2)
      + number(UInt32(directory.count), 4) + number(UInt32(bytes.count), 4) + number(0, 2)
  }

  private func number(_ value: UInt32, _ length: Int) -> [UInt8] {
    (0..<length).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
  }

  private func checksum(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { sum, byte in
      (0..<8).reduce(sum ^ UInt32(byte)) { rest, _ in rest >> 1 ^ (rest & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
  }
}

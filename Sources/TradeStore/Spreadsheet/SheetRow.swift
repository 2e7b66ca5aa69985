/// Puts the cells of a row together from the tags of a sheet.
struct SheetRow {
  /// Cells to the right of these are passed over.
  private static let columnLimit = 64

  private let place: String
  private let strings: [String]
  private var cells: [String] = []
  private var column = 0
  private var type = ""
  private var text = ""
  private var isText = false

  /// The number of the present row, counted from 1.
  private(set) var number = 0

  /// Starts before the first row; `place` names the sheet in errors, `strings` are the texts that cells refer to.
  init(place: String, strings: [String]) {
    self.place = place
    self.strings = strings
  }

  /// Takes the next tag or text; returns the cells where it ends a row.
  mutating func take(_ event: XMLScanner.Event) throws(StoreError) -> [String]? {
    switch event {
    case .start("row", let attributes):
      number = attributes["r"].flatMap { Int($0) } ?? number + 1
      cells = []
      column = 0
    case .start("c", let attributes):
      if let reference = attributes["r"] { column = SheetRow.column(reference) ?? SheetRow.columnLimit }
      type = attributes["t"] ?? ""
      text = ""
    case .start("v", _), .start("t", _): isText = true
    case .text(let piece) where isText: text += piece
    case .end("v"), .end("t"): isText = false
    case .end("c"):
      try put(try value())
      column += 1
    case .end("row"): return cells
    default: break
    }
    return nil
  }

  private func value() throws(StoreError) -> String {
    guard type == "s" else { return text }
    guard let index = Int(text), strings.indices.contains(index) else {
      throw StoreError(
        .malformed, "\(place), row \(number): a cell refers to a text that is not there", hint: "download it again")
    }
    return strings[index]
  }

  private mutating func put(_ value: String) throws(StoreError) {
    guard column < SheetRow.columnLimit else { return }
    while cells.count <= column { cells.append("") }
    cells[column] = value
  }

  /// Returns the column of a reference such as `C12`, counted from 0; nil where it is far to the right, or none.
  private static func column(_ reference: String) -> Int? {
    let letters = reference.utf8.prefix { (65...90).contains($0) }
    guard (1...2).contains(letters.count) else { return nil }
    return letters.reduce(0) { $0 * 26 + Int($1) - 64 } - 1
  }
}

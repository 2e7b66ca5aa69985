import Spelling
import TradeModel

/// What the texts of a mapped file stand for, by the words of the mapping and by the lists.
struct MappedWords {
  private let book: CodeBook
  private let words: [TableMapping.Field: [String: TableMapping.Entry]]
  private let scheme: String?
  private var known: [TableMapping.Field: Memo<String>] = [:]

  /// The product group of all goods; empty where the lists have none.
  var allGoods: String { book.reference.products[Reference.allGoods] == nil ? "" : Reference.allGoods }

  /// Checks what the mapping itself says against the lists; throws with the place of what they do not have.
  init(_ mapping: TableMapping, _ book: CodeBook) throws(StoreError) {
    self.book = book
    words = mapping.words
    scheme = mapping.areaScheme?.text
    if let scheme = mapping.areaScheme, !book.schemes.contains(scheme.text) {
      throw MappedWords.unknown(scheme, "scheme of area-codes.csv", among: book.schemes)
    }
    if book.reference.units[mapping.currency.text] == nil {
      throw MappedWords.unknown(mapping.currency, "unit", among: Array(book.reference.units.keys))
    }
    let editions = book.reference.editions.filter { $0.owner == ProductScope.harmonizedOwner }.map(\.name)
    if mapping.owner.text == ProductScope.harmonizedOwner, !editions.contains(mapping.edition.text) {
      throw MappedWords.unknown(mapping.edition, "edition of the Harmonized System", among: editions)
    }
    for field in [TableMapping.Field.reporter, .partner, .flow, .unit] {
      let stated = (mapping.constants[field].map { [$0] } ?? []) + (mapping.words[field] ?? [:]).values
      // Words come in any order: the first of those that are wrong is named.
      for entry in stated.sorted(by: { $0.text < $1.text }) where entry.text != TableMapping.leaveOut {
        guard listed(entry.text, field) == nil else { continue }
        throw MappedWords.unknown(entry, MappedWords.noun(field), among: codes(field))
      }
    }
  }

  private static func unknown(_ entry: TableMapping.Entry, _ what: String, among known: [String]) -> StoreError {
    StoreError(
      .mapping, "\(entry.place): '\(entry.text)' is no \(what)",
      hint: suggestion(
        entry.text, among: known.sorted(), otherwise: "the lists stand in Data/reference; add it there"))
  }

  /// How a field's texts are called.
  static func noun(_ field: TableMapping.Field) -> String {
    switch field {
    case .reporter, .partner: "area"
    case .unit: "unit"
    default: field.name
    }
  }

  /// Returns our code for a text of the field, or `TableMapping.leaveOut`; nil where nothing says what it stands for.
  mutating func meaning(of text: String, _ field: TableMapping.Field) -> String? {
    var memo = known.removeValue(forKey: field) ?? Memo()
    defer { known[field] = memo }
    let word = words[field]?[text]?.text
    let this = self
    return memo.value(of: text) { text in
      word == TableMapping.leaveOut ? word : this.listed(word ?? text, field)
    }
  }

  private func listed(_ text: String, _ field: TableMapping.Field) -> String? {
    switch field {
    case .flow: flow(text)
    case .unit: book.reference.units[text] == nil ? nil : text
    default: area(text)
    }
  }

  private func area(_ text: String) -> String? {
    if let scheme {
      let code = scheme == "comtrade" ? book.comtradeArea(number: text, iso: "") : book.area(text, scheme: scheme)
      if let code { return code }
    }
    return book.reference.areas[text] == nil ? book.area(named: text) : text
  }

  private func flow(_ text: String) -> String? {
    if Flow(rawValue: text) != nil { return text }
    return switch text.lowercased() {
    case "export", "exports": Flow.exports.rawValue
    case "import", "imports": Flow.imports.rawValue
    default: nil
    }
  }

  private func codes(_ field: TableMapping.Field) -> [String] {
    switch field {
    case .flow: Flow.allCases.map(\.rawValue)
    case .unit: Array(book.reference.units.keys)
    default: Array(book.reference.areas.keys) + book.reference.areas.values.map(\.name)
    }
  }
}

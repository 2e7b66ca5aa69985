internal import ReportComposition
internal import ReportModel
internal import TradeModel
internal import TradeStore

/// What a report is about, in words, for its head and for {scope.importer} in its texts and titles.
struct ScopeWords {
  private let words: [String: String]

  /// Looks up the labels of areas and products.
  init(_ file: ReportFile, dataset: Dataset) throws(StoreError) {
    var words: [String: String] = [:]
    for item in file.scope { words["scope.\(item.name)"] = try ScopeWords.words(for: item.value.text, dataset) }
    self.words = words
  }

  /// Returns whether a placeholder names a value of the scope.
  static func isName(_ placeholder: String) -> Bool { placeholder.hasPrefix("scope.") }

  /// The words by placeholder, such as `scope.importer`.
  subscript(placeholder: String) -> String? { words[placeholder] }

  /// The values that texts may name.
  var values: [String: VerifiedValue] {
    words.mapValues { VerifiedValue(kind: .text, raw: $0, level: .verified) }
  }

  /// Returns a title with the values of the scope in it.
  func filled(_ title: String) -> String {
    words.reduce(title) { title, word in title.replacing("{\(word.key)}", with: word.value) }
  }

  private static func words(for text: String, _ dataset: Dataset) throws(StoreError) -> String {
    if Period(text) != nil {
      return ValueFormatter(units: []).text(VerifiedValue(kind: .period, raw: text, level: .verified), in: .prose)
    }
    for list in ["area", "product"] {
      if let label = try dataset.lookup(list: list, codes: [text])[text] { return label }
    }
    return text
  }
}

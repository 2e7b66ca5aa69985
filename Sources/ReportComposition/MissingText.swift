/// How a missing, zero or rounded figure is written: absent, zero and not reported are three different things.
struct MissingText: Hashable, Sendable {
  /// The words in running text.
  var words: String
  /// The mark in a table.
  var mark: String
  /// What the mark means, for the note under the table.
  var meaning: String

  /// The marks in the order in which a note explains them.
  static let order = ["\u{2013}", "n/r", "n/d", "n/e", "supp.", "0", "~0"]

  /// Where the mark stands in that order.
  var rank: Int { Self.order.firstIndex(of: mark) ?? Self.order.count }

  /// Creates the text for an observation status, or returns nil for a status that says the figure is there.
  init?(status: String) {
    switch status {
    case "reported", "": return nil
    case "zero": self.init(words: "zero", mark: "0", meaning: "reported as zero")
    case "rounded-zero":
      self.init(words: "rounded to zero", mark: "~0", meaning: "too small for the printed precision")
    case "no-row": self.init(words: "no row", mark: "\u{2013}", meaning: "no row, though the reporter filed the period")
    case "unreported": self.init(words: "not reported", mark: "n/r", meaning: "the reporter filed nothing")
    case "not-in-edition":
      self.init(words: "not in this edition", mark: "n/e", meaning: "the code does not exist in that edition")
    case "not-in-extract":
      self.init(words: "not in this dataset", mark: "n/d", meaning: "the dataset does not claim to hold it")
    case "suppressed": self.init(words: "suppressed", mark: "supp.", meaning: "the reporter withheld the figure")
    default:
      let words = String(status.map { $0 == "-" || $0 == "_" ? " " : $0 })
      self.init(words: words, mark: words, meaning: "no figure")
    }
  }

  private init(words: String, mark: String, meaning: String) {
    self.words = words
    self.mark = mark
    self.meaning = meaning
  }
}

internal import Spelling

/// The values of one section, for a hint where a name of one is wrong.
struct ValueNames {
  private let names: [String]
  private let section: String

  /// Takes the names without the section, such as `first.v`.
  init(_ names: some Sequence<String>, section: String) {
    self.names = names.sorted()
    self.section = section
  }

  /// Returns what to write instead: the nearest name, else the names that have most words in common with it.
  func hint(for name: String) -> String {
    if let nearest = nearestName(to: name, among: names) { return "did you mean {\(section).\(nearest)}?" }
    guard !names.isEmpty else { return "the section has no values" }
    return "its values: " + near(name).prefix(12).joined(separator: ", ")
  }

  /// Returns all names, those first that have most words in common with the written one, short ones before long ones.
  func near(_ name: String) -> [String] {
    let written = words(of: name)
    let ranked = names.map { name in
      let own = words(of: name)
      return (name: name, common: common(written, own), length: own.count)
    }
    return ranked.sorted { ($1.common, $0.length, $0.name) < ($0.common, $1.length, $1.name) }.map(\.name)
  }

  private func words(of name: String) -> [String] {
    name.lowercased().split { ".-_".contains($0) }.map(String.init)
  }

  /// Counts the written words that begin a word of the name, or that one of its words begins: `russia` and `RUS`.
  private func common(_ written: [String], _ own: [String]) -> Int {
    written.count { word in
      own.contains { $0 == word || min($0.count, word.count) >= 3 && ($0.hasPrefix(word) || word.hasPrefix($0)) }
    }
  }
}

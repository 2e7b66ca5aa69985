internal import TradeModel

/// Says below a table what its query leaves open.
enum QueryNotes {
  /// Returns a sentence a circumstance that a reader must know.
  static func notes(on evidence: QueryEvidence) -> [String] {
    var notes: [String] = []
    for (flag, count) in evidence.flags.sorted(by: { $0.key < $1.key }) {
      if let words = words(for: flag, count: count) { notes.append(words) }
    }
    return notes
  }

  private static func words(for flag: String, count: Int) -> String? {
    let cells = count == 1 ? "One figure" : "Some figures"
    let verb = count == 1 ? "has" : "have"
    switch flag.split(separator: ":").first.map(String.init) ?? flag {
    case "disagreeing-prints":
      return
        "\(cells) \(verb) other prints that disagree; the most precise print is shown, and the evidence lists the rest."
    case "partial-period":
      return "\(cells) cover\(count == 1 ? "s" : "") only a part of the period."
    case "parts-only": return "\(cells) \(verb) been added up from parts, because the whole was not printed."
    case "edition-break":
      return "The codes of these goods changed between editions of the Harmonized System inside the period shown."
    case "mixed-units": return "\(cells) would mix units, and \(count == 1 ? "is" : "are") left out."
    default: return nil
    }
  }
}

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
    case "parts-disagree":
      return
        "\(cells) \(verb) printed parts that add up to something else; the print of the whole period is shown."
    case "reporters-missing":
      return
        "\(cells) \(count == 1 ? "lacks" : "lack") reporters that have figures for other goods or periods; the evidence lists them."
    case "compiled-left-out":
      return "\(cells) \(verb) only estimates or compilations, which are left out."
    case "mixed-units": return "\(cells) would mix units, and \(count == 1 ? "is" : "are") left out."
    default: return nil
    }
  }
}

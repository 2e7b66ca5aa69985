import ReportModel
internal import Spelling

/// Everything that a reference can point to, with its printed name.
struct Outline: Sendable {
  /// The printed name by anchor, such as `Table 2` by `pharma.suppliers`.
  private(set) var names: [String: String] = [:]

  /// Numbers the outline of a draft.
  init(_ draft: ReportDraft) {
    var tables = 0
    var charts = 0
    add(draft.sections, below: nil, tables: &tables, charts: &charts)
  }

  /// Returns the anchor and the name that a key stands for: in its own section first, then as `section.key`.
  func target(_ key: String, in section: String) -> (anchor: String, name: String)? {
    for anchor in [section + "." + key, key] {
      if let name = names[anchor] { return (anchor, name) }
    }
    return nil
  }

  /// Returns the key nearest to an unknown one, as the section would write it.
  func nearest(to key: String, in section: String) -> String? {
    let prefix = section + "."
    let own = names.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
    // The most likely slip is the bare key of another section.
    let elsewhere = names.keys.filter { $0.hasSuffix("." + key) }.min()
    return elsewhere ?? nearestName(to: key, among: own) ?? nearestName(to: key, among: names.keys)
  }

  private mutating func add(
    _ sections: [SectionDraft], below parent: SectionNumber?, tables: inout Int, charts: inout Int
  ) {
    var siblings = 0
    for section in sections {
      let number = SectionNumber.next(after: &siblings, below: parent, isNumbered: SectionTitle(section).isNumbered)
      let context = SectionContext(section, number: number)
      let place = number.text.isEmpty ? "the text above" : "Section " + number.text
      if !number.text.isEmpty { add(place, at: section.id) }
      for block in section.blocks {
        switch block {
        case .table(let table):
          tables += 1
          add("Table \(tables)", at: section.id + "." + table.key)
        case .chart(let chart):
          guard ChartProblem(chart, in: context) == nil else { continue }
          charts += 1
          add("Chart \(charts)", at: section.id + "." + chart.key)
        case .finding(let finding): add(place, at: section.id + "." + finding.key)
        case .prose(let prose): if let key = prose.key { add(place, at: section.id + "." + key) }
        case .list(let list): if let key = list.key { add(place, at: section.id + "." + key) }
        case .heading, .footnote, .notice: break
        }
      }
      add(section.sections, below: number, tables: &tables, charts: &charts)
    }
  }

  private mutating func add(_ name: String, at anchor: String) {
    names[anchor] = names[anchor] ?? name
  }
}

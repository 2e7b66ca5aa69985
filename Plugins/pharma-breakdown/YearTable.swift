import PluginKit

/// The prints by partner: whole years, parts of years, and changes that were printed without the figures behind them.
struct YearTable {
  let run: Run
  let prints: [Figure]
  let changes: [Figure]

  func write() throws {
    let known = prints.withValue
    try table(
      "pharma-years", "Exports by partner and year", of: known.filter(\.isAnnual),
      columns: [
        "reporter": "Partner", "period": "Period", "value": "Value", "value.low": "At least", "value.high": "At most",
        "origin": "Printed by",
      ])
    try table(
      "pharma-parts", "Parts of years, as printed", of: known.filter { !$0.isAnnual },
      columns: ["reporter": "Partner", "period": "Period", "value": "Value", "origin": "Printed by"],
      notes: ["Spans overlap; they are not to be added up."])
    try writeEditionBreak()
    try table("pharma-changes", "Changes as printed, against the year before", of: changes,
      columns: ["reporter": "Partner", "period": "Year", "change": "Change", "origin": "Printed by"])
  }

  /// Says that the codes changed where prints stand on both sides of the change.
  private func writeEditionBreak() throws {
    guard let change = FigurePair.newEdition, prints.contains(where: { $0.period.start < change }),
      prints.contains(where: { $0.period.end > change })
    else { return }
    try run.prose(
      "The Harmonized System has a new edition from 2022 on. Goods can have left {product} or joined it,"
        + " so figures before and after are not wholly of the same goods.",
      values: ["product": .parameter("/product")], key: "edition-break")
  }

  private func table(
    _ key: String, _ title: String, of figures: [Figure], columns: KeyValuePairs<String, String>, notes: [String] = []
  ) throws {
    guard !figures.isEmpty else { return }
    let sorted = figures.sorted {
      ($0.code("reporter"), $0.period, $0.origin) < ($1.code("reporter"), $1.period, $1.origin)
    }
    let zero =
      figures.contains(where: \.isStatedZero)
      ? ["A zero is one that the source states; a partner without a row has no print, which is not zero."] : []
    try run.table(key: key, title: title, of: sorted, columns: columns, notes: notes + zero)
  }
}

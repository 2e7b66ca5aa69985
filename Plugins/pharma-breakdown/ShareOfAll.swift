import PluginKit

/// The weight of the product group in all goods of the same partner and span, where both were printed.
struct ShareOfAll {
  let run: Run
  let prints: [Figure]

  func write() throws {
    let totals = try run.figures(
      by: ["reporter"], where: run.mirror(.equals("total")), during: run.parameters.period
    ).withValue
    let shares = prints.codes("reporter").flatMap { reporter in
      self.shares(of: prints.with("reporter", reporter), in: totals.with("reporter", reporter))
    }
    guard !shares.isEmpty else { return }
    try run.heading("Weight in all goods", level: 3)
    try run.prose(
      "Where a partner's exports of all goods were printed for the same span, {product} made this much of them."
        + " A share that grows means that the group held up better than other goods.",
      values: ["product": .parameter("/product")], key: "weight")
    var list = SentenceList()
    for share in shares { add(share, to: &list) }
    try run.list(list, key: "weights")
  }

  private func add(_ share: FigurePair, to list: inout SentenceList) {
    guard let part = share.first.value, let whole = share.second.value else { return }
    var values: [String: ValueSource] = [
      "who": share.first.source("reporter"), "p": share.first.source("period"), "a": share.first.source,
      "t": share.second.source, "o": share.first.source("origin"),
      "c": .calc("a / t", stated: part / whole, format: .percent),
    ]
    guard share.first.origin != share.second.origin else {
      return list.add("{who}, {p}: {c}, {a} of {t} ({o}).", values)
    }
    values["r"] = share.second.source("origin")
    list.add("{who}, {p}: {c}, {a} of {t} ({o}; all goods: {r}).", values)
  }

  private func shares(of parts: [Figure], in totals: [Figure]) -> [FigurePair] {
    let known = totals.narrowest()
    return parts.narrowest().compactMap { part in
      guard let value = part.value, value >= run.parameters.baseMinimum,
        let whole = known.first(where: { $0.period == part.period && ($0.value ?? 0) > 0 })
      else { return nil }
      return FigurePair(part, whole)
    }
  }
}

import PluginKit

/// The price of a piece, where value and pieces of the same span are both in print, against the plausible band.
struct Prices {
  let run: Run
  let values: [Figure]
  let pieces: [Figure]

  func add(to findings: inout FindingList) {
    let plausible = priced.filter(isPlausible).sorted { $0.first.period < $1.first.period }
    for pair in outside { addOutside(pair, beside: plausible.first, to: &findings) }
    addInside(plausible, to: &findings)
  }

  /// Values with pieces that give a price outside the band, whatever the bounds.
  var outside: [FigurePair] { priced.filter { !isPlausible($0) } }

  /// Each span with both a value and pieces, the value first.
  private var priced: [FigurePair] {
    pieces.narrowest().compactMap { count in
      guard let number = count.value, number > 0,
        let value = (values.filter { $0.period == count.period && ($0.value ?? 0) > 0 }.narrowest().first)
          ?? values.first(where: { $0.period == count.period && ($0.value ?? 0) > 0 })
      else { return nil }
      return FigurePair(value, count)
    }
  }

  private func price(_ pair: FigurePair) -> Decimal {
    (pair.first.value ?? 0) / (pair.second.value ?? 1)
  }

  /// Whether some amounts within the bounds of both prints give a price inside the band.
  private func isPlausible(_ pair: FigurePair) -> Bool {
    if let high = pair.first.bounds.high, let least = pair.second.bounds.low, least > .zero,
      Decimal(high) / Decimal(least) < run.parameters.priceLow
    {
      return false
    }
    if let low = pair.first.bounds.low, let most = pair.second.bounds.high, most > .zero,
      Decimal(low) / Decimal(most) > run.parameters.priceHigh
    {
      return false
    }
    return true
  }

  private func addOutside(_ pair: FigurePair, beside known: FigurePair?, to findings: inout FindingList) {
    var values: [String: ValueSource] = [
      "who": pair.first.source("reporter"), "p": pair.first.source("period"), "v": pair.first.source,
      "n": pair.second.source, "o": pair.first.source("origin"),
      "u": .calc("v / n", stated: price(pair), unit: "USD"),
      "low_given": .parameter("/price_low"), "high_given": .parameter("/price_high"),
      "low": .calc("low_given", stated: run.parameters.priceLow, unit: "USD"),
      "high": .calc("high_given", stated: run.parameters.priceHigh, unit: "USD"),
    ]
    var text =
      "For {p}, {o} prints {n} from {who}, worth {v}. That makes {u} a piece, outside the plausible band of {low} to"
      + " {high}: value and pieces do not fit together."
    if let known, let value = pair.first.value, price(known) > 0 {
      values["w"] = known.first.source
      values["m"] = known.second.source
      values["q"] = known.first.source("period")
      values["k"] = .calc("w / m", stated: price(known), unit: "USD")
      values["fit"] = .calc("v / (w / m)", stated: value / price(known), unit: "u")
      text += " At the {k} of {q} the value pays for {fit}."
    }
    findings.add(
      "price-\(pair.first.place.joined(separator: "-"))", text, values, weight: 0.85)
  }

  private func addInside(_ pairs: [FigurePair], to findings: inout FindingList) {
    guard let first = pairs.first else { return }
    // The first and the last span are enough to show the level; the table has the rest.
    let shown = pairs.count == 1 ? pairs : [first, pairs[pairs.count - 1]]
    var values: [String: ValueSource] = ["who": first.first.source("reporter")]
    let parts = shown.enumerated().map { index, pair in
      values.merge(
        [
          "v\(index)": pair.first.source, "n\(index)": pair.second.source, "p\(index)": pair.first.source("period"),
          "u\(index)": .calc("v\(index) / n\(index)", stated: price(pair), unit: "USD"),
        ]) { $1 }
      // "More than" leaves the price open above.
      let least = pair.first.bounds.high == nil ? "at least " : ""
      return least + "{u\(index)} in {p\(index)} ({v\(index)} for {n\(index)})"
    }
    findings.add(
      "price-\(first.first.code("product"))-\(first.first.code("reporter"))",
      "A piece from {who} came to " + parts.joined(separator: " and ") + ".", values, weight: 0.6)
  }
}

import PluginKit

/// The prints of vaccines: shipments, stated zeros, the price of a kilogram, and prints that disagree.
struct Vaccines {
  let run: Run
  let prints: [Figure]

  func write(_ signs: inout Signs) throws {
    let known = prints.withValue
    guard !known.isEmpty else {
      return try run.diagnostic(
        .warning, code: "data.gap", message: "no figure on the vaccines of this importer and period",
        help: "import figures on vaccines")
    }
    try run.table(
      key: "vaccines", title: "Vaccines, as printed by partner and period", of: known,
      columns: [
        "reporter": "Partner", "period": "Period", "value": "Value", "origin": "Printed by",
      ],
      notes: [
        "The group holds all vaccines of its code; trade statistics do not tell one disease from another.",
        "A zero is one that the source states.",
      ])
    var findings = FindingList()
    for reporter in known.codes("reporter") {
      let own = known.with("reporter", reporter)
      addShipments(own, to: &findings, &signs)
      addYearAgainstParts(own, to: &findings, &signs)
      for pair in own.disagreements() { add(pair, to: &findings) }
    }
    try addUnitValues(known, to: &findings, &signs)
    try run.findings(findings)
  }

  private func addShipments(_ own: [Figure], to findings: inout FindingList, _ signs: inout Signs) {
    let shipments = own.narrowest().filter { !$0.isStatedZero && !$0.isAnnual }
    for shipment in shipments {
      let zero = own.filter { $0.isStatedZero && $0.period.end <= shipment.period.start }.max { $0.period < $1.period }
      var values: [String: ValueSource] = [
        "who": shipment.source("reporter"), "vaccine": .parameter("/vaccine"), "a": shipment.source,
        "p": shipment.source("period"), "o": shipment.source("origin"),
      ]
      var text = "In {p}, {who} sent {vaccine} for {a} ({o})."
      if let zero {
        values["z"] = zero.source("period")
        values["r"] = zero.source("origin")
        text += " For {z}, {r} states that there was none: a shipment from nothing, not a rise in percent."
      }
      findings.add(
        "shipment-\(shipment.code("reporter"))-\(shipment.period)", text, values, signal: zero == nil ? nil : "new",
        weight: 0.9)
      signs.addFor(text, values)
    }
  }

  /// Whether the print of a year leaves room for more than the shipments in print.
  private func addYearAgainstParts(_ own: [Figure], to findings: inout FindingList, _ signs: inout Signs) {
    for year in own where year.isAnnual && !year.isStatedZero {
      let parts = own.filter { !$0.isStatedZero }.tiles(of: year.period)
      guard parts.count == 1, let part = parts.first, !part.contradictsAsWhole(of: year) else { continue }
      let values: [String: ValueSource] = [
        "who": year.source("reporter"), "q": year.source("period"), "y": year.source, "r": year.source("origin"),
        "p": part.source("period"), "a": part.source,
      ]
      guard part.bounds.overlaps(year.bounds) else { continue }
      findings.add(
        "year-\(year.code("reporter"))-\(year.period)",
        "For all of {q}, {r} has {y} from {who}. The {a} of {p} agree with that alone:"
          + " the year leaves no room for another shipment beyond the rounding.", values, weight: 0.7)
      signs.addAgainst(
        "One shipment is all that {q} has in print from {who}: {y} in the year ({r}), {a} in {p}.", values)
    }
  }

  private func add(_ pair: FigurePair, to findings: inout FindingList) {
    findings.add(
      "disagreement-\(pair.first.code("reporter"))-\(pair.first.period)",
      "For {vaccine} from {who} in {p}, {o} has {a} and {r} has {b}. The bounds of the two prints do not meet.",
      [
        "vaccine": .parameter("/vaccine"), "who": pair.first.source("reporter"), "p": pair.first.source("period"),
        "a": pair.first.source, "b": pair.second.source, "o": pair.first.source("origin"),
        "r": pair.second.source("origin"),
      ], weight: 0.6)
  }

  /// The value of a kilogram, where value and weight of one shipment are both in print.
  private func addUnitValues(
    _ known: [Figure], to findings: inout FindingList, _ signs: inout Signs
  ) throws {
    let weights = try run.figures(
      "netweight", by: ["reporter"], where: run.mirror(.equals(run.parameters.vaccine)), during: run.parameters.period
    ).withValue
    for weight in weights {
      let shipments = known.with("reporter", weight.code("reporter")).filter { $0.period == weight.period }
      guard let shipment = shipments.narrowest().first, let value = shipment.value, let mass = weight.value, mass > 0,
        value > 0
      else { continue }
      let values: [String: ValueSource] = [
        "who": weight.source("reporter"), "p": weight.source("period"), "a": shipment.source, "w": weight.source,
        "o": shipment.source("origin"), "r": weight.source("origin"),
        "u": .calc("a / w", stated: value / mass, unit: "USD/kg"),
      ]
      findings.add(
        "unit-value-\(weight.code("reporter"))-\(weight.period)",
        "The shipment of {who} in {p} came to {a} ({o}) and {w} ({r}), which makes {u}."
          + " The weight includes the packing next to the goods, and says nothing about the number of doses.",
        values, weight: 0.65)
      let named = values.filter { ["u", "p", "a", "w"].contains($0.key) }
      signs.addAgainst("A value of {u} in {p} ({a} for {w}) does not tell which vaccine it was.", named)
    }
  }
}

extension Figure {
  /// Whether this part is above the whole of a year, whatever the bounds.
  fileprivate func contradictsAsWhole(of year: Figure) -> Bool {
    guard let low = bounds.low, let high = year.bounds.high else { return false }
    return low > high
  }
}

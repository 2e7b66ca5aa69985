import PluginKit

/// The share of partners in the importer's total trade, as others compile it.
struct PartnerShares {
  let run: Run

  func write() throws {
    let shares = try run.figures(
      "share", by: ["partner"], where: run.compiled(flow: "T"), during: run.parameters.period
    ).withValue
    guard !shares.isEmpty else { return }
    try run.heading("Share of the partners", level: 3)
    try run.table(
      key: "shares", title: "Share of partners in total trade, compiled", of: shares,
      columns: ["partner": "Partner", "period": "Year", "share": "Share", "origin": "Compiled by"],
      notes: ["Compiled, estimates included; the base is the trade with all partners."])
    var findings = FindingList()
    for partner in shares.codes("partner") {
      let known = shares.with("partner", partner)
      guard let lowest = known.min(by: { ($0.value ?? 0) < ($1.value ?? 0) }),
        let highest = known.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), lowest.period != highest.period
      else { continue }
      findings.add(
        "share-\(partner)",
        "The share of {who} in the total trade of {importer} lay between {a} ({p}, {o}) and {b} ({q}, {r});"
          + " the shares are compiled.",
        [
          "who": lowest.source("partner"), "importer": .parameter("/importer"), "a": lowest.source,
          "b": highest.source, "p": lowest.source("period"), "q": highest.source("period"),
          "o": lowest.source("origin"), "r": highest.source("origin"),
        ], weight: 0.55)
    }
    try run.findings(findings)
  }
}

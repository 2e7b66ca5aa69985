import PluginKit

/// More prints than a reader takes in sentence by sentence.
private let mostKinds = 24

/// The parts of the product group: what was printed of them, their share where the whole was printed too, and what is missing.
struct Kinds {
  let run: Run
  let whole: [Figure]

  func write() throws {
    let parameters = run.parameters
    try run.heading("By kind", level: 3)
    let inside = try prints(.under(parameters.product)).filter { $0.code("product") != parameters.product }
    let alongside = parameters.alongside.isEmpty ? [] : try prints(.anyOf(parameters.alongside))
    if !(inside + alongside).isEmpty { try writeTables(inside, alongside) }
    var findings = FindingList()
    // Of many prints the latest of each kind and partner is told in a sentence; the tables have the others.
    let areMany = inside.count + alongside.count > mostKinds
    let told = { (kinds: [Figure]) in areMany ? kinds.latest(of: ["product", "reporter"]) : kinds }
    for kind in told(inside) { addShare(of: kind, to: &findings) }
    for kind in told(alongside) { addOverlap(of: kind, to: &findings) }
    try run.findings(findings)
    try writeMissing(known: (inside + alongside).codes("product"))
  }

  private func prints(_ product: QueryFilter) throws -> [Figure] {
    try run.figures(by: ["product", "reporter"], where: run.mirror(product), during: run.parameters.period).withValue
  }

  private func writeTables(_ inside: [Figure], _ alongside: [Figure]) throws {
    let columns: KeyValuePairs = [
      "product": "Kind", "reporter": "Partner", "period": "Period", "value": "Value", "origin": "Printed by",
    ]
    if !inside.isEmpty {
      try run.table(
        key: "kinds", title: "Kinds within the group, as printed", of: inside, columns: columns,
        notes: ["Kinds contain one another in part, and spans overlap; they are not to be added up."])
    }
    if !alongside.isEmpty {
      try run.table(
        key: "kinds-alongside", title: "Groups that lie partly outside, as printed", of: alongside, columns: columns,
        notes: ["Bulk goods of other chapters may be counted in; an upper bound for the part inside."])
    }
  }

  /// The share in the whole of the same partner and the same span; the same origin goes first.
  private func addShare(of kind: Figure, to findings: inout FindingList) {
    let candidates = whole.with("reporter", kind.code("reporter")).withValue.filter { $0.period == kind.period }
    guard let all = candidates.first(where: { $0.origin == kind.origin }) ?? candidates.first, let part = kind.value,
      let total = all.value, total >= run.parameters.baseMinimum, part > 0
    else { return }
    let isSame = all.origin == kind.origin
    var values: [String: ValueSource] = [
      "kind": kind.source("product"), "who": kind.source("reporter"), "p": kind.source("period"), "a": kind.source,
      "t": all.source, "o": kind.source("origin"), "c": .calc("a / t", stated: part / total, format: .percent),
    ]
    if !isSame { values["r"] = all.source("origin") }
    let isLarger = kind.bounds.low.flatMap { low in all.bounds.high.map { low > $0 } } ?? false
    findings.add(
      "kind-\(kind.code("product"))-\(kind.code("reporter"))-\(kind.period)-\(kind.origin)",
      "{kind} made {c} of what {who} sent in {p}: {a} of {t} ({o}" + (isSame ? ")." : "; the whole: {r}).")
        + (isLarger ? " The part is larger than the whole: one of the prints is wrong." : ""),
      values, weight: isLarger ? 0.9 : 0.45)
  }

  private func addOverlap(of kind: Figure, to findings: inout FindingList) {
    guard let all = whole.with("reporter", kind.code("reporter")).withValue.first(where: { $0.period == kind.period })
    else { return }
    findings.add(
      "alongside-\(kind.code("product"))-\(kind.code("reporter"))-\(kind.period)",
      "{kind} came to {a} from {who} in {p} ({o}). Not all of it need be part of the {t} of the group ({r}).",
      [
        "kind": kind.source("product"), "who": kind.source("reporter"), "p": kind.source("period"),
        "a": kind.source, "t": all.source, "o": kind.source("origin"), "r": all.source("origin"),
      ], weight: 0.35)
  }

  private func writeMissing(known: [String]) throws {
    let missing = run.parameters.kinds.filter { !known.contains($0) }
    guard !missing.isEmpty else { return }
    let words = try run.names(of: missing, in: "product")
    let reference = "no figure is printed for: " + words.joined(separator: "; ")
    try run.prose(
      "The dataset has no print for these kinds; that says nothing about whether they were traded.",
      key: "kinds-missing")
    try run.list(words)
    try run.diagnostic(
      .note, code: "data.gap", message: reference, help: "import figures by subheading for these kinds")
  }
}

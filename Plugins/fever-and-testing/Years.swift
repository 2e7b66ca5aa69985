import PluginKit

/// What whole years and longer spans say of each other, and parts of a year that settle a comparison by themselves.
struct Years {
  let run: Run
  let prints: [Figure]

  func add(to findings: inout FindingList) {
    // A whole that its parts exceed is no base, and no end, of a change.
    let broken = Set(prints.filter { !$0.isStatedZero }.brokenWholes().map(\.cell))
    if let pair = prints.filter({ $0.isAnnual && !broken.contains($0.cell) }).likeForLike().last {
      addYear(pair, weight: 0.65, to: &findings)
    }
    // Of the months, the pair with the largest base says most.
    let months = prints.filter { !$0.isAnnual && !broken.contains($0.cell) }.likeForLike()
    if let pair = months.max(by: { ($0.first.value ?? 0) < ($1.first.value ?? 0) }) {
      addYear(pair, weight: 0.45, to: &findings)
    }
    addLongSpans(to: &findings)
    addDecided(to: &findings)
  }

  private func values(_ pair: FigurePair) -> [String: ValueSource] {
    [
      "who": pair.second.source("reporter"), "goods": pair.second.source("product"), "a": pair.first.source,
      "b": pair.second.source, "p": pair.first.source("period"), "q": pair.second.source("period"),
      "o": pair.first.source("origin"), "r": pair.second.source("origin"),
    ]
  }

  private func hasBase(_ pair: FigurePair) -> Bool {
    pair.first.measure != "value" || pair.hasBase(ofAtLeast: run.parameters.baseMinimum)
  }

  private func addYear(_ pair: FigurePair, weight: Double, to findings: inout FindingList) {
    var values = values(pair)
    values["word"] = .word(pair.direction.word)
    var text = "{goods} from {who} {word} from {a} in {p} ({o}) to {b} in {q} ({r})"
    if pair.second.isStatedZero {
      text = "{goods} from {who} {word}: {a} in {p} ({o}), and none in {q}, as {r} states."
    } else if pair.first.isStatedZero {
      text = "{goods} from {who} {word}: none in {p}, as {o} states, and {b} in {q} ({r})."
    } else if hasBase(pair), let change = pair.changeSource(from: "a", to: "b") {
      values["c"] = change
      text += ", a change of {c}."
    } else {
      text += ". The base is too small for a percentage."
    }
    findings.add(
      "year-\(pair.second.measure)-\(pair.second.place.joined(separator: "-"))", text,
      values.filter { text.contains("{\($0.key)}") }, signal: pair.direction.signal, weight: weight)
  }

  /// Several years in one figure, against the largest single year after them.
  private func addLongSpans(to findings: inout FindingList) {
    let known = prints.narrowest()
    let broken = Set(prints.filter { !$0.isStatedZero }.brokenWholes().map(\.cell))
    for span in known where (span.period.months?.count ?? 0) > 12 {
      let later = known.filter { $0.isAnnual && $0.period.start >= span.period.end }
      guard let peak = later.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let before = span.value, before > 0,
        let after = peak.value, hasBase(FigurePair(span, peak)), after > before
      else { continue }
      var values = values(FigurePair(span, peak))
      values["times"] = .calc("b / a", stated: after / before)
      // "More than" in the base leaves the ratio open below.
      let most = span.bounds.high == nil ? "up to about {times}" : "{times}"
      findings.add(
        "before-\(span.measure)-\(span.place.joined(separator: "-"))",
        "{goods} from {who} came to {a} in all of {p} ({o}). {q} alone had {b} ({r}), \(most) times as much."
          + (broken.contains(peak.cell) ? " By the parts of {q} in print it was more still." : ""),
        values, signal: "up", weight: 0.9)
    }
  }

  /// Names the print where it is the only one.
  func addOnly(to findings: inout FindingList) {
    guard prints.count == 1, let only = prints.first, !only.isStatedZero else { return }
    findings.add(
      "only-\(only.measure)-\(only.place.joined(separator: "-"))",
      "{goods} from {who} came to {v} in {p} ({o}). It is their only print.",
      [
        "goods": only.source("product"), "who": only.source("reporter"), "v": only.source, "p": only.source("period"),
        "o": only.source("origin"),
      ], weight: 0.4)
  }

  /// A part of one year against the whole of another: only where the part is larger is anything decided.
  private func addDecided(to findings: inout FindingList) {
    let known = prints.narrowest()
    for year in known where year.isAnnual && !year.isStatedZero {
      guard let high = year.bounds.high, let base = year.value, base > 0 else { continue }
      let larger = known.filter {
        ($0.period.months?.count ?? 99) < 12 && !year.period.overlaps($0.period)
          && ($0.bounds.low.map { $0 > high } ?? false)
      }
      let sides = [
        larger.filter { $0.period.end <= year.period.start }, larger.filter { $0.period.start >= year.period.end },
      ]
      for side in sides {
        guard let part = side.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }), let amount = part.value else { continue }
        let isEarlier = part.period.end <= year.period.start
        // A large month before a year is only worth a sentence where the year is next to nothing beside it.
        if isEarlier, amount < base * 20 { continue }
        var values = values(FigurePair(year, part))
        values["times"] = .calc("b / a", stated: amount / base)
        let text =
          isEarlier
          ? "{goods} from {who} nearly stopped in {p}: {a} in the whole year ({o}). {q} alone had {b} ({r}), {times} times as much."
          : "{goods} from {who} in {q} came to {b} ({r}). All of {p} had {a} ({o}):"
            + " the part of a year already exceeds the whole of the other."
        if !isEarlier { values["times"] = nil }
        findings.add(
          "decided-\(part.measure)-\(year.period)-\(part.place.joined(separator: "-"))", text, values,
          signal: isEarlier ? "down" : "up", weight: isEarlier ? 0.8 : 0.75)
      }
    }
  }
}

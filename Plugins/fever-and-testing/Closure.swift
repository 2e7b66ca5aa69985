import PluginKit

/// Whether the prints of parts of a span fit into the print of the whole.
struct Closure {
  let run: Run
  let prints: [Figure]

  func add(to findings: inout FindingList) {
    for whole in prints where !whole.isMonthly && !whole.isStatedZero {
      let parts = prints.filter { !$0.isStatedZero }.tiles(of: whole.period).sorted { $0.period < $1.period }
      // A single part says something only where it is larger.
      guard parts.count > 1 || parts.exceed(whole) else { continue }
      add(whole, parts, to: &findings)
    }
  }

  private func add(_ whole: Figure, _ parts: [Figure], to findings: inout FindingList) {
    guard let amount = whole.value, let first = parts.first, let last = parts.last else { return }
    let sum = parts.compactMap(\.value).reduce(0, +)
    let names = parts.indices.map { "part\(letters[$0 % letters.count])\($0 / letters.count)" }
    let unit = whole.measure == "value" ? "USD" : "u"
    var values: [String: ValueSource] = [
      "who": whole.source("reporter"), "goods": whole.source("product"), "w": whole.source,
      "p": whole.source("period"), "o": whole.source("origin"), "from": first.source("period"),
      "to": last.source("period"), "sum": .calc(names.joined(separator: " + "), stated: sum, unit: unit),
    ]
    for (name, part) in zip(names, parts) { values[name] = part.source }
    // Many months are named by their ends; a few are written out with who printed them.
    var spoken = "the prints from {from} to {to}"
    if parts.count <= 4 {
      for (index, part) in parts.enumerated() {
        values["span\(index)"] = part.source("period")
        values["by\(index)"] = part.source("origin")
      }
      let isOneOrigin = Set(parts.map(\.origin)).count == 1
      spoken = parts.indices.map {
        "{\(names[$0])} in {span\($0)}" + (isOneOrigin && $0 < parts.count - 1 ? "" : " ({by\($0)})")
      }.joined(separator: ", ")
    }
    var text = "{goods} from {who}, in parts of {p}: \(spoken). Together that is {sum}; for the whole, {o} prints {w}."
    let larger = parts.exceed(whole)
    if larger {
      text += " The parts exceed the whole: a print is wrong, or the two do not count the same goods."
    } else if amount >= sum {
      values["rest"] = .calc("w - (\(names.joined(separator: " + ")))", stated: amount - sum, unit: unit)
      text += " That leaves {rest} for the months without a print."
    }
    findings.add(
      "parts-\(whole.measure)-\(whole.cell.joined(separator: "-"))", text,
      values.filter { text.contains("{\($0.key)}") || names.contains($0.key) }, weight: larger ? 0.95 : 0.5)
  }
}

extension [Figure] {
  /// Whether the figures, which lie side by side, are together larger than the whole, whatever the bounds.
  func exceed(_ whole: Figure) -> Bool {
    guard let high = whole.bounds.high, !isEmpty else { return false }
    return reduce(Decimal(0)) { $0 + ($1.bounds.low.map { Decimal($0) } ?? 0) } > Decimal(high)
  }

  /// Returns the figures that the figures inside them exceed.
  func brokenWholes() -> [Figure] {
    filter { whole in !whole.isMonthly && tiles(of: whole.period).exceed(whole) }
  }
}

private let letters = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"]

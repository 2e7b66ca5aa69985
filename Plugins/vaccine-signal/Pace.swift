import PluginKit

/// The figure of some months, and those of the same months of the years before, each by itself.
struct Pace {
  let run: Run
  let window: Figure
  /// The figures of the same months, the latest year first.
  let earlier: [Figure]

  /// Takes the figures of the same months of so many years before as the parameters name.
  init(run: Run, window: Figure, known: [Figure]) {
    self.run = run
    self.window = window
    guard let months = window.period.months else {
      earlier = []
      return
    }
    earlier = (1...max(1, run.parameters.years)).compactMap { back in
      known.first {
        guard let other = $0.period.months else { return false }
        return other.first == months.first && other.count == months.count && other.year == months.year - back
      }
    }
  }

  /// Says in how many of the years the pace was lower, and sets it against the highest of them.
  func add(to findings: inout FindingList, _ signs: inout Signs) {
    guard let highest = earlier.max(by: { ($0.value ?? 0) < ($1.value ?? 0) }) else { return }
    let lower = earlier.filter(isLower)
    var values: [String: ValueSource] = [
      "goods": window.source("product"), "who": window.source("reporter"), "b": window.source,
      "q": window.source("period"), "o": window.source("origin"),
    ]
    for (index, figure) in earlier.enumerated() {
      values["a\(index)"] = figure.source
      values["p\(index)"] = figure.source("period")
    }
    let listed = earlier.indices.map { "{a\($0)} in {p\($0)}" }.joined(separator: ", ")
    var text = "{goods} from {who} came to {b} in {q} ({o}), against \(listed). "
    switch lower.count {
    case earlier.count: text += "That is above each of them"
    case 0: text += "That is clearly above none of them"
    default: text += "That is above some of them and not clearly above others"
    }
    let pair = FigurePair(highest, window)
    if pair.hasBase(ofAtLeast: run.parameters.baseMinimum),
      let place = earlier.firstIndex(where: { $0.period == highest.period }),
      let change = pair.changeSource(from: "a\(place)", to: "b")
    {
      values["c"] = change
      text += ": {c} against the highest"
    }
    text += "."
    if earlier.count < run.parameters.years {
      values["years"] = .parameter("/years")
      text += " Of the {years} years before, the others have no such figure in print."
    }
    let isAbove = lower.count == earlier.count
    findings.add(
      "pace-\(window.code("product"))", text, values, signal: isAbove ? "up" : lower.isEmpty ? "down" : "flat",
      weight: 0.75)
    if isAbove { signs.addFor(text, values) } else { signs.addAgainst(text, values) }
  }

  /// Whether the figure lies below the window, whatever their bounds leave open.
  private func isLower(_ figure: Figure) -> Bool {
    guard let low = window.bounds.low, let high = figure.bounds.high else { return false }
    return low > high
  }
}

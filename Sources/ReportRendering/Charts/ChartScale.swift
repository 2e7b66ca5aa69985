/// The vertical axis of a chart: its range, its ticks in steps of 1, 2 or 5, and how they are written.
struct ChartScale {
  /// The value at the axis' low end.
  let low: Double
  /// The value at the axis' high end.
  let high: Double
  /// The values with a tick.
  let ticks: [Double]
  private let step: Double
  private let unit: Double
  private let isRatio: Bool

  /// The word for the ticks' unit, such as `million`; nil where they are written in full.
  let word: String?

  /// Fits an axis to values; `fromZero` keeps zero on it.
  init(_ values: [Double], fromZero: Bool, isRatio: Bool, steps: Double = 5) {
    var lowest = values.min() ?? 0
    var highest = values.max() ?? 1
    if fromZero || (lowest >= 0 && lowest < highest / 2) || (highest <= 0 && highest > lowest / 2) {
      lowest = min(lowest, 0)
      highest = max(highest, 0)
    }
    if lowest == highest {
      let room = lowest == 0 ? 1 : lowest.magnitude / 2
      highest += room
      if lowest != 0 { lowest -= room }
    }
    let step = Self.step(for: (highest - lowest) / steps)
    let first = (lowest / step - 1e-9).rounded(.up) == 0 && lowest >= 0 ? 0 : (lowest / step + 1e-9).rounded(.down)
    let last = (highest / step - 1e-9).rounded(.up)
    self.step = step
    self.isRatio = isRatio
    low = first * step
    high = last * step
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
    let reach = max(low.magnitude, high.magnitude)
    if isRatio {
      (unit, word) = (0.01, nil)
    } else if reach >= 2e9 {
      (unit, word) = (1e9, "billion")
    } else if reach >= 2e6 {
      (unit, word) = (1e6, "million")
    } else {
      (unit, word) = (1, nil)
    }
  }

  /// Returns where a value lies, from 0 at the low end to 1 at the high end.
  func fraction(_ value: Double) -> Double { (value - low) / (high - low) }

  /// Returns the words at a tick.
  func label(_ tick: Double) -> String {
    var decimals = 0
    var shown = step / unit
    while decimals < 6, (shown - shown.rounded()).magnitude > 1e-6 {
      shown *= 10
      decimals += 1
    }
    return Self.text(tick / unit, decimals: decimals) + (isRatio ? "%" : "")
  }

  private static func step(for rough: Double) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    for factor in [1.0, 2.0, 5.0] where power * factor >= rough { return power * factor }
    return power * 10
  }

  private static func text(_ value: Double, decimals: Int) -> String {
    let factor = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (value.magnitude * factor).rounded()
    guard scaled < 1e15 else { return String(value) }
    let digits = String(Int64(scaled))
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    let whole = padded.dropLast(decimals)
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      if index > 0, (whole.count - index) % 3 == 0 { grouped += "," }
      grouped.append(digit)
    }
    let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
    return sign + grouped + (decimals > 0 ? "." + padded.suffix(decimals) : "")
  }
}

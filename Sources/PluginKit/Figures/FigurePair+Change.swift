public import FoundationEssentials
public import PluginProtocol
internal import TradeModel

extension FigurePair {
  /// The change from the first to the second, as a ratio; nil where there is no base, or nothing to divide.
  ///
  /// Change from nothing is not a number: say it in words.
  public var change: Decimal? {
    guard let before = first.value, let after = second.value, before != 0 else { return nil }
    return after / before - 1
  }

  /// Returns the change as a value over the names of the two figures, or nil where there is none.
  public func changeSource(from before: String, to after: String) -> ValueSource? {
    change.map { .calc("\(after) / \(before) - 1", stated: $0, format: .change) }
  }

  /// The word for the direction, and the signal of a finding.
  public var direction: (word: String, signal: String) {
    guard let before = first.value, let after = second.value, before != after else {
      return ("stayed the same", "flat")
    }
    if before == 0 { return ("began", "new") }
    if after == 0 { return ("ended", "gone") }
    return after > before ? ("rose", "up") : ("fell", "down")
  }

  /// The lowest and the highest change in percent that the bounds of both figures allow; an open side is nil.
  public var changePercentRange: (low: Decimal?, high: Decimal?) {
    func percent(_ after: Amount?, _ before: Amount?) -> Decimal? {
      guard let after, let before, before > .zero else { return nil }
      return (Decimal(after) / Decimal(before) - 1) * 100
    }
    return (percent(second.bounds.low, first.bounds.high), percent(second.bounds.high, first.bounds.low))
  }

  /// Whether a printed change in percent lies outside what the two figures allow.
  public func contradicts(printedChange printed: Figure) -> Bool {
    let range = changePercentRange
    if let low = range.low, let high = printed.bounds.high, Decimal(high) < low { return true }
    if let high = range.high, let low = printed.bounds.low, Decimal(low) > high { return true }
    return false
  }

  /// Whether no year lies between the two.
  public var isOfFollowingYears: Bool {
    guard let before = first.period.months, let after = second.period.months else { return false }
    return after.year == before.year + 1
  }

  /// Whether the base is at least the smallest on which a percentage says something.
  public func hasBase(ofAtLeast minimum: Decimal) -> Bool {
    first.value.map { $0 >= minimum } ?? false
  }
}

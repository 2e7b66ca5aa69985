public import TradeModel

/// Two figures that are compared.
public struct FigurePair {
  /// The earlier one, the part, or the first print.
  public let first: Figure
  /// The later one, the whole, or the other print.
  public let second: Figure

  /// Creates a pair.
  public init(_ first: Figure, _ second: Figure) {
    self.first = first
    self.second = second
  }
}

extension [Figure] {
  /// The figures with a value.
  public var withValue: [Figure] { filter { $0.value != nil } }

  /// Returns the figures of one code of a dimension.
  public func with(_ dimension: String, _ code: String) -> [Figure] {
    filter { $0.code(dimension) == code }
  }

  /// Returns the codes of a dimension in order, each once.
  public func codes(_ dimension: String) -> [String] {
    Set(map { $0.code(dimension) }).sorted()
  }

  /// Returns the figures of the latest period that each combination of codes of these dimensions has.
  public func latest(of dimensions: [String]) -> [Figure] {
    func key(_ figure: Figure) -> [String] { dimensions.map { figure.code($0) } }
    let last = Dictionary(grouping: self, by: key).mapValues { $0.map(\.period.end).max() }
    return filter { last[key($0)] == $0.period.end }
  }

  /// Returns one figure for each period: the one that leaves least open.
  ///
  /// Of prints that leave as much open, the one whose origin printed most of the figures goes first.
  public func narrowest() -> [Figure] {
    let counts = Dictionary(grouping: withValue, by: \.origin).mapValues(\.count)
    func isBetter(_ figure: Figure, _ known: Figure) -> Bool {
      if figure.isNarrower(than: known) { return true }
      return !known.isNarrower(than: figure) && counts[figure.origin, default: 0] > counts[known.origin, default: 0]
    }
    var best: [Period: Figure] = [:]
    for figure in withValue {
      if let known = best[figure.period], !isBetter(figure, known) { continue }
      best[figure.period] = figure
    }
    return best.values.sorted { $0.period < $1.period }
  }

  /// Returns prints of the same period that differ beyond what their bounds leave open.
  public func disagreements() -> [FigurePair] {
    pairs { $0.period == $1.period && $0.contradicts($1) }
  }

  /// Returns prints of parts that are larger than the print of a span that contains them.
  public func closureBreaks() -> [FigurePair] {
    withValue.flatMap { part in
      withValue.filter { whole in
        guard whole.period != part.period, whole.period.contains(part.period), let low = part.bounds.low,
          let high = whole.bounds.high
        else { return false }
        return low > high
      }.map { FigurePair(part, $0) }
    }
  }

  /// Returns figures of the same months in two following years that have figures, the earlier one first.
  ///
  /// Of several prints the narrowest counts, and of equally narrow ones those that one origin printed.
  public func likeForLike() -> [FigurePair] {
    let known = narrowest()
    return known.compactMap { later in
      guard let months = later.period.months else { return nil }
      let earlier = known.last {
        guard let other = $0.period.months else { return false }
        return other.first == months.first && other.count == months.count && other.year < months.year
      }
      return earlier.map { ofOneOrigin(FigurePair($0, later)) }
    }
  }

  /// Returns the pair from one origin where it has prints of both periods that leave no more open.
  private func ofOneOrigin(_ pair: FigurePair) -> FigurePair {
    func equals(_ figure: Figure) -> [Figure] {
      withValue.filter { $0.period == figure.period && !figure.isNarrower(than: $0) }
    }
    guard pair.first.origin != pair.second.origin else { return pair }
    let seconds = equals(pair.second)
    for first in equals(pair.first) {
      if let second = seconds.first(where: { $0.origin == first.origin }) { return FigurePair(first, second) }
    }
    return pair
  }

  /// Returns figures of one origin that lie side by side inside the period: as many days as can be had, in few pieces.
  public func tiles(of period: Period) -> [Figure] {
    let inside = narrowest().filter { period.contains($0.period) && $0.period != period }
    // The best choice up to each figure's end; few figures, so that the plain quadratic form will do.
    var best: [(days: Int, pieces: [Figure])] = []
    for figure in inside.sorted(by: { $0.period.end < $1.period.end }) {
      let before = best.filter { ($0.pieces.last?.period.end).map { $0 <= figure.period.start } ?? true }
      let base = before.max { ($0.days, -$0.pieces.count) < ($1.days, -$1.pieces.count) } ?? (0, [])
      best.append((base.days + figure.period.dayCount, base.pieces + [figure]))
    }
    return best.max { ($0.days, -$0.pieces.count) < ($1.days, -$1.pieces.count) }?.pieces ?? []
  }

  private func pairs(where isPair: (Figure, Figure) -> Bool) -> [FigurePair] {
    indices.flatMap { first in
      self[(first + 1)...].filter { isPair(self[first], $0) }.map { FigurePair(self[first], $0) }
    }
  }
}

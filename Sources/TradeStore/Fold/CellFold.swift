import TradeModel

/// Decides which rows of a cell count, so that no trade is counted twice, and adds them up.
///
/// 1. Rows of the same lane, goods and days are prints of one figure: the one with the narrowest bounds answers, then
///    the one printed last, then the first by name. The others are alternates.
/// 2. Coarse goods go before fine ones: a row does not count where a row of goods that share with it counts on one of
///    its days. The same holds for total trade beside a flow, and for an aggregate area beside a country.
/// 3. Among rows of the same lane and goods, those count that together cover most days without overlap; of several
///    such choices the one with the fewest rows, so that a year's own figure goes before its months.
/// 4. The days that are covered must be all days asked; else the figure is partial, and withheld unless asked for.
///    That holds of each lane and of each of its goods, of a code while its edition is in force. Days for which a
///    source claims to hold all trade count as covered.
///
/// It is a pure function of its rows: their order does not matter.
package struct CellFold {
  let scopes: ScopeOrder
  let aggregates: Set<String>
  let origins: [Int64: PrintOrigin]
  let claims: [CoverageClaim]
  private let allowsPartial: Bool

  /// Creates the fold of a query; `allowsPartial` says whether a figure for a part of the days is given.
  package init(
    scopes: ScopeOrder, aggregates: Set<String>, origins: [Int64: PrintOrigin], claims: [CoverageClaim],
    allowsPartial: Bool
  ) {
    self.scopes = scopes
    self.aggregates = aggregates
    self.origins = origins
    self.claims = claims
    self.allowsPartial = allowsPartial
  }

  /// Returns what the rows, all of one measure, amount to on the asked days.
  ///
  /// Rows that do not lie inside the asked days do not count. The product is the group that stands for the cell's
  /// goods, where its parts may be summed in its place; the code is the one that does. Throws `query.overflow` where a
  /// sum leaves the range.
  package func figure(
    of rows: [Candidate], on days: DaySet, product: String? = nil, code: String? = nil
  ) throws(StoreError) -> CellFigure {
    if rows.count == 1,
      var figure = plainFigure(rows[0], on: days, isWhole: isWhole(rows[0].scope, of: product, code: code))
    {
      figure.counted = [rows[0].id]
      figure.chosen = [rows[0]]
      return figure
    }
    let inside = rows.filter { days.contains($0.span) }
    var figure = CellFigure()
    guard !inside.isEmpty else { return figure }
    let units = Set(inside.map(\.unit))
    guard units.count == 1, let unit = units.first else {
      figure.flags.insert(CellFlag.mixedUnits)
      return figure
    }
    figure.unit = unit
    let figures = inside.filter(\.isFigure)
    guard !figures.isEmpty else {
      figure.status = silence(inside)
      return figure
    }
    let chosen = choose(figures)
    let isSum = chosen.count > 1
    if isSum, let first = chosen.first, !first.row.measure.isSummable {
      figure.flags.insert(CellFlag.notSummable)
      figure.covers = DaySet(chosen.map(\.row.span))
      return figure
    }
    try sum(chosen, on: days, product: product, code: code, into: &figure)
    return figure
  }

  /// Returns the figure of a cell whose one row speaks of just the asked days, and nil for any other row.
  ///
  /// The figure does not name the row. `isWhole` says whether the row is about the whole of the asked goods.
  func plainFigure(_ row: Candidate, on days: DaySet, isWhole: Bool) -> CellFigure? {
    guard days.spans.count == 1, row.span == days.spans[0], row.isFigure else { return nil }
    var figure = CellFigure()
    if !isWhole { figure.flags = CellFold.partsOnly }
    figure.value = row.value
    // The reporter filed the period and there is no row: nothing is said of amounts.
    if row.status != .noRow || row.value != nil {
      figure.bounds = row.bounds
      if row.bounds.isOpen { figure.flags.insert(CellFlag.openBound) }
    }
    figure.status = row.status
    figure.unit = row.unit
    figure.covers = days
    figure.isGap = row.value == nil
    return figure
  }

  /// Returns the status of a cell whose rows all say that there is no figure.
  func silence(_ rows: [Candidate]) -> ObservationStatus {
    CellFold.withheld.first { status in rows.contains { $0.status == status } } ?? .notInExtract
  }

  /// The reasons for which a reporter's figure is not there, those first that say most.
  private static let withheld: [ObservationStatus] = [.suppressed, .unreported, .notInEdition, .notInExtract]

  private func sum(
    _ chosen: [Chosen], on days: DaySet, product: String?, code: String?, into figure: inout CellFigure
  ) throws(StoreError) {
    var value: Amount? = .zero
    var bounds = Bounds(exactly: .zero)
    for choice in chosen {
      // The reporter filed the period and there is no row: nothing to add.
      if choice.row.status == .noRow, choice.row.value == nil { continue }
      guard let sum = bounds.adding(choice.row.bounds) else { throw CellFold.overflow }
      bounds = sum
      if let known = value, let other = choice.row.value {
        guard let total = known.adding(other) else { throw CellFold.overflow }
        value = total
      } else {
        value = nil
      }
    }
    let isSilent = chosen.allSatisfy { $0.row.status == .noRow && $0.row.value == nil }
    figure.value = isSilent ? nil : value
    figure.bounds = isSilent ? Bounds(low: nil, high: nil) : bounds
    figure.status = status(of: chosen)
    figure.chosen = chosen.map(\.row)
    figure.counted = chosen.map(\.row.id).sorted()
    figure.alternates = chosen.flatMap { $0.others.map(\.id) }.sorted()
    for choice in chosen where !choice.others.isEmpty {
      let agree = choice.others.allSatisfy { $0.bounds.overlaps(choice.row.bounds) }
      figure.flags.insert(agree ? CellFlag.severalPrints : CellFlag.disagreeingPrints)
    }
    if chosen.contains(where: \.isContradicted) { figure.flags.insert(CellFlag.partsDisagree) }
    if chosen.contains(where: { !isWhole($0.row.scope, of: product, code: code) }) {
      figure.flags.insert(CellFlag.partsOnly)
    }
    let (covers, isComplete) = coverage(of: chosen, on: days)
    figure.covers = covers
    figure.isGap = figure.value == nil
    if isComplete || allowsPartial, !isSilent, bounds.isOpen { figure.flags.insert(CellFlag.openBound) }
    guard !isComplete else { return }
    figure.flags.insert(CellFlag.partialPeriod)
    figure.isGap = true
    guard !allowsPartial else { return }
    figure.value = nil
    figure.bounds = Bounds(low: nil, high: nil)
    figure.status = .notInExtract
    figure.counted = []
    figure.alternates = []
    figure.chosen = []
  }

  /// Returns whether the scope is the whole of the asked code or product, and not a part of it; a code goes first.
  func isWhole(_ scope: ProductScope, of product: String?, code: String?) -> Bool {
    if let code { return scope.code == code }
    guard let product else { return true }
    return scope.product == product && !scopes.isPart(scope)
  }

  private func status(of chosen: [Chosen]) -> ObservationStatus {
    let statuses = Set(chosen.map(\.row.status))
    if statuses.count == 1, let only = statuses.first { return only }
    if statuses.contains(.reported) { return .reported }
    // A part that is withheld, of which only bounds are known, makes the sum no zero.
    if let reason = CellFold.withheld.first(where: statuses.contains) { return reason }
    if statuses.contains(.roundedZero) { return .roundedZero }
    if statuses.contains(.zero) { return .zero }
    return .noRow
  }

  private static let partsOnly: Set<String> = [CellFlag.partsOnly]

  private static let overflow = StoreError(
    .overflow, "a sum exceeds the largest amount that can be held", hint: "ask for fewer areas, products or years")
}

extension Bounds {
  /// Whether there is no lowest or no highest amount.
  fileprivate var isOpen: Bool { low == nil || high == nil }
}

import TradeModel

/// Says why a cell has no figure.
struct Absence: Sendable {
  /// What is fixed for a cell, by `where` or by its own values.
  struct Cell {
    var reporter: String?
    var flow: String?
    var product: String?
    var code: String?
    var owner: String?
  }

  private let claims: [CoverageClaim]
  private let lifetimes: CodeLifetimes

  /// Reads what the claims and the code lists say.
  init(claims: [CoverageClaim], lifetimes: CodeLifetimes) {
    self.claims = claims
    self.lifetimes = lifetimes
  }

  /// Returns why the cell has no figure on the days.
  func status(of cell: Cell, on days: DaySet) -> ObservationStatus {
    let owner = cell.owner ?? ProductScope.harmonizedOwner
    if let code = cell.code, !days.spans.isEmpty,
      days.spans.allSatisfy({ span in span.period.map { lifetimes.isGone(code, owner: owner, during: $0) } ?? false })
    {
      return .notInEdition
    }
    guard let reporter = cell.reporter else { return .notInExtract }
    let claimed = claims.filter { claim in
      claim.reporter == reporter && (cell.flow == nil || claim.flow == cell.flow)
        && (claim.product.isEmpty || claim.product == cell.product)
    }
    let covered = DaySet(claimed.map(\.span))
    return !days.isEmpty && covered.contains(days) ? .noRow : .notInExtract
  }
}

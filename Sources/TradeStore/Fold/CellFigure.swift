package import TradeModel

/// What the rows of a cell amount to.
package struct CellFigure: Hashable, Sendable {
  /// The amount; nil where there is none or it is withheld.
  package var value: Amount?
  /// What the prints leave open.
  package var bounds = Bounds(low: nil, high: nil)
  /// Why there is an amount, or none.
  package var status = ObservationStatus.notInExtract
  /// The unit of the amount.
  package var unit = ""
  /// The days that the rows really cover.
  package var covers = DaySet()
  /// The observations that were counted, sorted.
  package var counted: [Int64] = []
  /// Other prints of the same figures, sorted.
  package var alternates: [Int64] = []
  /// Circumstances that a reader must know.
  package var flags: Set<String> = []
  /// Whether the figure is missing, or covers only a part of what was asked.
  package var isGap = true
  /// The rows that were counted, for what only the caller can judge, such as breaks between editions.
  package var chosen: [Candidate] = []

  /// Why something is missing, where `isGap` says that it is.
  package var gapStatus: ObservationStatus {
    flags.contains(CellFlag.partialPeriod) ? .notInExtract : status
  }

  /// Creates the figure of a cell without rows.
  package init() {}
}

/// The flags that a fold can set on a cell.
package enum CellFlag {
  /// Rows of one figure are in different units.
  package static let mixedUnits = "mixed-units"
  /// The rows cover only a part of the asked days.
  package static let partialPeriod = "partial-period"
  /// Parts were summed because the product itself has no row.
  package static let partsOnly = "parts-only"
  /// Several prints of one figure agree within their bounds.
  package static let severalPrints = "several-prints"
  /// Several prints of one figure exclude each other.
  package static let disagreeingPrints = "disagreeing-prints"
  /// A printed whole counts, and the prints of its parts in time add up to something else.
  package static let partsDisagree = "parts-disagree"
  /// The figure has no highest or no lowest amount.
  package static let openBound = "open-bound"
  /// Reporters that have rows elsewhere for the same partner and flow are not in the sum over reporters.
  package static let reportersMissing = "reporters-missing"
  /// There is no reported figure, but a compiled one that was not asked for.
  package static let compiledLeftOut = "compiled-left-out"
  /// A share or a change was asked for a span that only several rows cover.
  package static let notSummable = "not-summable"
  /// No period was asked, and the figure covers the time of the rows that there are.
  package static let spanOfData = "span-of-data"
  /// A series crosses a change of codes; the kind of change follows after a colon.
  package static let editionBreak = "edition-break"
}

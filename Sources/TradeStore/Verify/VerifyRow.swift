/// One observation while it is verified; its numbers are those of `VerifyCodes`.
struct VerifyRow {
  /// What two rows must share to be figures of the same series.
  struct Series: Hashable, Comparable {
    var flow: UInt8
    var measure: UInt8
    /// Unit, basis, method and authority.
    var print: Int32
    var scope: Int32

    static func < (left: Series, right: Series) -> Bool {
      (left.flow, left.measure, left.print, left.scope) < (right.flow, right.measure, right.print, right.scope)
    }
  }

  var id: Int64
  var series: Series
  var span: DaySpan
  var range: VerifyRange
}

/// The lowest and the highest thousandths of a figure; trade is never below zero, and the highest may be open.
struct VerifyRange: Hashable {
  static let open = Int64.max

  var low: Int64
  var high: Int64

  /// Widens the range so that it holds the other one.
  mutating func widen(_ other: VerifyRange) {
    low = min(low, other.low)
    high = max(high, other.high)
  }

  /// Adds what another figure can be.
  mutating func add(_ other: VerifyRange) {
    let (sum, overflow) = low.addingReportingOverflow(other.low)
    // A sum out of range has at least the low of its parts so far.
    low = overflow ? low : sum
    let (top, isOver) = high.addingReportingOverflow(other.high)
    high = isOver ? VerifyRange.open : top
  }
}

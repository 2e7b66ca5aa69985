/// One figure of a series: its prints together.
struct VerifyCell: Hashable, Sendable {
  /// The days.
  let span: DaySpan
  /// What all prints leave open.
  let range: VerifyRange
  /// The first print.
  let id: Int64

  /// Takes the prints of one figure together, so that a finding holds whichever of them is right.
  ///
  /// `rows` has at least one row.
  init(_ rows: ArraySlice<VerifyRow>) {
    let first = rows[rows.startIndex]
    var all = first.range
    for row in rows.dropFirst() { all.widen(row.range) }
    (span, range, id) = (first.span, all, first.id)
  }
}

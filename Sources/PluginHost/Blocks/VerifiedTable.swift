internal import ReportModel

/// A table of the run as later values may cite it.
struct VerifiedTable {
  let draft: TableDraft
  /// What reads the rows that are not printed; nil where all rows are.
  let verifier: TableVerifier?

  /// Returns the cells of a row, or nil where there is none.
  ///
  /// - Throws: What is wrong with a row that is not printed, because such a row is looked at only when it is cited.
  func row(_ index: Int) throws(HostError) -> [VerifiedValue]? {
    if draft.rows.indices.contains(index) { return draft.rows[index] }
    return try verifier?.unprintedRow(index)
  }
}

import ReportModel

/// The mark that a printed value carries where the dataset does not verify it, the same in every output.
enum EvidenceMark {
  /// Returns the mark of a level; empty for verified values.
  static func symbol(_ level: EvidenceLevel) -> String {
    switch level {
    case .verified: ""
    case .cited: "\u{2020}"
    case .judged: "\u{2021}"
    case .unsourced: "?"
    case .mismatch: "\u{2260}"
    }
  }

  /// Returns what a level means, for the legend.
  static func meaning(_ level: EvidenceLevel) -> String {
    switch level {
    case .verified: "verified: re-computed from the dataset"
    case .cited: "cited: taken from an outside source"
    case .judged: "judged: an assessment, not a figure from the data"
    case .unsourced: "unsourced: nothing backs it"
    case .mismatch: "mismatch: the dataset gives another figure"
    }
  }
}

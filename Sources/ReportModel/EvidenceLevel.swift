/// How far the host could check a value, from strongest to weakest.
public enum EvidenceLevel: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// The host resolved or re-computed it from the dataset.
  case verified
  /// An outside source is named.
  case cited
  /// A judgement, said to be one.
  case judged
  /// Nothing backs it.
  case unsourced
  /// The host found another figure.
  case mismatch

  /// Returns whether the left level is stronger.
  public static func < (left: EvidenceLevel, right: EvidenceLevel) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .verified: 0
    case .cited: 1
    case .judged: 2
    case .unsourced: 3
    case .mismatch: 4
    }
  }
}

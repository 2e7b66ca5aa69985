/// A cell as it is printed.
public struct TableCell: Codable, Hashable, Sendable {
  /// The printed form.
  public var text: String
  /// The machine form; empty where the value is missing.
  public var raw: String
  /// How far the host could check it.
  public var level: EvidenceLevel
  /// The record in the ledger.
  public var evidence: String?
  /// Why a missing value is missing.
  public var status: String?
  /// Footnotes that belong to the cell.
  public var footnotes: [Int]

  /// Creates the value from its parts.
  public init(
    text: String, raw: String, level: EvidenceLevel, evidence: String? = nil, status: String? = nil,
    footnotes: [Int] = []
  ) {
    self.text = text
    self.raw = raw
    self.level = level
    self.evidence = evidence
    self.status = status
    self.footnotes = footnotes
  }
}

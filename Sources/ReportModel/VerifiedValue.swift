/// A value of a finding, a text or a table cell, as the host resolved it.
///
/// The host fills it in; a plugin only says where the value comes from.
public struct VerifiedValue: Codable, Hashable, Sendable {
  /// What the value is.
  public var kind: ValueKind
  /// The machine form: plain decimal text, a code, a period, or a text; empty where the value is missing.
  public var raw: String
  /// The words for a code, such as `Russia` for `RUS`.
  public var label: String?
  /// The unit code of a number, such as `USD`; nil for ratios and counts without one.
  public var unit: String?
  /// How a number is written.
  public var format: ValueFormat
  /// The lowest number that the print leaves open, as decimal text.
  public var low: String?
  /// The highest number that the print leaves open, as decimal text.
  public var high: String?
  /// How far the host could check the value.
  public var level: EvidenceLevel
  /// The identifier of the value's record in the ledger.
  public var evidence: String?
  /// Why a missing value is missing: one of the eight observation statuses.
  public var status: String?
  /// The period that the value really covers, where it is shorter than the period asked for.
  public var covers: String?

  /// Creates the value from its parts.
  public init(
    kind: ValueKind, raw: String, label: String? = nil, unit: String? = nil, format: ValueFormat = .auto,
    low: String? = nil, high: String? = nil, level: EvidenceLevel, evidence: String? = nil, status: String? = nil,
    covers: String? = nil
  ) {
    self.kind = kind
    self.raw = raw
    self.label = label
    self.unit = unit
    self.format = format
    self.low = low
    self.high = high
    self.level = level
    self.evidence = evidence
    self.status = status
    self.covers = covers
  }
}

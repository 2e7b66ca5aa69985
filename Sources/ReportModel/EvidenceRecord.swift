/// What one value rests on.
public struct EvidenceRecord: Codable, Hashable, Sendable {
  /// `section.block.value`, unique in the report.
  public var id: String
  /// `cell`, `calculation`, `parameter`, `citation`, `judgement` or `none`.
  public var form: String
  /// How far the host could check it.
  public var level: EvidenceLevel
  /// The value in machine form, as the host found it.
  public var value: String
  /// The value that the plugin stated, where it stated one.
  public var stated: String?
  /// The unit.
  public var unit: String?
  /// The lowest number that the prints leave open.
  public var low: String?
  /// The highest number that the prints leave open.
  public var high: String?
  /// The calculation over the named values.
  public var formula: String?
  /// The parts of the calculation, or the one cell.
  public var inputs: [EvidenceInput]
  /// The outside source or the judgement, in words.
  public var citation: String?
  /// What the host remarks on the value.
  public var note: String?

  /// Creates the value from its parts.
  public init(
    id: String, form: String, level: EvidenceLevel, value: String, stated: String? = nil, unit: String? = nil,
    low: String? = nil, high: String? = nil, formula: String? = nil, inputs: [EvidenceInput] = [],
    citation: String? = nil, note: String? = nil
  ) {
    self.id = id
    self.form = form
    self.level = level
    self.value = value
    self.stated = stated
    self.unit = unit
    self.low = low
    self.high = high
    self.formula = formula
    self.inputs = inputs
    self.citation = citation
    self.note = note
  }
}

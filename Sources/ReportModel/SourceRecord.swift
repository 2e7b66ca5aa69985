/// One row of a source file.
public struct SourceRecord: Codable, Hashable, Sendable {
  /// The name of the imported file.
  public var file: String
  /// The digest of the file's bytes.
  public var fileDigest: String
  /// The line in the file, counted from 1, header included.
  public var line: Int
  /// The row's own identifier.
  public var id: String?
  /// Who published the figure.
  public var origin: String
  /// Where it was printed: a web address or a citation.
  public var address: String
  /// When it was printed, where known.
  public var date: String?
  /// What the row says, in one line.
  public var summary: String
  /// The value in the row.
  public var value: String?
  /// The low bound of the print.
  public var low: String?
  /// The high bound of the print.
  public var high: String?
  /// What the row itself notes.
  public var note: String?
  /// Whether the row was counted, or stands beside the cell as another print of the same figure.
  public var isCounted: Bool

  /// Creates the value from its parts.
  public init(
    file: String, fileDigest: String, line: Int, id: String? = nil, origin: String, address: String,
    date: String? = nil, summary: String, value: String? = nil, low: String? = nil, high: String? = nil,
    note: String? = nil, isCounted: Bool
  ) {
    self.file = file
    self.fileDigest = fileDigest
    self.line = line
    self.id = id
    self.origin = origin
    self.address = address
    self.date = date
    self.summary = summary
    self.value = value
    self.low = low
    self.high = high
    self.note = note
    self.isCounted = isCounted
  }
}

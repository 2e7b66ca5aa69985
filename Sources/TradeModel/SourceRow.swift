/// The way back from a cell: one observation with its file, its row, and who printed it.
public struct SourceRow: Codable, Hashable, Sendable {
  /// The name of the imported file.
  public var file: String
  /// The digest of the file's bytes, `sha256:` in front.
  public var fileDigest: String
  /// The line of the file, counted from 1, header included.
  public var line: Int
  /// The observation's own identifier in the file, where it has one.
  public var id: String?
  /// Who published the figure, such as `GACC via Reuters`.
  public var origin: String
  /// Where it was printed: a web address or a citation.
  public var address: String
  /// When it was printed, where known.
  public var date: String?
  /// What the row says, in one line: reporter, partner, flow, product, period, measure, value, unit.
  public var summary: String
  /// The value in the row; nil where the row has none.
  public var value: Amount?
  /// The bounds of the value.
  public var bounds: Bounds
  /// What the row itself notes.
  public var note: String?
  /// Whether the row was counted in the cell, or stands beside it as another print of the same figure.
  public var isCounted: Bool

  /// Creates the way back to one row.
  public init(
    file: String, fileDigest: String, line: Int, id: String?, origin: String, address: String, date: String?,
    summary: String, value: Amount?, bounds: Bounds, note: String?, isCounted: Bool
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
    self.bounds = bounds
    self.note = note
    self.isCounted = isCounted
  }
}

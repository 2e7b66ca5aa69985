/// What an answer rests on, and what it leaves open.
public struct QueryEvidence: Codable, Hashable, Sendable {
  /// How many observations the answer counted.
  public var sourceRows: Int
  /// Who printed or published them, by name, sorted.
  public var origins: [String]
  /// Cells inside the asked range that have no figure, and why.
  public var gaps: [QueryGap]
  /// Circumstances that a reader must know, such as `disagreeing-prints`, `partial-period`, `edition-break`, with counts.
  public var flags: [String: Int]

  /// Creates the evidence of an answer.
  public init(sourceRows: Int = 0, origins: [String] = [], gaps: [QueryGap] = [], flags: [String: Int] = [:]) {
    self.sourceRows = sourceRows
    self.origins = origins
    self.gaps = gaps
    self.flags = flags
  }
}

/// A cell without a figure.
public struct QueryGap: Codable, Hashable, Sendable {
  /// The dimension values of the cell, by dimension name; `period` among them.
  public var at: [String: String]
  /// Why there is no figure.
  public var status: ObservationStatus

  /// Creates a gap.
  public init(at: [String: String], status: ObservationStatus) {
    self.at = at
    self.status = status
  }
}

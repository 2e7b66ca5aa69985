/// Rows of an answer, at most 500 or 64 KiB of them.
///
/// The host writes batches with a writer of its own; this type is for plugins that read them.
public struct Batch: Codable, Hashable, Sendable {
  /// The question, or the name of the input.
  public var id: String
  /// The number of the batch, counted from 0 without gaps.
  public var seq: Int
  /// The rows; codes, periods and decimals are strings, a missing value is null.
  public var rows: [[JSONValue]]

  /// Creates a batch.
  public init(id: String, seq: Int, rows: [[JSONValue]]) {
    self.id = id
    self.seq = seq
    self.rows = rows
  }
}

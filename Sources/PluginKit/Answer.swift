internal import PluginProtocol
public import TradeModel

/// The answer to a query, or a declared input: rows that arrive while they are read.
///
/// The rows can be gone through once. Where the host ends the run in the middle, the rows end early, and the next call
/// to the host throws, so that nothing is sent about half an answer.
public final class Answer: Sequence, IteratorProtocol {
  /// The name of the question, which values and tables refer to.
  public let id: String
  /// The columns of every row.
  public let columns: [ResultColumn]
  /// What the answer rests on; nil until the last row was read.
  public private(set) var evidence: QueryEvidence?

  private let wire: Wire
  private let positions: [String: Int]
  private var waiting: [[String?]] = []
  private var taken = 0
  private var given = 0
  private var received = 0
  private var end: End?
  private var isDropped = false

  init(_ stream: Stream, wire: Wire) {
    id = stream.id
    columns = stream.columns
    positions = Dictionary(stream.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    self.wire = wire
  }

  /// Returns the next row, or nil after the last one.
  public func next() -> AnswerRow? {
    while taken == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      taken = 0
      guard end == nil, !isDropped, wire.failure == nil else { return finished() }
      do { try wire.waitForMessage() } catch { wire.fail(error) }
    }
    defer {
      taken += 1
      given += 1
    }
    return AnswerRow(answer: self, index: given, cells: waiting[taken])
  }

  /// Returns all rows that were not read yet, for answers that fit in memory.
  public func rows() throws -> [AnswerRow] {
    var rows: [AnswerRow] = []
    while let row = next() { rows.append(row) }
    if let failure = wire.failure { throw failure }
    return rows
  }

  /// Gives up on the rows that were not read yet; there is no evidence then.
  public func drop() throws {
    guard !isDropped else { return }
    isDropped = true
    waiting = []
    taken = 0
    if end != nil { return }
    try wire.send(.drop(Drop(id: id)))
  }

  func append(_ row: [String?]) {
    received += 1
    if !isDropped { waiting.append(row) }
  }

  func finish(_ end: End) {
    self.end = end
    guard end.rows != received else { return }
    wire.fail(
      PluginError(
        kind: "host", code: "protocol.count_mismatch",
        message: "the answer '\(id)' has \(received) rows, its end says \(end.rows)"))
  }

  /// Returns the place of the column, or ends the run: a wrong name must not look like a missing figure.
  func position(of column: String) -> Int? {
    if let position = positions[column] { return position }
    wire.fail(
      PluginError(
        code: "plugin.unknown_column", message: "the answer '\(id)' has no column '\(column)'",
        help: "use one of \(columns.map(\.name).joined(separator: ", "))"))
    return nil
  }

  private func finished() -> AnswerRow? {
    if let end, wire.failure == nil { evidence = end.evidence }
    return nil
  }
}

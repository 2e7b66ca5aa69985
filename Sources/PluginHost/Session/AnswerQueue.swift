internal import PluginTransport
internal import TradeModel

/// The answers that a plugin is being sent, and whose turn it is.
struct AnswerQueue {
  /// One answer on its way.
  struct Entry {
    let answer: Answer
    var writer: BatchWriter
    /// How many batches the plugin is ready for; nil leaves it to the pipe.
    var credit: Int?
    var isBegun = false
    var sentRows = 0
    var isDropped = false
    /// A row that was read and did not fit into the last batch.
    var pending: [ResultCell]?

    init(answer: Answer, credit: Int?) {
      self.answer = answer
      writer = BatchWriter(id: answer.id)
      self.credit = credit.map(AnswerQueue.bounded)
    }

    /// Whether the plugin is ready for a batch.
    var hasCredit: Bool { credit.map { $0 > 0 } ?? true }
    /// The head of an answer takes no credit.
    var canProceed: Bool { !isBegun || isDropped || hasCredit }

    /// Returns the cells of the next row to be sent, or nil after the last one.
    mutating func nextCells() throws(HostError) -> [ResultCell]? {
      if let cells = pending {
        pending = nil
        return cells
      }
      return try answer.next()
    }
  }

  private(set) var entries: [Entry] = []
  /// Whether standard input is closed once every answer is out.
  var closesWhenEmpty = false

  var canProceed: Bool { entries.contains(where: \.canProceed) }
  var isEmpty: Bool { entries.isEmpty }
  var count: Int { entries.count }

  mutating func append(_ entry: Entry) {
    entries.append(entry)
  }

  /// Adds credit; a question that is finished or unknown is no error, because credit may cross the end on the wire.
  mutating func addCredit(_ count: Int, to id: String) {
    guard let index = entries.firstIndex(where: { $0.answer.id == id }), let credit = entries[index].credit else {
      return
    }
    entries[index].credit = AnswerQueue.bounded(credit + AnswerQueue.bounded(count))
  }

  /// Returns a count of batches that can be added to without overflow; no answer has as many.
  fileprivate static func bounded(_ credit: Int) -> Int { min(max(credit, 0), 1 << 31) }

  /// Gives up on the rest of an answer.
  mutating func drop(_ id: String) {
    guard let index = entries.firstIndex(where: { $0.answer.id == id }) else { return }
    entries[index].isDropped = true
  }

  /// Takes the next answer that may proceed: one with credit is moved to the end so that all advance.
  mutating func takeNext() -> Entry? {
    guard let index = entries.firstIndex(where: \.canProceed) else { return nil }
    return entries.remove(at: index)
  }

  /// Puts an unfinished answer back: without credit in front, so that it is finished before the next begins.
  mutating func putBack(_ entry: Entry) {
    entries.insert(entry, at: entry.credit == nil ? 0 : entries.count)
  }
}

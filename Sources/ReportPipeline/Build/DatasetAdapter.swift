internal import PluginHost
internal import TradeModel
internal import TradeStore

/// Lends the dataset to plugin runs: one reader and one transaction each.
struct DatasetAdapter: DatasetProvider {
  let dataset: Dataset
  let snapshot: String
  /// The claims that the section checks; nil for sections that check none.
  var claims: ClaimsFile?

  func withSession<Value: Sendable>(_ body: (any DatasetSession) throws -> Value) throws -> Value {
    try dataset.read { reader in try body(ReaderSession(reader: reader, claims: claims)) }
  }
}

/// A reader in the words of the plugin host.
struct ReaderSession: DatasetSession {
  let reader: DatasetReader
  private let claims: ClaimRows?

  init(reader: DatasetReader, claims: ClaimsFile? = nil) {
    self.reader = reader
    self.claims = claims.map { ClaimRows($0, reference: reader.reference) }
  }

  func breakOff(when isOver: @escaping () -> Bool) {
    reader.breakOff(when: isOver)
  }

  /// Says what is wrong with a query, without reading a row of its answer.
  func check(_ query: TradeQuery) throws(QueryProblem) {
    if query.dataset == "events" {
      _ = try reader.events(query)
    } else if query.dataset == "claims" {
      _ = try claimRows(query)
    } else {
      _ = try reader.compile(query)
    }
  }

  func answer(_ query: TradeQuery) throws(QueryProblem) -> any AnswerCursor {
    if query.dataset == "events" { return EventCursor(try reader.events(query)) }
    if query.dataset == "claims" { return try claimRows(query) }
    let compiled = try reader.compile(query)
    do throws(StoreError) {
      return StoreCursor(compiled: compiled, cursor: try reader.cursor(compiled))
    } catch {
      throw QueryProblem(code: "query.failed", message: error.message, pointer: "", hint: error.hint)
    }
  }

  func describe() throws(HostError) -> DatasetDescription {
    do throws(StoreError) {
      return try reader.describe()
    } catch {
      throw HostError(error)
    }
  }

  func labels(of codes: [String], in list: String) throws(HostError) -> [String: String] {
    reader.lookup(list: list, codes: codes)
  }

  func sourceRows(counted: [Int64], alternates: [Int64]) throws(HostError) -> [SourceRow] {
    do throws(StoreError) {
      let own = claims?.sourceRows(counted.filter { $0 < 0 }) ?? []
      return own + (try reader.sourceRows(counted: counted.filter { $0 >= 0 }, alternates: alternates))
    } catch {
      throw HostError(error)
    }
  }
}

extension ReaderSession {
  private func claimRows(_ query: TradeQuery) throws(QueryProblem) -> any AnswerCursor {
    guard let claims else {
      throw QueryProblem(
        code: "query.unknown_dataset", message: "this section has no claims file", pointer: "/dataset",
        hint: "write '- claims: FILE' into the report, or run: waybill claims FILE")
    }
    return try claims.answer(query)
  }
}

/// A cursor in the words of the plugin host.
private final class StoreCursor: AnswerCursor {
  private let compiled: CompiledQuery
  private let cursor: QueryCursor

  init(compiled: CompiledQuery, cursor: QueryCursor) {
    self.compiled = compiled
    self.cursor = cursor
  }

  var columns: [ResultColumn] { compiled.columns }
  var query: String { compiled.canonicalJSON }
  var digest: String { compiled.digest }
  var sql: String { compiled.sql }
  var evidence: QueryEvidence { cursor.evidence }

  func next() throws(HostError) -> AnswerRow? {
    do throws(StoreError) {
      guard let row = try cursor.next() else { return nil }
      return AnswerRow(
        cells: row.cells, counted: row.contributors, alternates: row.alternates, contexts: row.contexts)
    } catch {
      throw HostError(error)
    }
  }
}

/// The rows of an answer on events.
private final class EventCursor: AnswerCursor {
  private let answer: EventAnswer
  private var position = 0

  init(_ answer: EventAnswer) {
    self.answer = answer
  }

  var columns: [ResultColumn] { answer.columns }
  var query: String { answer.canonicalJSON }
  var digest: String { answer.digest }
  var sql: String { answer.sql }
  var evidence: QueryEvidence { answer.evidence }

  func next() throws(HostError) -> AnswerRow? {
    guard position < answer.rows.count else { return nil }
    defer { position += 1 }
    return AnswerRow(cells: answer.rows[position])
  }
}

extension HostError {
  /// Takes over an error of the dataset.
  init(_ error: StoreError) {
    self.init(code: error.code.rawValue, message: error.message, hint: error.hint)
  }
}

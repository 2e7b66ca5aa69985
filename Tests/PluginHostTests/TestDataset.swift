import Glibc
import PluginHost
import Synchronization
import TradeModel

/// A dataset of a few rows that the test can read, and of as many as it likes that are made as they are read.
///
/// `trade` holds the exports of three reporters in two years. `big` makes rows until `limit`, `wide` makes rows of 1000 bytes, `slow` never
/// comes to its third row.
struct TestDataset: DatasetProvider {
  let snapshot = "sha256:0"
  /// How many generated rows were read by all sessions, hidden readings included.
  let generated = Counter()

  func withSession<Value: Sendable>(_ body: (any DatasetSession) throws -> Value) throws -> Value {
    try body(Session(dataset: self))
  }

  /// A number that several threads may raise.
  final class Counter: Sendable {
    private let number = Mutex(0)
    var value: Int { number.withLock { $0 } }
    func increment() { number.withLock { $0 += 1 } }
  }

  /// One row: reporter, year, value in whole dollars, the half width of its bounds.
  static let rows: [(reporter: String, period: String, value: Int64?, width: Int64)] = [
    ("CHN", "2019", 40_000_000, 0), ("CHN", "2020", 16_400_000, 50_000), ("DEU", "2019", 2_000_000, 0),
    ("DEU", "2020", nil, 0), ("RUS", "2019", 2_500_000, 50_000), ("RUS", "2020", 3_900_000, 50_000),
  ]

  static let names = ["CHN": "China", "DEU": "Germany", "RUS": "Russia"]
}

private struct Session: DatasetSession {
  let dataset: TestDataset
  private let stop = Stop()

  func breakOff(when isOver: @escaping () -> Bool) {
    stop.isOver = isOver
  }

  func answer(_ query: TradeQuery) throws(QueryProblem) -> any AnswerCursor {
    guard ["trade", "big", "wide", "broken", "slow"].contains(query.dataset ?? "trade") else {
      throw QueryProblem(
        code: "query.unknown_dataset", message: "there is no dataset '\(query.dataset ?? "")'", pointer: "/dataset",
        hint: "did you mean 'trade'?")
    }
    for (index, name) in query.by.enumerated() where !["reporter", "period"].contains(name) {
      throw QueryProblem(
        code: "query.unknown_dimension", message: "there is no dimension '\(name)'", pointer: "/by/\(index)",
        hint: "use reporter or period")
    }
    for (index, name) in query.measures.enumerated() where !["value", "rows"].contains(name.prefix { $0 != "." }) {
      throw QueryProblem(
        code: "query.unknown_measure", message: "there is no measure '\(name)'", pointer: "/measures/\(index)")
    }
    return Cursor(query: query, dataset: dataset, stop: stop)
  }

  func describe() throws(HostError) -> DatasetDescription {
    DatasetDescription(
      measures: [.init(name: "value", units: ["USD"])], dimensions: [.init(name: "reporter", list: "area")],
      period: Period("2019..2020"), observations: 6)
  }

  func labels(of codes: [String], in list: String) throws(HostError) -> [String: String] {
    guard list == "area" else { throw HostError(code: "query.unknown_list", message: "there is no list '\(list)'") }
    return TestDataset.names.filter { codes.contains($0.key) }
  }

  func sourceRows(counted: [Int64], alternates: [Int64]) throws(HostError) -> [SourceRow] {
    counted.map { number in
      SourceRow(
        file: "test.csv", fileDigest: "sha256:1", line: Int(number) + 2, id: "T\(number)", origin: "Customs",
        address: "https://example.org/\(number)", date: nil, summary: "row \(number)", value: nil,
        bounds: Bounds(low: nil, high: nil), note: nil, isCounted: true)
    }
  }
}

/// When a session is to break off.
private final class Stop {
  var isOver: () -> Bool = { false }
}

private final class Cursor: AnswerCursor {
  private let asked: TradeQuery
  private let stop: Stop
  private let dataset: TestDataset
  private var position = 0

  init(query: TradeQuery, dataset: TestDataset, stop: Stop) {
    self.stop = stop
    asked = query
    self.dataset = dataset
  }

  var columns: [ResultColumn] {
    asked.by.map { $0 == "period" ? .init(name: $0, type: .period) : .init(name: $0, type: .code, list: "area") }
      + asked.measures.map { name in
        name.contains(".") ? .init(name: name, type: .string) : .init(name: name, type: .decimal, unit: "USD")
      }
  }
  var query: String { "query of \(asked.measures.joined(separator: ","))" }
  var digest: String { "sha256:2" }
  var sql: String { "select" }
  var evidence: QueryEvidence { QueryEvidence(sourceRows: position, origins: ["Customs"]) }

  func next() throws(HostError) -> AnswerRow? {
    defer { position += 1 }
    guard asked.dataset == "big" || asked.dataset == "wide" else { return try small() }
    guard position < asked.limit ?? 1_000_000 else { return nil }
    dataset.generated.increment()
    let text = asked.dataset == "wide" ? String(repeating: "x", count: 1000) : "CHN"
    return AnswerRow(
      cells: asked.by.map { _ in .text(text) }
        + asked.measures.map { measure in
          measure.contains(".") ? .missing(.reported) : .amount(Amount(thousandths: Int64(position) * 1000))
        })
  }

  private func small() throws(HostError) -> AnswerRow? {
    if asked.dataset == "slow", position == 2 {
      // As a statement that takes for ever, which SQLite breaks off when it is told to.
      while !stop.isOver() { _ = poll(nil, 0, 1) }
      throw HostError(code: "query.failed", message: "interrupted")
    }
    if asked.dataset == "broken", position == 2 { throw HostError(code: "query.failed", message: "the disk is gone") }
    guard position < min(asked.limit ?? 6, 6) else { return nil }
    let row = TestDataset.rows[position]
    let dimensions: [ResultCell] = asked.by.map { .text($0 == "period" ? row.period : row.reporter) }
    let measures: [ResultCell] = asked.measures.map { measure in
      guard let value = row.value else {
        return measure.hasSuffix(".status") ? .text("unreported") : .missing(.unreported)
      }
      switch measure {
      case "value": return .amount(Amount(thousandths: value * 1000))
      case "value.low": return .amount(Amount(thousandths: (value - row.width) * 1000))
      case "value.high": return .amount(Amount(thousandths: (value + row.width) * 1000))
      case "value.status": return .text("reported")
      case "rows": return .count(1)
      default: return .text("")
      }
    }
    let low = row.value.map { Amount(thousandths: ($0 - row.width) * 1000) }
    let high = row.value.map { Amount(thousandths: ($0 + row.width) * 1000) }
    let context = FigureContext(
      bounds: Bounds(low: low, high: high), status: row.value == nil ? .unreported : .reported, unit: "USD", covers: "")
    return AnswerRow(cells: dimensions + measures, counted: [Int64(position)], contexts: [context])
  }
}

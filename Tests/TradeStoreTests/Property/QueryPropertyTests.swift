import FoundationEssentials
import Testing
import TradeModel
import TradeStore

/// Holds the query engine against a slow reference, on datasets and queries that are made from a seed.
///
/// `WAYBILL_SEED` is the first seed, `WAYBILL_ROUNDS` how many follow; a failure prints its seed and its smallest case.
@Suite struct QueryPropertyTests {
  private static let seeds: Range<UInt64> = {
    let environment = ProcessInfo.processInfo.environment
    let first = environment["WAYBILL_SEED"].flatMap { UInt64($0) } ?? 1
    return first..<(first + (environment["WAYBILL_ROUNDS"].flatMap { UInt64($0) } ?? 40))
  }()

  /// How many queries are asked of each dataset.
  private static let queries = 12

  @Test(arguments: seeds) func `an answer is what plain loops over the rows give`(seed: UInt64) throws {
    var generator = CaseGenerator(seed: seed)
    let files = generator.files()
    let test = try TestDataset()
    let imported = try ImportedCase(files, into: test)
    for _ in 0..<QueryPropertyTests.queries {
      let query = try generator.query(about: files)
      guard let difference = try imported.difference(query) else { continue }
      let smallest = try CaseShrinker(files: files, query: query).smallest()
      Issue.record("seed \(seed): \(smallest.difference ?? difference)\n\(smallest.example.description)")
      return
    }
  }

  @Test(arguments: seeds) func `the order of imports does not matter, and the same file twice changes nothing`(
    seed: UInt64
  ) throws {
    var generator = CaseGenerator(seed: seed)
    let files = generator.files()
    let query = try generator.query(about: files)
    let (first, second) = (try TestDataset(), try TestDataset())
    try PropertyCase(files: files, query: query).importFiles(into: first)
    try PropertyCase(files: files.reversed(), query: query).importFiles(into: second)
    let digest = try first.dataset.snapshot().digest
    #expect(try second.dataset.snapshot().digest == digest)
    for file in files {
      #expect(try first.add(file.rows, name: "again.csv", claims: file.claims).wasAlreadyThere)
    }
    #expect(try first.dataset.snapshot().digest == digest)
    guard try first.problem(query) == nil else { return }
    let answers = (try wholeAnswer(query, first), try wholeAnswer(query, second))
    #expect(answers.0.rows == answers.1.rows, "seed \(seed)")
    #expect(answers.0.evidence == answers.1.evidence, "seed \(seed)")
  }

  @Test(arguments: seeds) func `Q17 a limit gives the first rows, a filter a part of them, and the order is total`(
    seed: UInt64
  ) throws {
    var generator = CaseGenerator(seed: seed)
    let files = generator.files()
    var query = try generator.query(about: files)
    (query.limit, query.fill) = (nil, nil)
    let test = try TestDataset()
    try PropertyCase(files: files, query: query).importFiles(into: test)
    guard try test.problem(query) == nil else { return }
    let rows = try wholeAnswer(query, test).rows
    // No two rows have the same place: dimensions tell them apart.
    let places = rows.map { Array($0.cells.prefix(query.by.count)) }
    #expect(Set(places).count == rows.count, "seed \(seed)")
    let limit = Int.random(in: 1...5, using: &generator.random)
    query.limit = limit
    #expect(try wholeAnswer(query, test).rows == Array(rows.prefix(limit)), "seed \(seed)")
    query.limit = nil
    // Among rows told apart by reporter, those of one reporter stay as they are when the others are left out.
    guard let column = query.by.firstIndex(of: "reporter"), query.conditions.all["reporter"] == nil,
      let row = rows.first
    else { return }
    guard query.conditions.any.isEmpty, case .text(let reporter) = row.cells[column], reporter != "WLD" else { return }
    query.conditions.all["reporter"] = .equals(reporter)
    let kept = rows.filter { $0.cells[column] == row.cells[column] }
    #expect(try wholeAnswer(query, test).rows == kept, "seed \(seed)")
  }

  @Test(arguments: seeds) func `parts add up to what their sum says, within bounds`(seed: UInt64) throws {
    var generator = CaseGenerator(seed: seed)
    let files = generator.files()
    let test = try TestDataset()
    try PropertyCase(files: files, query: TradeQuery(measures: ["value"])).importFiles(into: test)
    let conditions = QueryConditions(["flow": .equals("X"), "partner": .equals("PRK")])
    var query = TradeQuery(measures: ["value", "value.low", "value.high"], where: conditions, partial: true)
    query.period = QueryPeriod(from: try period("2020..2022"))
    let whole = try wholeAnswer(query, test).rows[0]
    query.by = ["reporter"]
    let parts = try wholeAnswer(query, test).rows
    // Each reporter counts by itself, so that the sum has the same rows, where its unit is one.
    guard !whole.flags.contains(CellFlag.mixedUnits) else { return }
    #expect(whole.contributors.sorted() == parts.flatMap(\.contributors).sorted(), "seed \(seed)")
    for column in 0..<3 {
      let amounts = parts.compactMap { row -> Amount? in
        if case .amount(let amount) = row.cells[column + 1] { amount } else { nil }
      }
      guard case .amount(let sum) = whole.cells[column], amounts.count == parts.count else { continue }
      #expect(sum.thousandths == amounts.reduce(0) { $0 + $1.thousandths }, "seed \(seed)")
    }
  }

  private func wholeAnswer(
    _ query: TradeQuery, _ test: TestDataset
  ) throws -> (rows: [ResultRow], evidence: QueryEvidence) {
    try test.dataset.read { reader in
      let cursor = try reader.cursor(try reader.compile(query))
      var rows: [ResultRow] = []
      while let row = try cursor.next() { rows.append(row) }
      return (rows, cursor.evidence)
    }
  }
}

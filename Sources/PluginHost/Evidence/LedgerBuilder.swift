internal import ReportModel
internal import TradeModel

/// Collects what the values of one section rest on, each query and each source row once.
struct LedgerBuilder {
  private(set) var ledger = Ledger()
  private let section: String
  private var queries: [String: String] = [:]
  private var positions: [String: Int] = [:]
  private var sourcePositions: [String: Int] = [:]

  init(section: String) {
    self.section = section
  }

  /// Returns the identifier of a query in the ledger, and writes its record at the first call.
  mutating func query(_ answer: Answer) throws(HostError) -> String {
    if let id = queries[answer.id] { return id }
    try answer.complete()
    let id = "\(section)/\(answer.id)"
    queries[answer.id] = id
    let evidence = answer.evidence
    ledger.queries.append(
      QueryRecord(
        id: id, query: answer.canonicalQuery, digest: answer.digest, sql: answer.sql, rows: answer.rowCount,
        sourceRows: evidence.sourceRows, origins: evidence.origins, gaps: evidence.gaps.map(words),
        flags: evidence.flags))
    return id
  }

  /// Returns the position of a source row in the ledger.
  mutating func source(_ row: SourceRow) -> Int {
    let key = "\(row.fileDigest):\(row.line):\(row.isCounted)"
    if let position = sourcePositions[key] { return position }
    let position = ledger.sources.count
    sourcePositions[key] = position
    ledger.sources.append(
      SourceRecord(
        file: row.file, fileDigest: row.fileDigest, line: row.line, id: row.id, origin: row.origin,
        address: row.address, date: row.date, summary: row.summary, value: row.value?.description,
        low: row.bounds.low?.description, high: row.bounds.high?.description, note: row.note,
        isCounted: row.isCounted))
    return position
  }

  /// Adds a record, unless it is there: a row that is not printed may be cited more than once.
  mutating func append(_ record: EvidenceRecord) {
    guard positions[record.id] == nil else { return }
    positions[record.id] = ledger.values.count
    ledger.values.append(record)
  }

  /// Returns what a recorded value rests on.
  func inputs(of id: String) -> [EvidenceInput] {
    positions[id].map { ledger.values[$0].inputs } ?? []
  }

  /// Forgets the values of a block that was refused.
  mutating func removeValues(after count: Int) {
    for record in ledger.values[count...] { positions[record.id] = nil }
    ledger.values.removeLast(ledger.values.count - count)
  }

  private func words(_ gap: QueryGap) -> String {
    let place = gap.at.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
    return "\(place): \(gap.status.rawValue)"
  }
}

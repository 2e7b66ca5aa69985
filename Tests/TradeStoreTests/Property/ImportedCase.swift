import TradeModel
import TradeStore

/// A small dataset as it was imported, and the reference beside it.
struct ImportedCase {
  let files: [PropertyCase.File]
  let test: TestDataset
  private let rows: [ReferenceRow]
  private let lists: Reference

  /// Imports the files in their order.
  init(_ files: [PropertyCase.File], into test: TestDataset) throws {
    self.files = files
    self.test = test
    var rows: [ReferenceRow] = []
    for file in files {
      let report = try test.add(file.rows, name: file.name, claims: file.claims)
      if file.isRetracted { try test.dataset.setRetracted(true, source: report.digest) }
      for (place, row) in file.rows.enumerated() {
        rows.append(try ReferenceRow(row, place: place, file: file.name, digest: report.digest))
      }
    }
    self.rows = rows
    lists = try test.dataset.read { $0.reference }
  }

  /// Returns how the engine's answer differs from the reference's; nil where it does not.
  func difference(_ query: TradeQuery) throws -> String? {
    let expected = ReferenceAnswer(query, files: files, lists: lists, rows: rows)
    return try test.dataset.read { reader in
      let compiled: CompiledQuery
      do throws(QueryProblem) {
        compiled = try reader.compile(query)
      } catch {
        return error.code == expected.refusal ? nil : "refused with \(error.code): \(error.message)"
      }
      if let refusal = expected.refusal { return "not refused, where \(refusal) is due" }
      let cursor = try reader.cursor(compiled)
      var found: [ResultRow] = []
      while let row = try cursor.next() { found.append(row) }
      return difference(found, cursor.evidence, expected, hasLimit: query.limit != nil)
    }
  }

  private func difference(
    _ found: [ResultRow], _ evidence: QueryEvidence, _ expected: ReferenceAnswer, hasLimit: Bool
  ) -> String? {
    let lines = (
      found.map { ImportedCase.line($0.cells, $0.contributors, $0.alternates, $0.flags) },
      expected.rows.map { ImportedCase.line($0.cells, $0.counted, $0.alternates, $0.flags) }
    )
    if lines.0 != lines.1 {
      return "rows\nengine:\n\(lines.0.joined(separator: "\n"))\nreference:\n\(lines.1.joined(separator: "\n"))"
    }
    // Where a limit ends an answer early, its evidence speaks of the rows given.
    guard !hasLimit else { return nil }
    if evidence.flags != expected.flags {
      return
        "flags: engine \(evidence.flags.sorted { $0.key < $1.key }), reference \(expected.flags.sorted { $0.key < $1.key })"
    }
    let gaps = (ImportedCase.gaps(evidence.gaps), ImportedCase.gaps(expected.gaps))
    if gaps.0 != gaps.1 { return "gaps\nengine: \(gaps.0)\nreference: \(gaps.1)" }
    if evidence.origins != expected.origins.sorted() {
      return "origins: engine \(evidence.origins), reference \(expected.origins.sorted())"
    }
    let counted = expected.rows.reduce(0) { $0 + $1.counted.count }
    return evidence.sourceRows == counted ? nil : "source rows: engine \(evidence.sourceRows), reference \(counted)"
  }

  private static func line(
    _ cells: [ResultCell], _ counted: [Int64], _ alternates: [Int64], _ flags: Set<String>
  ) -> String {
    let places = { (ids: [Int64]) in
      ids.sorted().map { "\($0 >> 32):\($0 >> 3 & 0x1FFF_FFFF)" }.joined(separator: " ")
    }
    return cells.map(\.testText).joined(separator: " | ") + " <- \(places(counted)) (\(places(alternates))) "
      + flags.sorted().joined(separator: " ")
  }

  private static func gaps(_ gaps: [QueryGap]) -> [String] {
    gaps.map { gap in
      gap.at.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ") + " "
        + gap.status.rawValue
    }.sorted()
  }
}

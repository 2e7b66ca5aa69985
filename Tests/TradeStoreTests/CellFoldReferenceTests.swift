import TradeModel
import TradeStore
import Testing

/// Compares the fold with a slow, obviously right one: all sets of rows that do not overlap are tried.
@Suite struct CellFoldReferenceTests {
  @Test(arguments: 0..<300) func `most days are covered by the fewest rows, none twice`(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let days = DaySet([DaySpan(start: 0, end: 12)])
    let rows = (1...Int64.random(in: 1...9, using: &generator)).map { id in
      var row = Candidate()
      row.id = id
      row.span.start = Int32.random(in: 0...11, using: &generator)
      row.span.end = Int32.random(in: (row.span.start + 1)...12, using: &generator)
      // The amount follows from the days, so that prints of the same days agree.
      row.value = Amount(whole: Int64(row.span.start) * 100 + Int64(row.span.end))
      row.bounds = Bounds(low: row.value, high: row.value)
      return row
    }
    let figure = try CellFoldTests.fold(allowsPartial: true).figure(of: rows.shuffled(using: &generator), on: days)
    let best = bestChoice(rows)
    let counted = rows.filter { figure.counted.contains($0.id) }
    #expect(counted.reduce(0) { $0 + $1.span.dayCount } == best.days)
    #expect(counted.count == best.rows)
    for row in counted { #expect(!counted.contains { $0.id != row.id && $0.span.overlaps(row.span) }) }
    #expect(figure.value == counted.reduce(Amount.zero) { $0.adding($1.value ?? .zero) ?? .zero })
    #expect(figure.covers == DaySet(counted.map(\.span)))
    #expect(figure.flags.contains(CellFlag.partialPeriod) == (figure.covers != days))
    let others = Set(rows.filter { row in counted.contains { $0.span == row.span && $0.id != row.id } }.map(\.id))
    #expect(Set(figure.alternates) == others.subtracting(figure.counted))
  }

  private func bestChoice(_ rows: [Candidate]) -> (days: Int, rows: Int) {
    var best = (days: 0, rows: 0)
    for mask in 0..<(1 << rows.count) {
      let chosen = rows.indices.filter { mask & (1 << $0) != 0 }.map { rows[$0] }
      let isDisjoint = chosen.allSatisfy { row in !chosen.contains { $0.id != row.id && $0.span.overlaps(row.span) } }
      guard isDisjoint else { continue }
      let days = chosen.reduce(0) { $0 + $1.span.dayCount }
      if days > best.days || (days == best.days && chosen.count < best.rows) { best = (days, chosen.count) }
    }
    return best
  }
}

extension Verifier {
  /// A figure for the World.
  struct WorldKey: Hashable {
    var reporter: String
    var series: VerifyRow.Series
    var span: DaySpan
  }

  /// The figure for the World, and what its partners come to.
  struct WorldSum {
    let world: VerifyRange
    let id: Int64
    var partners = VerifyRange(low: 0, high: 0)
    var count = 0
    var first: [Int64] = []
  }

  /// Keeps the rows for the World.
  func noteWorld() {
    runs(rows, by: { WorldKey(reporter: "", series: $0.series, span: $0.span) }) { run in
      let cell = VerifyCell(run)
      world[WorldKey(reporter: reporter, series: run[run.startIndex].series, span: cell.span)] = WorldSum(
        world: cell.range, id: cell.id)
    }
  }

  /// Adds the rows of a partner to those for the World.
  func addToWorld() {
    guard !world.isEmpty else { return }
    runs(rows, by: { WorldKey(reporter: "", series: $0.series, span: $0.span) }) { run in
      let cell = VerifyCell(run)
      let key = WorldKey(reporter: reporter, series: run[run.startIndex].series, span: cell.span)
      guard let place = world.index(forKey: key) else { return }
      world.values[place].partners.add(cell.range)
      world.values[place].count += 1
      if world.values[place].first.count < Verifier.placeLimit { world.values[place].first.append(cell.id) }
    }
  }

  /// Compares: partners may never be more than the World, and no less where a source claims to hold all of them.
  func finishWorld() {
    for (key, sum) in world.sorted(by: { $0.value.id < $1.value.id }) where sum.count > 0 {
      count(.worldAgainstPartners)
      let isShort = sum.partners.high < sum.world.low && isClaimed(key)
      guard sum.partners.low > sum.world.high || isShort else { continue }
      found(.worldAgainstPartners) {
        VerifyFinding(
          kind: .worldAgainstPartners,
          subject: subject(key.series, span: key.span, reporter: key.reporter, partner: "WLD"), unit: unit(key.series),
          figure: side("World", sum.world, ids: [sum.id]),
          against: side("\(sum.count) partners", sum.partners, ids: sum.first, count: sum.count))
      }
    }
  }

  private func isClaimed(_ key: WorldKey) -> Bool {
    let scope = codes.scopes[Int(key.series.scope)]
    let flow = Verifier.flows[Int(key.series.flow)]
    return reader.claims.contains { claim in
      guard claim.reporter == key.reporter, claim.flow == flow, claim.span.contains(key.span) else { return false }
      if claim.product.isEmpty || claim.product == scope.product { return true }
      return reader.reference.codes.contains {
        $0.product == claim.product && $0.owner == scope.owner && $0.edition == scope.edition && $0.code == scope.code
          && $0.relation == "exact"
      }
    }
  }
}

import TradeModel

extension CellFold {
  /// Returns the days that every lane and all its goods cover, and whether these are all days asked.
  func coverage(of chosen: [Chosen], on days: DaySet) -> (DaySet, isComplete: Bool) {
    var rows: [Lane: [Candidate]] = [:]
    for choice in chosen { rows[choice.row.lane, default: []].append(choice.row) }
    var common = days
    var all = DaySet()
    for (lane, own) in rows {
      let claimed = claims.filter { $0.reporter == lane.reporter && $0.flow == lane.flow && $0.product.isEmpty }
        .map(\.span)
      let covered = DaySet(own.map(\.span) + claimed).intersection(days)
      all = all.union(covered)
      common = common.intersection(covered)
      for goods in coverageByGoods(own, on: days) { common = common.intersection(DaySet(goods.spans + claimed)) }
    }
    return (common.isEmpty ? all : common, common == days)
  }

  /// Returns the days of each of the goods in a lane: those with rows, and those outside the life of their codes.
  ///
  /// Goods that hold others are not asked by themselves: the others cover the days that are left.
  private func coverageByGoods(_ rows: [Candidate], on days: DaySet) -> [DaySet] {
    let groups = group(rows)
    guard groups.count > 1 else { return [] }
    let areSiblings = self.areSiblings(groups.map(\.scope))
    var covered: [DaySet] = []
    for (index, group) in groups.enumerated() {
      var spans = group.rows.map(\.span)
      if !areSiblings {
        let others = groups.enumerated().filter { $0.offset != index }.map(\.element)
        guard !others.contains(where: { scopes.relation(group.scope, $0.scope) == .contains }) else { continue }
        for other in others where scopes.relation(other.scope, group.scope) != .disjoint {
          spans += other.rows.map(\.span)
        }
      }
      let lives = Set(group.rows.map(\.scope)).map { scopes.life(of: $0) }
      let known = DaySet(lives.compactMap { $0 })
      let isOpen = lives.contains(nil)
      covered.append(DaySet(spans).union(isOpen ? DaySet() : days.subtracting(known)))
    }
    return covered
  }
}

import TradeModel

extension CellFold {
  /// A row that counts, with the other prints of the same figure.
  struct Chosen {
    var row: Candidate
    var others: [Candidate]
    /// Whether prints of all parts in time add up to something else.
    var isContradicted = false
  }

  /// One figure of a lane and its goods, in all its prints.
  private struct Print {
    var rows: [Candidate]
    var span: DaySpan { rows[0].span }
  }

  /// Returns the rows that count.
  func choose(_ rows: [Candidate]) -> [Chosen] {
    var byLane: [Lane: [Candidate]] = [:]
    for row in rows { byLane[row.lane, default: []].append(row) }
    // Lanes that hold others come first: both flows together, and aggregates.
    let lanes = byLane.keys.sorted { ($1.coarseness(aggregates), $0) < ($0.coarseness(aggregates), $1) }
    var chosen: [Chosen] = []
    var coarse: [Candidate] = []
    for lane in lanes {
      let blocking = coarse.filter { $0.lane.overlaps(lane, aggregates) }
      let fresh = chooseInLane(byLane[lane] ?? [], blocking: blocking)
      chosen += fresh
      if lane.coarseness(aggregates) > 0 { coarse += fresh.map(\.row) }
    }
    return chosen
  }

  private func chooseInLane(_ rows: [Candidate], blocking: [Candidate]) -> [Chosen] {
    if rows.count == 1, blocking.isEmpty { return [Chosen(row: rows[0], others: [])] }
    let groups = group(rows)
    let scopeList = groups.map(\.scope)
    let areSiblings = self.areSiblings(scopeList)
    var chosen: [Chosen] = []
    var taken: [(scope: ProductScope, days: DaySet)] = []
    for index in areSiblings ? Array(groups.indices) : order(scopeList) {
      let group = groups[index]
      // Goods that share nothing with these do not stand in their way.
      let blocked = areSiblings ? [] : taken.filter { scopes.relation($0.scope, group.scope) != .disjoint }
      let free = group.rows.filter { row in
        !blocked.contains { $0.days.overlaps(row.span) }
          && !blocking.contains {
            $0.span.overlaps(row.span) && scopes.relation($0.scope, group.scope) != .disjoint
          }
      }
      let fresh = disjoint(free) ?? chooseByTime(free)
      if !areSiblings, !fresh.isEmpty { taken.append((group.scope, DaySet(fresh.map(\.row.span)))) }
      chosen += fresh
    }
    return chosen
  }

  /// Returns all rows, in order of time, where no two of them share a day: then there is nothing to choose.
  private func disjoint(_ rows: [Candidate]) -> [Chosen]? {
    if rows.count == 1 { return [Chosen(row: rows[0], others: [])] }
    let order = rows.indices.sorted { rows[$0].span < rows[$1].span }
    for (left, right) in zip(order, order.dropFirst()) where rows[left].span.end > rows[right].span.start { return nil }
    return order.map { Chosen(row: rows[$0], others: []) }
  }

  /// Returns the prints that count of one lane and its goods.
  private func chooseByTime(_ rows: [Candidate]) -> [Chosen] {
    let prints = prints(of: rows)
    return longestCover(prints).map { choice in
      var choice = choice
      choice.isContradicted = isContradicted(choice.row, by: prints)
      return choice
    }
  }

  /// Groups rows of the same goods, in an order that follows from the rows alone.
  func group(_ rows: [Candidate]) -> [(scope: ProductScope, rows: [Candidate])] {
    var groups: [(scope: ProductScope, rows: [Candidate])] = []
    var places: [ProductScope: Int] = [:]
    var placesByCode: [String: Int] = [:]
    let areSiblings = self.areSiblings(rows.map(\.scope))
    // Numbers are sorted rather than the rows themselves, which are long.
    for index in rows.indices.sorted(by: { rows[$0].id < rows[$1].id }) {
      let row = rows[index]
      let known =
        areSiblings
        ? placesByCode[row.scope.code]
        : places[row.scope] ?? groups.firstIndex { scopes.relation($0.scope, row.scope) == .same }
      let place = known ?? groups.count
      if known == nil { groups.append((row.scope, [])) }
      groups[place].rows.append(row)
      if areSiblings { placesByCode[row.scope.code] = place } else { places[row.scope] = place }
    }
    return groups
  }

  /// Returns whether the scopes are codes of one owner and one length, parts of one group or of none: equal, or without
  /// common goods.
  ///
  /// A sum over all subheadings has thousands of them, too many to compare each with each.
  func areSiblings(_ list: [ProductScope]) -> Bool {
    guard let first = list.first else { return true }
    let length = first.code.utf8.count
    return length > 0 && first.code != "TOTAL"
      && list.allSatisfy {
        $0.product == first.product && $0.owner == first.owner && $0.code.utf8.count == length
          && ($0.product.isEmpty || scopes.isPart($0))
      }
  }

  /// Returns the places of the scopes, those that hold others first.
  private func order(_ list: [ProductScope]) -> [Int] {
    if list.count == 1 { return [0] }
    let holders = list.map { scope in list.count { scopes.relation($0, scope) == .contains } }
    return list.indices.sorted { left, right in
      let leftKey = (holders[left], scopes.depth(of: list[left].product), list[left].code.utf8.count)
      let rightKey = (holders[right], scopes.depth(of: list[right].product), list[right].code.utf8.count)
      if leftKey != rightKey { return leftKey < rightKey }
      return list[left].sortKey.lexicographicallyPrecedes(list[right].sortKey)
    }
  }

  /// Groups rows of the same days; in each group the print that answers comes first.
  private func prints(of rows: [Candidate]) -> [Print] {
    var bySpan: [DaySpan: [Candidate]] = [:]
    for row in rows { bySpan[row.span, default: []].append(row) }
    return bySpan.values.map { Print(rows: $0.sorted(by: answersBefore)) }
  }

  /// Returns whether the left print answers rather than the right one.
  private func answersBefore(_ left: Candidate, _ right: Candidate) -> Bool {
    if (left.value != nil) != (right.value != nil) { return left.value != nil }
    let leftWidth = left.bounds.width
    let rightWidth = right.bounds.width
    if leftWidth != rightWidth { return leftWidth < rightWidth }
    let leftOrigin = origins[left.origin]
    let rightOrigin = origins[right.origin]
    let leftDate = leftOrigin?.date ?? ""
    let rightDate = rightOrigin?.date ?? ""
    if leftDate != rightDate { return leftDate > rightDate }
    let leftName = leftOrigin?.name ?? ""
    let rightName = rightOrigin?.name ?? ""
    return leftName != rightName ? leftName < rightName : left.id < right.id
  }

  /// Returns whether prints that together have just the days of the row add up to what it excludes.
  private func isContradicted(_ row: Candidate, by prints: [Print]) -> Bool {
    guard row.measure.isSummable else { return false }
    let inside = prints.filter { $0.span != row.span && row.span.contains($0.span) }
    guard inside.count > 1 else { return false }
    let parts = longestCover(inside).map(\.row)
    guard parts.reduce(0, { $0 + $1.span.dayCount }) == row.span.dayCount else { return false }
    var sum = Bounds(exactly: .zero)
    for part in parts where part.status != .noRow || part.value != nil {
      guard let next = sum.adding(part.bounds) else { return false }
      sum = next
    }
    return !sum.overlaps(row.bounds)
  }

  /// Returns prints that do not overlap and together cover most days, with the fewest rows (interval scheduling).
  private func longestCover(_ prints: [Print]) -> [Chosen] {
    let sorted = prints.sorted { ($0.span.end, $0.span.start) < ($1.span.end, $1.span.start) }
    // best[n]: days and minus the rows of the best choice among the first n.
    var best: [(days: Int, rows: Int)] = [(0, 0)]
    var before: [Int] = []
    for (index, print) in sorted.enumerated() {
      var low = 0
      var high = index
      while low < high {
        let middle = (low + high) / 2
        if sorted[middle].span.end <= print.span.start { low = middle + 1 } else { high = middle }
      }
      before.append(low)
      let taken = (days: best[low].days + print.span.dayCount, rows: best[low].rows - 1)
      best.append(taken > best[index] ? taken : best[index])
    }
    var chosen: [Chosen] = []
    var index = sorted.count
    while index > 0 {
      if best[index] == best[index - 1] {
        index -= 1
      } else {
        let rows = sorted[index - 1].rows
        chosen.append(Chosen(row: rows[0], others: Array(rows.dropFirst())))
        index = before[index - 1]
      }
    }
    return chosen.reversed()
  }
}

extension Lane {
  /// How much more than a country's one flow the lane holds.
  fileprivate func coarseness(_ aggregates: Set<String>) -> Int {
    (flow == "T" ? 1 : 0) + (aggregates.contains(reporter) ? 1 : 0) + (aggregates.contains(partner) ? 1 : 0)
  }

  /// Returns whether trade can be in both lanes.
  fileprivate func overlaps(_ other: Lane, _ aggregates: Set<String>) -> Bool {
    func share(_ left: String, _ right: String) -> Bool {
      left == right || aggregates.contains(left) || aggregates.contains(right)
    }
    return (flow == other.flow || flow == "T" || other.flow == "T") && share(reporter, other.reporter)
      && share(partner, other.partner)
  }
}

extension ProductScope {
  fileprivate var sortKey: [String] { [product, owner, edition, code] }
}

extension Bounds {
  /// How much the bounds leave open; the largest number where a side is open.
  fileprivate var width: UInt64 {
    guard let low, let high else { return .max }
    return UInt64(bitPattern: high.thousandths &- low.thousandths)
  }
}

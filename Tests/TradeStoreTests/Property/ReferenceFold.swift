import TradeModel
import TradeStore

/// What the rows of one cell amount to, found by trying every choice of rows.
struct ReferenceFold {
  let goods: ReferenceGoods
  let claims: [(reporter: String, flow: String, span: DaySpan)]
  let allowsPartial: Bool

  struct Figure {
    var value: Int64?
    var low: Int64?
    var high: Int64?
    var status = ObservationStatus.notInExtract
    var unit = ""
    var covers: Set<Int32> = []
    var counted: [ReferenceRow] = []
    var alternates: [ReferenceRow] = []
    var flags: Set<String> = []
    var isGap = true
    var gapStatus: ObservationStatus { flags.contains("partial-period") ? .notInExtract : status }
  }

  struct Chosen {
    var row: ReferenceRow
    var others: [ReferenceRow]
    var isContradicted: Bool
  }

  /// Returns the figure of the rows, all of one measure, for the days; product and code are those asked for.
  func figure(_ rows: [ReferenceRow], days: Set<Int32>, product: String?, code: String?) -> Figure {
    var figure = Figure()
    let inside = rows.filter { $0.span.dayNumbers.isSubset(of: days) }
    guard let first = inside.first else { return figure }
    guard inside.allSatisfy({ $0.unit == first.unit }) else {
      figure.flags = ["mixed-units"]
      return figure
    }
    figure.unit = first.unit
    let telling = inside.filter(\.isFigure)
    guard !telling.isEmpty else {
      figure.status = ReferenceFold.silence(inside.map(\.status))
      return figure
    }
    let chosen = choose(telling)
    if chosen.count > 1, ["share", "change"].contains(first.measure) {
      figure.flags = ["not-summable"]
      figure.covers = chosen.reduce(into: []) { $0.formUnion($1.row.span.dayNumbers) }
      return figure
    }
    sum(chosen, into: &figure)
    if chosen.contains(where: { !isWhole($0.row, product, code) }) { figure.flags.insert("parts-only") }
    figure.covers = covered(chosen.map(\.row), days: days)
    if everyGoodsCover(chosen.map(\.row), days: days) == days {
      if hasOpenBound(chosen, figure) { figure.flags.insert("open-bound") }
      return figure
    }
    figure.flags.insert("partial-period")
    figure.isGap = true
    if allowsPartial {
      if hasOpenBound(chosen, figure) { figure.flags.insert("open-bound") }
      return figure
    }
    (figure.value, figure.low, figure.high) = (nil, nil, nil)
    (figure.counted, figure.alternates) = ([], [])
    figure.status = .notInExtract
    return figure
  }

  /// Returns the reason that says most where rows give several for having no figure.
  static func silence(_ statuses: [ObservationStatus]) -> ObservationStatus {
    for status in [ObservationStatus.suppressed, .unreported, .notInEdition] where statuses.contains(status) {
      return status
    }
    return .notInExtract
  }

  private func hasOpenBound(_ chosen: [Chosen], _ figure: Figure) -> Bool {
    chosen.contains { !$0.row.isNothing } && (figure.low == nil || figure.high == nil)
  }

  private func sum(_ chosen: [Chosen], into figure: inout Figure) {
    let rows = chosen.map(\.row)
    let adding = rows.filter { !$0.isNothing }
    if !adding.isEmpty {
      func total(_ part: (ReferenceRow) -> Int64?) -> Int64? {
        let parts = adding.compactMap(part)
        return parts.count == adding.count ? parts.reduce(0, +) : nil
      }
      (figure.value, figure.low, figure.high) = (total(\.value), total(\.low), total(\.high))
    }
    let statuses = Set(rows.map(\.status))
    let withheld = statuses.intersection([.suppressed, .unreported, .notInEdition, .notInExtract])
    if statuses.contains(.reported) {
      figure.status = .reported
    } else if !withheld.isEmpty {
      figure.status = ReferenceFold.silence(Array(withheld))
    } else {
      figure.status = [.roundedZero, .zero].first { statuses.contains($0) } ?? .noRow
    }
    figure.isGap = figure.value == nil
    figure.counted = rows
    figure.alternates = chosen.flatMap(\.others)
    for choice in chosen where !choice.others.isEmpty {
      let agree = choice.others.allSatisfy { ReferenceFold.agree($0.low, $0.high, choice.row) }
      figure.flags.insert(agree ? "several-prints" : "disagreeing-prints")
    }
    if chosen.contains(where: \.isContradicted) { figure.flags.insert("parts-disagree") }
  }

  private static func agree(_ low: Int64?, _ high: Int64?, _ row: ReferenceRow) -> Bool {
    (low ?? .min) <= (row.high ?? .max) && (row.low ?? .min) <= (high ?? .max)
  }

  private func isWhole(_ row: ReferenceRow, _ product: String?, _ code: String?) -> Bool {
    if let code { return row.code == code }
    return product == nil || (row.product == product && !goods.isPart(row))
  }
}

// Which rows count
extension ReferenceFold {
  private func isAggregate(_ area: String) -> Bool { goods.lists.areas[area]?.isAggregate ?? false }

  private func coarseness(_ row: ReferenceRow) -> Int {
    [row.flow == "T", isAggregate(row.reporter), isAggregate(row.partner)].count { $0 }
  }

  private func isSameLane(_ left: ReferenceRow, _ right: ReferenceRow) -> Bool {
    (left.reporter, left.partner, left.flow) == (right.reporter, right.partner, right.flow)
  }

  private func lanesShare(_ left: ReferenceRow, _ right: ReferenceRow) -> Bool {
    (left.flow == right.flow || left.flow == "T" || right.flow == "T")
      && (left.reporter == right.reporter || isAggregate(left.reporter) || isAggregate(right.reporter))
      && (left.partner == right.partner || isAggregate(left.partner) || isAggregate(right.partner))
  }

  /// Returns the rows that count: coarse lanes and goods go first and keep others off their days.
  func choose(_ rows: [ReferenceRow]) -> [Chosen] {
    var chosen: [Chosen] = []
    var lanes: [[ReferenceRow]] = []
    for row in rows {
      if let lane = lanes.firstIndex(where: { isSameLane($0[0], row) }) {
        lanes[lane].append(row)
      } else {
        lanes.append([row])
      }
    }
    lanes.sort { left, right in
      let (left, right) = (left[0], right[0])
      if coarseness(left) != coarseness(right) { return coarseness(left) > coarseness(right) }
      return (left.reporter, left.partner, left.flow) < (right.reporter, right.partner, right.flow)
    }
    for lane in lanes {
      let earlier = chosen.map(\.row).filter { coarseness($0) > 0 && lanesShare($0, lane[0]) }
      var own: [Chosen] = []
      for group in inOrder(groups(lane)) {
        let free = group.filter { row in
          (earlier + own.map(\.row)).allSatisfy {
            !$0.span.overlaps(row.span) || goods.relation($0, group[0]) == .disjoint
          }
        }
        own += bestCover(free)
      }
      chosen += own
    }
    return chosen
  }

  /// Returns the rows of a lane by goods.
  func groups(_ rows: [ReferenceRow]) -> [[ReferenceRow]] {
    var groups: [[ReferenceRow]] = []
    for row in rows.sorted(by: goodsBefore) {
      if let place = groups.firstIndex(where: { goods.relation($0[0], row) == .same }) {
        groups[place].append(row)
      } else {
        groups.append([row])
      }
    }
    return groups
  }

  private func goodsBefore(_ left: ReferenceRow, _ right: ReferenceRow) -> Bool {
    (left.product, left.owner, left.edition, left.code) < (right.product, right.owner, right.edition, right.code)
  }

  /// Returns the groups, those first that fewer others hold, then the wider ones.
  private func inOrder(_ groups: [[ReferenceRow]]) -> [[ReferenceRow]] {
    func key(_ group: [ReferenceRow]) -> (Int, Int, Int) {
      let row = group[0]
      let holders = groups.count { goods.relation($0[0], row) == .contains }
      return (holders, row.product.isEmpty ? .max : goods.chain(row.product).count, row.code.count)
    }
    return groups.sorted { left, right in
      key(left) == key(right) ? goodsBefore(left[0], right[0]) : key(left) < key(right)
    }
  }

  /// Tries all sets of prints that do not overlap: most days, then fewest rows, then the earlier ones.
  private func bestCover(_ rows: [ReferenceRow]) -> [Chosen] {
    let spans = Set(rows.map(\.span)).sorted { ($0.end, $0.start) < ($1.end, $1.start) }
    var best = (days: 0, rows: 0, mask: 0)
    for mask in 0..<(1 << spans.count) {
      let picked = spans.indices.filter { mask & (1 << $0) != 0 }.map { spans[$0] }
      guard picked.allSatisfy({ span in picked.count { $0.overlaps(span) } == 1 }) else { continue }
      let days = picked.reduce(0) { $0 + $1.dayCount }
      if days > best.days || (days == best.days && picked.count < best.rows) { best = (days, picked.count, mask) }
    }
    return spans.indices.filter { best.mask & (1 << $0) != 0 }.map { place in
      let prints = rows.filter { $0.span == spans[place] }.sorted(by: answersBefore)
      return Chosen(
        row: prints[0], others: Array(prints.dropFirst()), isContradicted: isContradicted(prints[0], by: rows))
    }
  }

  /// The narrowest print answers, then the latest, then the first by name, then the first by file.
  private func answersBefore(_ left: ReferenceRow, _ right: ReferenceRow) -> Bool {
    if (left.value == nil) != (right.value == nil) { return left.value != nil }
    if left.width != right.width { return (left.width ?? .max) < (right.width ?? .max) }
    if left.date != right.date { return left.date > right.date }
    if left.origin != right.origin { return left.origin < right.origin }
    return left.id < right.id
  }

  /// Returns whether prints inside the row's days tile them and add up to what the row excludes.
  private func isContradicted(_ row: ReferenceRow, by rows: [ReferenceRow]) -> Bool {
    guard row.measure != "share", row.measure != "change" else { return false }
    let inside = rows.filter { $0.span != row.span && row.span.contains($0.span) }
    guard Set(inside.map(\.span)).count > 1 else { return false }
    let parts = bestCover(inside).map(\.row)
    guard parts.reduce(0, { $0 + $1.span.dayCount }) == row.span.dayCount else { return false }
    let adding = parts.filter { !$0.isNothing }
    let low = adding.contains { $0.low == nil } ? nil : adding.reduce(0) { $0 + ($1.low ?? 0) }
    let high = adding.contains { $0.high == nil } ? nil : adding.reduce(0) { $0 + ($1.high ?? 0) }
    return !ReferenceFold.agree(low, high, row)
  }
}

// Which days are covered
extension ReferenceFold {
  private func claimed(_ row: ReferenceRow) -> Set<Int32> {
    claims.filter { $0.reporter == row.reporter && $0.flow == row.flow }.reduce(into: []) {
      $0.formUnion($1.span.dayNumbers)
    }
  }

  private func days(_ rows: [ReferenceRow]) -> Set<Int32> {
    rows.reduce(into: []) { $0.formUnion($1.span.dayNumbers) }
  }

  private func byLane(_ rows: [ReferenceRow]) -> [[ReferenceRow]] {
    var lanes: [[ReferenceRow]] = []
    for row in rows where !lanes.contains(where: { isSameLane($0[0], row) }) {
      lanes.append(rows.filter { isSameLane($0, row) })
    }
    return lanes
  }

  /// Returns the days that every lane and each of its goods covers.
  func everyGoodsCover(_ rows: [ReferenceRow], days asked: Set<Int32>) -> Set<Int32> {
    var common = asked
    for lane in byLane(rows) {
      let claimed = claimed(lane[0])
      common.formIntersection(days(lane).union(claimed))
      let groups = groups(lane)
      for (place, group) in groups.enumerated() where groups.count > 1 {
        let others = groups.enumerated().filter { $0.offset != place }.map(\.element)
        // Goods that hold others are covered where the others are.
        if others.contains(where: { goods.relation(group[0], $0[0]) == .contains }) { continue }
        var covered = days(group).union(claimed)
        for other in others where goods.relation(other[0], group[0]) != .disjoint { covered.formUnion(days(other)) }
        let lives = group.map { goods.life($0) }
        if !lives.contains(where: { $0 == nil }) {
          covered.formUnion(asked.subtracting(lives.reduce(into: []) { $0.formUnion($1 ?? []) }))
        }
        common.formIntersection(covered)
      }
    }
    return common
  }

  /// Returns the days that all lanes and goods cover together; where there are none, those that any of them covers.
  private func covered(_ rows: [ReferenceRow], days asked: Set<Int32>) -> Set<Int32> {
    let common = everyGoodsCover(rows, days: asked)
    guard common.isEmpty else { return common }
    return byLane(rows).reduce(into: []) { $0.formUnion(days($1).union(claimed($1[0])).intersection(asked)) }
  }
}

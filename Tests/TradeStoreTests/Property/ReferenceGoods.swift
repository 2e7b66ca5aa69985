import TradeModel
import TradeStore

/// How goods lie to each other, by the lists and nothing else: written from Data/README.md.
struct ReferenceGoods {
  let lists: Reference

  /// Returns the group and all groups above it.
  func chain(_ product: String) -> [String] {
    guard !product.isEmpty else { return [] }
    var chain = [product]
    while let parent = lists.products[chain[chain.count - 1]]?.parent { chain.append(parent) }
    return chain
  }

  /// Returns the groups that a row with a code alone belongs to, among the given ones.
  ///
  /// A code belongs to each group that lists it, or one above it, in the same edition. A national code also belongs by
  /// the codes of the Harmonized System of its time, but not by a code that holds more than the group where the group
  /// has national codes of its own.
  func groups(of row: ReferenceRow, among products: [String]) -> [String] {
    products.filter { !codes(of: row, in: $0).isEmpty }
  }

  /// Returns whether the row's code holds more than the group, so that the row is the most that the group can have.
  func holdsMore(_ row: ReferenceRow, than product: String) -> Bool {
    codes(of: row, in: product).allSatisfy { $0.relation == "contains-more" }
  }

  /// Returns the codes of the group by which the row belongs to it.
  private func codes(of row: ReferenceRow, in product: String) -> [Reference.Code] {
    let listed = lists.codes.filter { $0.product == product }
    return listed.filter { entry in
      guard row.code.hasPrefix(entry.code) else { return false }
      if entry.owner == row.owner { return entry.edition == row.edition }
      guard entry.owner == "WCO" else { return false }
      let isOfItsTime = lists.editions.contains { world in
        world.owner == "WCO" && world.name == entry.edition
          && lists.editions.contains {
            $0.owner == row.owner && $0.name == row.edition && $0.period.overlaps(world.period)
          }
      }
      let hasOwnCodes = listed.contains { $0.owner == row.owner && $0.edition == row.edition }
      return isOfItsTime && (entry.relation != "contains-more" || !hasOwnCodes)
    }
  }

  /// Returns whether the row is about a part of its group only.
  func isPart(_ row: ReferenceRow) -> Bool {
    guard !row.product.isEmpty, !row.code.isEmpty else { return false }
    let listed = lists.codes.filter { $0.product == row.product }
    let same = listed.filter { $0.owner == row.owner && $0.code == row.code }
    if let known = same.first(where: { $0.edition == row.edition }) ?? same.first { return known.relation == "part-of" }
    return listed.contains {
      $0.code != row.code && row.code.hasPrefix($0.code) && ($0.owner == row.owner || $0.owner == "WCO")
    }
  }

  private func isAll(_ row: ReferenceRow) -> Bool {
    row.product == "total" || (row.product.isEmpty && row.code == "TOTAL")
  }

  /// Returns how the goods of the left row lie to those of the right one.
  func relation(_ left: ReferenceRow, _ right: ReferenceRow) -> ScopeRelation {
    if isAll(left) || isAll(right) {
      return isAll(left) && isAll(right) ? .same : isAll(left) ? .contains : .inside
    }
    if !left.product.isEmpty, left.product == right.product {
      if isPart(left), isPart(right) {
        let codes = byCode(left, right)
        return codes == .disjoint && left.owner != right.owner ? .overlaps : codes
      }
      return isPart(left) ? .inside : isPart(right) ? .contains : .same
    }
    if chain(right.product).contains(left.product) {
      if !isPart(left) { return .contains }
      return right.code.isEmpty ? .overlaps : byCode(left, right)
    }
    if chain(left.product).contains(right.product) {
      if !isPart(right) { return .inside }
      return left.code.isEmpty ? .overlaps : byCode(left, right)
    }
    return byCode(left, right)
  }

  private func byCode(_ left: ReferenceRow, _ right: ReferenceRow) -> ScopeRelation {
    guard !left.code.isEmpty, !right.code.isEmpty else { return .disjoint }
    guard left.owner == right.owner || left.owner == "WCO" || right.owner == "WCO" else { return .disjoint }
    if left.code == right.code {
      return left.product == right.product || left.product.isEmpty || right.product.isEmpty ? .same : .overlaps
    }
    return right.code.hasPrefix(left.code) ? .contains : left.code.hasPrefix(right.code) ? .inside : .disjoint
  }

  /// Returns the days on which the goods can have rows: those of the edition where only the code names the goods.
  func life(_ row: ReferenceRow) -> Set<Int32>? {
    guard row.product.isEmpty || isPart(row) else { return nil }
    return lists.editions.first { $0.owner == row.owner && $0.name == row.edition }.map {
      DaySpan($0.period).dayNumbers
    }
  }

  /// Returns whether the code does not exist in the period, and another one of the owner stands for its goods.
  func isGone(_ code: String, owner: String, during period: Period, seen: [ReferenceRow]) -> Bool {
    let inForce = lists.editions.filter { $0.owner == owner && $0.period.overlaps(period) }
    let known = editions(of: code, owner: owner, seen: seen)
    guard code != "TOTAL", !known.isEmpty, !inForce.isEmpty else { return false }
    let groups = Set(lists.codes.filter { $0.owner == owner && $0.code == code }.map(\.product))
    return inForce.allSatisfy { edition in
      !known.contains(edition.name)
        && lists.codes.contains {
          $0.owner == owner && $0.edition == edition.name && groups.contains($0.product) && $0.code != code
        }
    }
  }

  private func editions(of code: String, owner: String, seen: [ReferenceRow]) -> Set<String> {
    Set(lists.codes.filter { $0.owner == owner && $0.code.hasPrefix(code) }.map(\.edition)).union(
      seen.filter { $0.owner == owner && $0.code.hasPrefix(code) }.map(\.edition))
  }

  /// Returns the owners that have the code, or else codes under it.
  func owners(of code: String, seen: [ReferenceRow]) -> Set<String> {
    let exact = Set(
      lists.codes.filter { $0.code == code }.map(\.owner) + seen.filter { $0.code == code }.map(\.owner))
    guard exact.isEmpty else { return exact }
    return Set(
      lists.codes.filter { $0.code.hasPrefix(code) }.map(\.owner)
        + seen.filter { $0.code.hasPrefix(code) }.map(\.owner))
  }
}

extension DaySpan {
  /// The numbers of the days.
  var dayNumbers: Set<Int32> { Set(start..<end) }
}

/// Returns the days as periods, joined by commas.
func label(of days: Set<Int32>) -> String {
  var spans: [DaySpan] = []
  for day in days.sorted() {
    if let last = spans.last, last.end == day {
      spans[spans.count - 1].end = day + 1
    } else {
      spans.append(DaySpan(start: day, end: day + 1))
    }
  }
  return spans.compactMap { $0.period?.description }.joined(separator: ",")
}

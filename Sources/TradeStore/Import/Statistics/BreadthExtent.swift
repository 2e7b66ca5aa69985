import TradeModel

/// Judges by breadth what a file without totals holds.
///
/// A table that has nearly every chapter and more partners than any selection would have is one of all trade. One that
/// has the partners alone holds those goods whole whose subheadings it has.
final class BreadthExtent: StatisticsExtent {
  private struct Key: Hashable {
    var reporter: Int32
    var flow: Flow
    var start: Int32
    var end: Int32
  }
  private struct Breadth {
    var partners = NumberSet()
    var goods = NumberSet()
  }

  /// How many chapters a table of all goods has at least, of 98.
  private static let allChapters = 90
  /// How many partners a table of all partners has at least.
  private static let allPartners = 100

  private var places: [Key: Int] = [:]
  private var breadths: [(key: Key, breadth: Breadth)] = []

  func add(_ row: PackedObservation) {
    guard row.measure == .value else { return }
    let key = Key(reporter: row.reporter, flow: row.flow, start: row.start, end: row.end)
    let place = places[key] ?? breadths.count
    if place == breadths.count {
      places[key] = place
      breadths.append((key, Breadth()))
    }
    breadths[place].breadth.partners.insert(row.partner)
    breadths[place].breadth.goods.insert(row.goods)
  }

  func claims(_ reference: Reference, _ packer: RecordPacker) -> [CoverageClaim] {
    var claims: [CoverageClaim] = []
    for (key, breadth) in breadths where breadth.partners.count >= BreadthExtent.allPartners {
      let span = DaySpan(start: key.start, end: key.end)
      let codes = breadth.goods.numbers.compactMap { packer.scopes[$0]?.code }
      let isAll = Set(codes.map { $0.prefix(2) }).count >= BreadthExtent.allChapters
      for product in isAll ? [""] : products(of: Set(codes.map { String($0.prefix(6)) }), during: span, reference) {
        claims.append(
          CoverageClaim(
            reporter: packer.codes[key.reporter], flow: key.flow.rawValue, product: product, span: span))
      }
    }
    return claims
  }

  /// Returns the groups whose subheadings, by the Harmonized System of the first day, are all there.
  private func products(of subheadings: Set<String>, during span: DaySpan, _ reference: Reference) -> [String] {
    let owner = ProductScope.harmonizedOwner
    let edition = reference.editions.first {
      $0.owner == owner && DaySpan($0.period).contains(DaySpan(start: span.start, end: span.start + 1))
    }
    var found: Set<String> = []
    var missing: Set<String> = []
    for code in reference.codes where code.owner == owner && code.edition == edition?.name {
      if subheadings.contains(code.code) { found.insert(code.product) } else { missing.insert(code.product) }
    }
    return found.subtracting(missing).sorted()
  }
}

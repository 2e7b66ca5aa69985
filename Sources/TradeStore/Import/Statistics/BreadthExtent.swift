import TradeModel

/// Judges by breadth what a file without totals holds.
///
/// A table that has nearly every chapter and more partners than any selection would have is one of all trade. One that
/// has the partners alone holds those goods whole whose subheadings it has.
final class BreadthExtent: StatisticsExtent {
  private struct Key: Hashable {
    var reporter: String
    var flow: Flow
    var start: Int32
    var end: Int32
    var edition: String
  }
  private struct Breadth {
    var partners: Set<String> = []
    var chapters: Set<String> = []
    var subheadings: Set<String> = []
  }

  /// How many chapters a table of all goods has at least, of 98.
  private static let allChapters = 90
  /// How many partners a table of all partners has at least.
  private static let allPartners = 100

  private var breadths: [Key: Breadth] = [:]

  func add(_ record: ObservationRecord) {
    guard record.measure == .value else { return }
    let key = Key(
      reporter: record.reporter, flow: record.flow, start: record.start, end: record.end, edition: record.edition)
    breadths[key, default: Breadth()].partners.insert(record.partner)
    let subheading = String(record.code.prefix(6))
    guard breadths[key]?.subheadings.contains(subheading) == false else { return }
    breadths[key]?.subheadings.insert(subheading)
    breadths[key]?.chapters.insert(String(record.code.prefix(2)))
  }

  func claims(_ reference: Reference) -> [CoverageClaim] {
    var claims: [CoverageClaim] = []
    for (key, breadth) in breadths where breadth.partners.count >= BreadthExtent.allPartners {
      let span = DaySpan(start: key.start, end: key.end)
      let isAll = breadth.chapters.count >= BreadthExtent.allChapters
      for product in isAll ? [""] : products(of: breadth.subheadings, during: span, reference) {
        claims.append(
          CoverageClaim(reporter: key.reporter, flow: key.flow.rawValue, product: product, span: span))
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

import TradeModel

/// Proves completeness by closure: where the row for the World equals the sum of its partners, none is missing.
final class ClosureExtent: StatisticsExtent {
  private struct Key: Hashable {
    var reporter: Int32
    var flow: Flow
    var start: Int32
    var end: Int32
    var goods: Int32

    // Two words are hashed in half the time of five numbers.
    func hash(into hasher: inout Hasher) {
      hasher.combine(UInt64(UInt32(bitPattern: reporter)) << 32 | UInt64(UInt32(bitPattern: goods)))
      hasher.combine(UInt64(UInt32(bitPattern: start)) << 32 | UInt64(UInt32(bitPattern: end)))
    }
  }
  private struct Trade: Hashable {
    var reporter: String
    var flow: Flow
    var span: DaySpan
    var owner: String
    var edition: String
  }
  private struct Sum {
    var world: Int64?
    var partners: Int64 = 0
    var isSound = true

    var isClosed: Bool { isSound && world == partners }
  }

  /// How many sums are kept; a file with more of them proves nothing.
  private static let limit = 200_000

  private var sums: [Key: Sum] = [:]
  private var isOverLimit = false

  func add(_ row: PackedObservation) {
    guard !isOverLimit, row.measure == .value, row.shape.contains(.value) else { return }
    let value = row.value
    let key = Key(reporter: row.reporter, flow: row.flow, start: row.start, end: row.end, goods: row.goods)
    guard sums.count < ClosureExtent.limit || sums[key] != nil else {
      isOverLimit = true
      sums = [:]
      return
    }
    var sum = sums[key] ?? Sum()
    if row.partner == RecordPacker.world {
      sum.isSound = sum.isSound && sum.world == nil
      sum.world = value
    } else {
      let (total, overflow) = sum.partners.addingReportingOverflow(value)
      sum.isSound = sum.isSound && !overflow
      sum.partners = total
    }
    sums[key] = sum
  }

  func claims(_ reference: Reference, _ packer: RecordPacker) -> [CoverageClaim] {
    guard !isOverLimit else { return [] }
    var closed: [Trade: Set<String>] = [:]
    for (key, sum) in sums where sum.isClosed {
      guard let scope = packer.scopes[key.goods] else { continue }
      let trade = Trade(
        reporter: packer.codes[key.reporter], flow: key.flow, span: DaySpan(start: key.start, end: key.end),
        owner: scope.owner, edition: scope.edition)
      closed[trade, default: []].insert(scope.code)
    }
    var claims: [CoverageClaim] = []
    for (key, codes) in closed {
      for product in products(of: codes, owner: key.owner, edition: key.edition, reference) {
        claims.append(
          CoverageClaim(
            reporter: key.reporter, flow: key.flow.rawValue, product: product, span: key.span))
      }
    }
    return claims
  }

  /// Returns the groups whose goods all stand under the codes.
  private func products(of codes: Set<String>, owner: String, edition: String, _ reference: Reference) -> [String] {
    var missing: Set<String> = []
    var found: Set<String> = []
    if codes.contains("TOTAL") { found.insert(Reference.allGoods) }
    for code in reference.codes where code.owner == owner && code.edition == edition {
      if codes.contains(code.code) { found.insert(code.product) } else { missing.insert(code.product) }
    }
    return found.subtracting(missing).sorted()
  }
}

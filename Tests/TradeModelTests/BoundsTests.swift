import TradeModel
import Testing

@Suite struct BoundsTests {
  /// Returns bounds of whole units.
  private static func bounds(_ low: Int64?, _ high: Int64?) -> Bounds {
    Bounds(low: low.flatMap(Amount.init(whole:)), high: high.flatMap(Amount.init(whole:)))
  }

  @Test(arguments: [
    (bounds(1, 2), bounds(10, 20), bounds(11, 22)), (bounds(1, nil), bounds(10, 20), bounds(11, nil)),
    (bounds(nil, 2), bounds(10, nil), bounds(nil, nil)), (bounds(nil, nil), bounds(0, 0), bounds(nil, nil)),
  ])
  func `sums keep open sides open`(left: Bounds, right: Bounds, sum: Bounds) {
    #expect(left.adding(right) == sum)
    #expect(right.adding(left) == sum)
  }

  @Test(arguments: [
    (bounds(1, 2), bounds(2, 3), true), (bounds(1, 2), bounds(3, 4), false), (bounds(nil, 2), bounds(3, nil), false),
    (bounds(nil, 3), bounds(3, nil), true), (bounds(nil, nil), bounds(7, 7), true),
    (bounds(5, nil), bounds(9, nil), true),
  ])
  func `bounds overlap where one amount fits both`(left: Bounds, right: Bounds, overlaps: Bool) {
    #expect(left.overlaps(right) == overlaps)
    #expect(right.overlaps(left) == overlaps)
  }

  @Test func `a sum beyond the range is nil`() {
    let largest = Bounds(exactly: Amount(thousandths: .max))
    #expect(largest.adding(Bounds(exactly: Amount(thousandths: 1))) == nil)
  }

  @Test func `only equal sides are exact`() {
    #expect(Self.bounds(3, 3).isExact)
    #expect(!Self.bounds(3, 4).isExact)
    #expect(!Self.bounds(nil, nil).isExact)
  }
}

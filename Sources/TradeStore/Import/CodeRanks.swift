import TradeModel

/// The places of codes in their lists, to sort rows nearly in the order of the table by one number.
struct CodeRanks {
  private let areas: [String: UInt64]
  private let products: [String: UInt64]

  /// Numbers the codes of the reference lists.
  init(_ reference: Reference) {
    areas = CodeRanks.numbered(reference.areas.keys)
    products = CodeRanks.numbered(reference.products.keys)
  }

  /// Returns a number that rises with measure, flow, partner, product, reporter and first day.
  func key(of record: ObservationRecord) -> UInt64 {
    let flow: UInt64 =
      switch record.flow {
      case .imports: 0
      case .total: 1
      case .exports: 2
      }
    var key = UInt64(record.measure.rawValue) << 2 | flow
    key = key << 12 | (areas[record.partner] ?? 0) & 0xFFF
    key = key << 13 | (products[record.product] ?? 0) & 0x1FFF
    key = key << 12 | (areas[record.reporter] ?? 0) & 0xFFF
    return key << 22 | UInt64(truncatingIfNeeded: Int(record.start) + 1 << 21) & 0x3FFFFF
  }

  private static func numbered(_ codes: some Collection<String>) -> [String: UInt64] {
    var numbers: [String: UInt64] = [:]
    let sorted = codes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for (index, code) in sorted.enumerated() { numbers[code] = UInt64(index) + 1 }
    return numbers
  }
}

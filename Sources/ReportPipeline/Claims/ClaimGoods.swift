internal import PluginProtocol
internal import TradeModel
internal import TradeStore

/// What the reference lists say of the goods of a test: groups above and below, codes by edition, breaks.
struct ClaimGoods {
  private let reference: Reference

  init(_ reference: Reference) {
    self.reference = reference
  }

  /// Returns the goods that the test names, by product group; null where it names none.
  func description(of test: ClaimsFile.Test) -> JSONValue? {
    let products = Set(test.codes.filter { $0.list == "product" }.map(\.code))
    guard !products.isEmpty else { return nil }
    var goods: [String: JSONValue] = [:]
    for product in products { goods[product] = description(of: product) }
    return .object(goods)
  }

  private func description(of product: String) -> JSONValue {
    let codes = reference.codes.filter { $0.product == product }.map { code in
      JSONValue.object([
        "owner": .string(code.owner), "edition": .string(code.edition), "code": .string(code.code),
        "relation": .string(code.relation),
      ])
    }
    let breaks = (reference.breaks[product] ?? []).map { found in
      JSONValue.object(["from": .string(found.from), "to": .string(found.to), "kind": .string(found.kind)])
    }
    let above = reference.chain(of: product).dropFirst().filter { $0 != Reference.allGoods }
    let below = reference.descendants(of: product).filter { $0 != product && product != Reference.allGoods }
    return .object([
      "codes": .array(codes), "breaks": .array(breaks), "above": .array(above.map { .string($0) }),
      "below": .array(below.map { .string($0) }),
    ])
  }
}

/// The goods that a verification is limited to: a product group, the groups inside it, and all their codes.
struct VerifyScope {
  private let products: Set<String>
  private let codes: [ProductScope]

  /// Finds the groups inside the group and their codes.
  init(product: String, reference: Reference) {
    let groups = Set(reference.descendants(of: product))
    products = groups
    codes = reference.codes.filter { groups.contains($0.product) }
      .map { ProductScope(owner: $0.owner, edition: $0.edition, code: $0.code) }
  }

  /// Returns whether the goods are wanted: of one of the groups, or under one of their codes.
  func contains(_ scope: ProductScope) -> Bool {
    if products.contains(scope.product) { return true }
    guard !scope.code.isEmpty else { return false }
    return codes.contains { code in
      code.owner == scope.owner && code.edition == scope.edition
        && (code.code == "TOTAL" || scope.code.hasPrefix(code.code))
    }
  }
}

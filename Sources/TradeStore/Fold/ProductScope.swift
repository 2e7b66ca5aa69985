/// Which goods a row is about: a group, a code, or both.
package struct ProductScope: Hashable, Sendable {
  /// The product group; empty where the row has a code only.
  package var product = ""
  /// The owner of the nomenclature; empty without a code.
  package var owner = ""
  /// The edition of the nomenclature; empty without a code.
  package var edition = ""
  /// The code; empty where the row has none.
  package var code = ""

  /// Hashes what tells most scopes apart; owners and editions are few.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(product)
  }

  /// Creates a scope.
  package init(product: String = "", owner: String = "", edition: String = "", code: String = "") {
    self.product = product
    self.owner = owner
    self.edition = edition
    self.code = code
  }
}

/// How the goods of two rows lie to each other.
package enum ScopeRelation: Hashable, Sendable {
  /// The same goods.
  case same
  /// The first holds the second.
  case contains
  /// The second holds the first.
  case inside
  /// They share goods, or nobody knows that they do not.
  case overlaps
  /// They share no goods.
  case disjoint
}

/// What is known of products and codes, to say how the goods of two rows lie to each other.
package struct ScopeOrder: Sendable {
  private let chains: [String: [String]]
  private var relations: [String: [(owner: String, edition: String, code: String, relation: String)]] = [:]
  private var editions: [ProductScope: DaySpan] = [:]

  /// Reads the groups and codes of the reference lists.
  package init(_ reference: Reference) {
    var chains: [String: [String]] = [:]
    for product in reference.products.keys { chains[product] = reference.chain(of: product) }
    self.chains = chains
    for code in reference.codes {
      relations[code.product, default: []].append((code.owner, code.edition, code.code, code.relation))
    }
    for edition in reference.editions {
      editions[ProductScope(owner: edition.owner, edition: edition.name)] = DaySpan(edition.period)
    }
  }

  /// Returns how many groups lie above the product.
  package func depth(of product: String) -> Int {
    chains[product].map { $0.count - 1 } ?? Int.max / 2
  }

  /// Returns whether the row is about a part of its product group only.
  ///
  /// A row without a code is about the whole group, and so is one whose code is listed as the group or more than it.
  package func isPart(_ scope: ProductScope) -> Bool {
    guard !scope.code.isEmpty, !scope.product.isEmpty, let listed = relations[scope.product] else { return false }
    let sameCode = listed.filter { $0.owner == scope.owner && $0.code == scope.code }
    if let known = sameCode.first(where: { $0.edition == scope.edition }) ?? sameCode.first {
      return known.relation == "part-of"
    }
    return listed.contains { $0.code != scope.code && isPrefix($0.code, of: scope.code) && isHarmonized($0, scope) }
  }

  /// Returns the days on which goods that only their code names are named by it; nil where that is not known.
  package func life(of scope: ProductScope) -> DaySpan? {
    guard scope.product.isEmpty || isPart(scope) else { return nil }
    return editions[ProductScope(owner: scope.owner, edition: scope.edition)]
  }

  private func isHarmonized(
    _ listed: (owner: String, edition: String, code: String, relation: String), _ scope: ProductScope
  ) -> Bool {
    listed.owner == scope.owner || listed.owner == ProductScope.harmonizedOwner
  }

  /// Returns how the goods of the two rows lie to each other.
  package func relation(_ left: ProductScope, _ right: ProductScope) -> ScopeRelation {
    if left == right { return .same }
    switch (isAllGoods(left), isAllGoods(right)) {
    case (true, true): return .same
    case (true, false): return .contains
    case (false, true): return .inside
    case (false, false): break
    }
    if left.product == right.product, !left.product.isEmpty {
      switch (isPart(left), isPart(right)) {
      case (false, false): return .same
      case (false, true): return .contains
      case (true, false): return .inside
      case (true, true):
        let byCode = codeRelation(left, right)
        return byCode == .disjoint && left.owner != right.owner ? .overlaps : byCode
      }
    }
    if let chain = chains[right.product], !left.product.isEmpty, chain.contains(left.product) {
      return isPart(left) ? codeRelationOrOverlap(left, right) : .contains
    }
    if let chain = chains[left.product], !right.product.isEmpty, chain.contains(right.product) {
      return isPart(right) ? codeRelationOrOverlap(left, right) : .inside
    }
    return codeRelation(left, right)
  }

  private func codeRelationOrOverlap(_ left: ProductScope, _ right: ProductScope) -> ScopeRelation {
    left.code.isEmpty || right.code.isEmpty ? .overlaps : codeRelation(left, right)
  }

  /// Compares by codes alone.
  ///
  /// National codes begin with those of the Harmonized System of their time.
  private func codeRelation(_ left: ProductScope, _ right: ProductScope) -> ScopeRelation {
    guard !left.code.isEmpty, !right.code.isEmpty else { return .disjoint }
    let isOneNomenclature =
      left.owner == right.owner || left.owner == ProductScope.harmonizedOwner
      || right.owner == ProductScope.harmonizedOwner
    guard isOneNomenclature else { return .disjoint }
    if left.code == right.code {
      // Two groups under one code share goods; which, the code does not say.
      return left.product == right.product || left.product.isEmpty || right.product.isEmpty ? .same : .overlaps
    }
    if isPrefix(left.code, of: right.code) { return .contains }
    if isPrefix(right.code, of: left.code) { return .inside }
    return .disjoint
  }

  private func isAllGoods(_ scope: ProductScope) -> Bool {
    scope.product == Reference.allGoods || (scope.product.isEmpty && scope.code == "TOTAL")
  }

  private func isPrefix(_ prefix: String, of code: String) -> Bool {
    prefix == "TOTAL" || code.utf8.starts(with: prefix.utf8)
  }
}

extension ProductScope {
  /// The owner of the Harmonized System, whose codes begin every national one.
  package static let harmonizedOwner = "WCO"
}

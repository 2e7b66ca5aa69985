import TradeModel

/// Which codes stand in which editions, and what followed them.
struct CodeLifetimes: Sendable {
  private struct OwnerEdition: Hashable {
    var owner: String
    var edition: String
  }

  private let reference: Reference
  private var codes: [OwnerEdition: Set<String>] = [:]
  private var owners: Set<String> = []

  /// Reads the code lists, and the codes that observations have.
  init(reference: Reference, seen: [(owner: String, edition: String, code: String)]) {
    self.reference = reference
    for code in reference.codes {
      codes[OwnerEdition(owner: code.owner, edition: code.edition), default: []].insert(code.code)
    }
    for code in seen { codes[OwnerEdition(owner: code.owner, edition: code.edition), default: []].insert(code.code) }
    owners = Set(codes.keys.map(\.owner))
  }

  /// All codes of all editions.
  var allCodes: Set<String> { codes.values.reduce(into: []) { $0.formUnion($1) } }

  /// All owners of nomenclatures.
  var allOwners: Set<String> { owners.union(reference.editions.map(\.owner)) }

  /// All editions.
  var allEditions: Set<String> { Set(codes.keys.map(\.edition)).union(reference.editions.map(\.name)) }

  /// Returns whether some edition has the code, or a code under it.
  func isKnown(_ code: String) -> Bool {
    code == "TOTAL" || codes.values.contains { $0.contains { $0.utf8.starts(with: code.utf8) } }
  }

  /// Returns the owners that have the code in some edition, or else codes under it, sorted.
  func owners(of code: String) -> [String] {
    let exact = Set(codes.filter { $0.value.contains(code) }.map(\.key.owner))
    return (exact.isEmpty ? owners.filter { !editions(of: code, owner: $0).isEmpty } : exact).sorted()
  }

  /// Returns the names of the owner's editions that have the code or a code under it, sorted.
  func editions(of code: String, owner: String) -> [String] {
    codes.filter { $0.key.owner == owner && $0.value.contains { $0.utf8.starts(with: code.utf8) } }.map(\.key.edition)
      .sorted()
  }

  /// Returns whether the code ended before the period or came after it.
  ///
  /// Lists of national codes have gaps. So a code counts as gone only where the list has another one for the same goods.
  func isGone(_ code: String, owner: String, during period: Period) -> Bool {
    guard code != "TOTAL" else { return false }
    let known = Set(editions(of: code, owner: owner))
    let inForce = reference.editions(of: owner, during: period)
    guard !known.isEmpty, !inForce.isEmpty else { return false }
    return inForce.allSatisfy { edition in
      !known.contains(edition.name) && !successors(of: code, owner: owner, edition: edition.name).isEmpty
    }
  }

  /// Returns the codes that the products of the code have in another edition, sorted.
  func successors(of code: String, owner: String, edition: String) -> [String] {
    let products = Set(reference.codes.filter { $0.owner == owner && $0.code == code }.map(\.product))
    let others = reference.codes.filter {
      $0.owner == owner && $0.edition == edition && products.contains($0.product) && $0.code != code
    }
    return Set(others.map(\.code)).sorted()
  }
}

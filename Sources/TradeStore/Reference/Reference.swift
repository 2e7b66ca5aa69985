package import TradeModel

/// The reference lists in memory: what a code means and what contains what.
package struct Reference: Sendable {
  /// A country, an aggregate or a special partner.
  package struct Area: Sendable {
    /// The name for readers.
    package var name: String
    /// Whether other areas are summed up in it.
    package var isAggregate: Bool
  }

  /// A product group.
  package struct Product: Sendable {
    /// The name for readers.
    package var label: String
    /// The group that contains it.
    package var parent: String?

    /// Creates a group.
    package init(label: String, parent: String?) {
      self.label = label
      self.parent = parent
    }
  }

  /// A code of a product group in one edition.
  package struct Code: Hashable, Sendable {
    /// The product group.
    package var product: String
    /// The owner of the nomenclature.
    package var owner: String
    /// The edition of the nomenclature.
    package var edition: String
    /// The code without dots.
    package var code: String
    /// `exact`, `part-of` or `contains-more`.
    package var relation: String

    /// Creates a code.
    package init(product: String, owner: String, edition: String, code: String, relation: String) {
      self.product = product
      self.owner = owner
      self.edition = edition
      self.code = code
      self.relation = relation
    }
  }

  /// An edition of a nomenclature and the time in which it is in force.
  package struct Edition: Hashable, Sendable {
    /// The owner of the nomenclature.
    package var owner: String
    /// The edition's name.
    package var name: String
    /// From the first to the last day in force.
    package var period: Period
  }

  /// A change of a product's codes between two editions.
  package struct Break: Hashable, Sendable {
    /// The edition before.
    package var from: String
    /// The edition after.
    package var to: String
    /// `1:1`, `1:n`, `n:1` or `n:n`, from the older to the newer.
    package var kind: String
  }

  /// Areas by code.
  package var areas: [String: Area] = [:]
  /// Unit labels by code.
  package var units: [String: String] = [:]
  /// Flow labels by code.
  package var flows: [String: String] = [:]
  /// Status labels by code.
  package var statuses: [String: String] = [:]
  /// Product groups by id.
  package var products: [String: Product] = [:]
  /// The codes of product groups, sorted.
  package var codes: [Code] = []
  /// The editions, sorted by owner and time.
  package var editions: [Edition] = []
  /// The breaks of each product.
  package var breaks: [String: [Break]] = [:]
  /// What the lists' content amounts to; empty where none were imported.
  package var digest = ""

  /// Creates empty lists.
  package init() {}

  /// The product that contains every other one.
  package static let allGoods = "total"

  /// Returns the product and all groups above it, the nearest first.
  package func chain(of product: String) -> [String] {
    var chain: [String] = []
    var next: String? = product
    while let id = next, !chain.contains(id) {
      chain.append(id)
      next = products[id]?.parent
    }
    return chain
  }

  /// Returns the product and all groups below it, sorted.
  package func descendants(of product: String) -> [String] {
    products.keys.filter { $0 == product || chain(of: $0).contains(product) }.sorted()
  }

  /// Returns the product groups that the condition is about, negated or not.
  package func products(in filter: QueryFilter) -> [String] {
    switch filter {
    case .equals(let code): [code]
    case .anyOf(let codes): codes
    case .under(let code): descendants(of: code)
    case .not(let inner): products(in: inner)
    case .range: []
    }
  }

  /// Returns the editions of the owner that are in force on some day of the period.
  package func editions(of owner: String, during period: Period) -> [Edition] {
    editions.filter { $0.owner == owner && $0.period.overlaps(period) }
  }
}

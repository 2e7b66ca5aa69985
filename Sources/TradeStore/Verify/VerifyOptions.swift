/// What a verification looks at, and how closely.
package struct VerifyOptions: Hashable, Sendable {
  /// Only this reporter; nil for all.
  package var reporter: String?
  /// Only this product group, the groups inside it and their codes; nil for all goods.
  package var product: String?
  /// How many times the median of its series a unit value may be, and how many times smaller.
  package var unitValueFactor: Double
  /// How many findings of one kind are kept; all are counted.
  package var limit: Int

  /// Creates options.
  package init(reporter: String? = nil, product: String? = nil, unitValueFactor: Double = 10, limit: Int = 20) {
    self.reporter = reporter
    self.product = product
    self.unitValueFactor = unitValueFactor
    self.limit = limit
  }
}

import GRDB

/// A unit with its words.
package struct UnitInfo: Hashable, Sendable {
  /// The code in observations, such as `kg`.
  package var code: String
  /// The words after the number 1.
  package var singular: String
  /// The words after other numbers.
  package var plural: String
  /// Whether the unit is money.
  package var isCurrency: Bool
}

extension Dataset {
  /// Returns the units of the reference lists, sorted by code.
  package func units() throws(StoreError) -> [UnitInfo] {
    do {
      return try read { reader in
        try Row.fetchAll(
          reader.database, sql: "SELECT code, label, label_plural, dimension = 'currency' FROM unit ORDER BY code"
        ).map { UnitInfo(code: $0[0], singular: $0[1], plural: $0[2], isCurrency: $0[3]) }
      }
    } catch {
      throw StoreError(error)
    }
  }
}

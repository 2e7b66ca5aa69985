/// What an observation measures; the raw values are those of the dataset file and follow the alphabet.
package enum MeasureName: Int, Hashable, Sendable, CaseIterable {
  /// A change in percent, as printed.
  case change
  /// A net weight in kilograms.
  case netweight
  /// A quantity in a unit of count, mass or volume.
  case quantity
  /// A share in percent, as printed.
  case share
  /// A value in money.
  case value

  /// The name in files and queries.
  package var name: String {
    switch self {
    case .change: "change"
    case .netweight: "netweight"
    case .quantity: "quantity"
    case .share: "share"
    case .value: "value"
    }
  }

  /// Whether amounts of parts may be added up to the amount of the whole.
  package var isSummable: Bool {
    switch self {
    case .netweight, .quantity, .value: true
    case .change, .share: false
    }
  }

  /// Creates the measure with the name, or returns nil.
  package init?(name: String) {
    guard let match = MeasureName.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

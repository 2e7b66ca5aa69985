/// How a figure was printed; the raw values are those of the dataset file and follow the alphabet.
package enum PrecisionName: Int, Hashable, Sendable, CaseIterable {
  /// More than the value.
  case above
  /// The value or more.
  case atLeast
  /// The value or less.
  case atMost
  /// Less than the value.
  case below
  /// Every digit.
  case exact
  /// A search that found nothing.
  case notFound
  /// Rounded to the digits printed.
  case rounded
  /// A statement that there was none.
  case statedNone

  /// The name in files.
  package var name: String {
    switch self {
    case .above: "above"
    case .atLeast: "at-least"
    case .atMost: "at-most"
    case .below: "below"
    case .exact: "exact"
    case .notFound: "not-found"
    case .rounded: "rounded"
    case .statedNone: "stated-none"
    }
  }

  /// Creates the precision with the name, or returns nil.
  package init?(name: String) {
    guard let match = PrecisionName.allCases.first(where: { $0.name == name }) else { return nil }
    self = match
  }
}

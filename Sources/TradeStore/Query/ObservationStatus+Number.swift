import TradeModel

extension ObservationStatus {
  /// The statuses in the order of their numbers in the dataset file, which is that of the alphabet.
  static let numbered = allCases.sorted { $0.rawValue < $1.rawValue }

  /// The number of the status in the dataset file.
  var number: Int {
    switch self {
    case .noRow: 0
    case .notInEdition: 1
    case .notInExtract: 2
    case .reported: 3
    case .roundedZero: 4
    case .suppressed: 5
    case .unreported: 6
    case .zero: 7
    }
  }
}

import TradeModel

extension ObservationStatus {
  /// The statuses in the order of their numbers in the dataset file, which is that of the alphabet.
  static let numbered = allCases.sorted { $0.rawValue < $1.rawValue }

  /// The number of the status in the dataset file.
  var number: Int { ObservationStatus.numbered.firstIndex(of: self) ?? 0 }
}

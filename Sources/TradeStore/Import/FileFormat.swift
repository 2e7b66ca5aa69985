import GRDB

/// A format that can be imported; the raw value is the name for users.
package enum FileFormat: String, CaseIterable, Sendable {
  /// Our own observations.
  case observations = "waybill-observations"
  /// Our own events.
  case events = "waybill-events"
  /// Delimited files of UN Comtrade.
  case comtradeCSV = "comtrade-csv"
  /// JSON of UN Comtrade's API.
  case comtradeJSON = "comtrade-json"
  /// CEPII's BACI.
  case baciCSV = "baci-csv"
  /// Downloads of the query page of China's customs.
  case gaccCSV = "gacc-csv"
  /// India's tariff lines by fiscal year.
  case indiaCSV = "dgcis-csv"

  /// What the format is, in words for users.
  package var title: String {
    switch self {
    case .observations: "our own observations, see Data/README.md"
    case .events: "our own events, see Data/README.md"
    case .comtradeCSV: "UN Comtrade: web download, bulk file, legacy CSV, and trimmed or renamed ones"
    case .comtradeJSON: "UN Comtrade: answers of the API"
    case .baciCSV: "CEPII BACI"
    case .gaccCSV: "China's customs (GACC): downloads of the query page; --flow says which flow"
    case .indiaCSV: "India's DGCI&S: tariff lines by fiscal year"
    }
  }

  /// Imports the file inside the caller's transaction.
  func run(_ source: ByteSource, options: ImportOptions, in database: Database) throws -> ImportReport {
    func statistics(
      _ open: @escaping (ByteSource, CodeBook) throws -> any StatisticsReader
    ) throws -> ImportReport {
      try StatisticsImport(source, options: options, open: open).run(in: database)
    }
    guard options.flow == nil || self == .gaccCSV else {
      throw StoreError(
        .flow, "'\(source.name)' is of a format that says its flows itself: \(rawValue)", hint: "leave --flow away")
    }
    return switch self {
    case .observations: try ObservationImport(source, options: options).run(in: database)
    case .events: try EventImport(source, options: options).run(in: database)
    case .comtradeCSV: try statistics(ComtradeCSV.init)
    case .comtradeJSON: try statistics(ComtradeJSON.init)
    case .baciCSV: try statistics(TableReader<BACICSV>.init)
    case .gaccCSV: try statistics { try TableReader<GACCCSV>($0, $1, statedFlow: options.flow) }
    case .indiaCSV: try statistics(IndiaCSV.init)
    }
  }
}

internal import ArgumentParser

/// The command `waybill data`.
struct DataGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "data", abstract: "Imports, lists and queries the figures that reports rest on.",
    subcommands: [
      DataImport.self, DataMap.self, DataCorrelations.self, DataSources.self, DataRetract.self, DataCoverage.self,
      DataVerify.self, DataQuery.self, DataExport.self, DataFetch.self,
    ])
}

/// The dataset file that a command works on.
struct DatasetOption: ParsableArguments {
  @Option(help: .init("The dataset file.", valueName: "file"))
  var dataset: String
}

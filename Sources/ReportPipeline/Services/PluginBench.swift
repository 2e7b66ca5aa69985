internal import Foundation
package import PluginHost
internal import TradeStore

/// One plugin with a dataset beside it, for tools that speak with the plugin themselves.
package struct PluginBench: Sendable {
  /// The plugin.
  package let program: PluginProgram
  /// The dataset.
  package let dataset: any DatasetProvider
  /// The day of the newest print in the dataset, as an ISO date.
  package let asOf: String

  /// Finds the plugin, and opens the request's dataset or makes one of everything in the `Data` folder.
  ///
  /// - Parameters:
  ///   - path: The plugin's folder, or a program.
  ///   - request: Where interpreters, dataset, code lists and the temporary folder are.
  /// - Throws: `DatasetFailure` with what is missing.
  package init(path: String, request: BuildRequest) throws(DatasetFailure) {
    program = try PluginProgram(path: path, request: request)
    let service = try PluginBench.service(request)
    dataset = try service.provider(claims: PluginBench.claims(request))
    asOf = try service.newestDay() ?? "2000-01-01"
  }

  /// Returns the first claims file of the `Data` folder, for plugins that check claims.
  private static func claims(_ request: BuildRequest) -> ClaimsFile? {
    guard let folder = request.dataDirectory.map({ $0 + "/claims" }) else { return nil }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard let name = names.sorted().first(where: { $0.hasSuffix(".yaml") }),
      let data = FileManager.default.contents(atPath: folder + "/" + name)
    else { return nil }
    var reader = ClaimsFileReader(file: folder + "/" + name)
    return reader.read(data)
  }

  /// Opens the request's dataset, or makes one of all files in the `Data` folder.
  private static func service(_ request: BuildRequest) throws(DatasetFailure) -> DatasetService {
    if let path = request.dataset { return try DatasetService(opening: path) }
    let path = request.temporaryDirectory + "/sample.db"
    try? FileManager.default.createDirectory(
      atPath: request.temporaryDirectory, withIntermediateDirectories: true)
    let service = try DatasetService(openingOrCreating: path, dataDirectory: request.dataDirectory)
    guard let data = request.dataDirectory else { return service }
    for folder in ["observations", "events"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: data + "/" + folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".csv") {
        _ = try service.importFile("\(data)/\(folder)/\(name)", skippingBadRows: false)
      }
    }
    return service
  }
}

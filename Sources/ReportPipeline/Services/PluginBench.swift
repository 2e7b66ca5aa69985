internal import Foundation
package import PluginHost
internal import PluginProtocol
internal import ReportModel
internal import TradeStore

/// One plugin with a dataset beside it, for tools that speak with the plugin themselves.
package struct PluginBench: Sendable {
  /// The plugin; of a program without `plugin.json` the manifest is empty.
  package let plugin: InstalledPlugin
  /// The name of the folder or program.
  package var name: String { plugin.name }
  /// The absolute program and its arguments.
  package let command: [String]
  /// Whether `plugin.json` stands beside the program.
  package let hasManifestFile: Bool
  /// The dataset.
  package let dataset: any DatasetProvider
  /// The day of the newest print in the dataset, as an ISO date.
  package let asOf: String
  /// The environment that the plugin is granted.
  package let environment: [String: String]

  /// Finds the plugin, and opens the request's dataset or makes one of everything in the `Data` folder.
  ///
  /// - Parameters:
  ///   - path: The plugin's folder, or a program.
  ///   - request: Where interpreters, dataset, code lists and the temporary folder are.
  /// - Throws: `DatasetFailure` with what is missing.
  package init(path: String, request: BuildRequest) throws(DatasetFailure) {
    do throws(HostError) {
      hasManifestFile = FileManager.default.fileExists(atPath: path + "/plugin.json")
      let resolver = CommandResolver(request)
      if hasManifestFile {
        plugin = try PluginCatalogue.read(folder: path)
        command = try resolver.resolve(plugin)
      } else {
        command = try PluginBench.program(path, resolver)
        plugin = PluginBench.unnamed(path, command)
      }
    } catch {
      throw DatasetFailure(error)
    }
    environment = ["PATH": request.environment["PATH"] ?? "/usr/bin:/bin"]
    let service = try PluginBench.service(request)
    dataset = try service.provider(claims: PluginBench.claims(request))
    asOf = try service.newestDay() ?? "2000-01-01"
  }

  /// Returns the command of a program that stands alone: itself, or the interpreter that its ending names.
  private static func program(_ path: String, _ resolver: CommandResolver) throws(HostError) -> [String] {
    var isFolder: ObjCBool = false
    // The variable is ours, and written before the call returns.
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw HostError(
        code: "plugin.not_found", message: "there is no \(path)", hint: "name a plugin's folder or program")
    }
    guard !isFolder.boolValue else {
      throw HostError(
        code: "plugin.not_found", message: "'\(path)' is no folder of a plugin",
        hint: "name the folder that holds plugin.json")
    }
    if FileManager.default.isExecutableFile(atPath: path) { return [path] }
    let interpreters = ["py": "python3", "sh": "sh", "js": "node", "rb": "ruby", "pl": "perl", "R": "Rscript"]
    guard let interpreter = interpreters[URL(fileURLWithPath: path).pathExtension] else {
      throw HostError(
        code: "plugin.not_executable", message: "\(path) is not executable", hint: "run chmod +x on it")
    }
    return [try resolver.program(interpreter), path]
  }

  private static func unnamed(_ path: String, _ command: [String]) -> InstalledPlugin {
    let file = URL(fileURLWithPath: path)
    let hello = Hello(protocol: [], id: "", version: "")
    return InstalledPlugin(
      name: file.deletingPathExtension().lastPathComponent, directory: file.deletingLastPathComponent().path,
      manifest: Manifest(hello: hello, command: command))
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

internal import ArgumentParser
internal import Foundation
internal import ReportPipeline

/// Where plugins and code lists are, the same for every command that needs them.
struct PlacesOptions: ParsableArguments {
  @Option(
    name: .customLong("plugins"), help: .init("A folder with plugins; may be given more than once.", valueName: "dir"))
  var pluginDirectories: [String] = []

  @Option(name: .customLong("data"), help: .init("The folder with code lists and product groups.", valueName: "dir"))
  var dataDirectory: String?

  @Option(name: .customLong("python"), help: .init("The Python that plugins are run with.", valueName: "program"))
  var python: String?

  /// Returns a request with these places, looked up from the working directory and from the program where not given.
  func request(report: String, out: String) -> BuildRequest {
    let environment = ProcessInfo.processInfo.environment
    var request = BuildRequest(
      report: report, outputDirectory: out, environment: environment,
      temporaryDirectory: NSTemporaryDirectory() + "waybill-\(ProcessInfo.processInfo.processIdentifier)")
    let here = FileManager.default.currentDirectoryPath
    let program = FolderSearch.program
    request.compiledPluginDirectory = program
    let given = pluginDirectories.map { FolderSearch.absolute($0, from: here) }
    request.pluginDirectories = given.isEmpty ? FolderSearch.nearest("Plugins", [here, report], program) : given
    request.dataDirectory =
      dataDirectory.map { FolderSearch.absolute($0, from: here) }
      ?? FolderSearch.nearest("Data", [here, report], program).first
    if let python = python ?? environment["WAYBILL_PYTHON"], !python.isEmpty {
      request.interpreters["python3"] = FolderSearch.absolute(python, from: here)
    }
    return request
  }
}

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
    let program = Bundle.main.executablePath.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    request.compiledPluginDirectory = program
    let given = pluginDirectories.map { absolute($0, from: here) }
    request.pluginDirectories = given.isEmpty ? nearest("Plugins", [here, report], program) : given
    request.dataDirectory =
      dataDirectory.map { absolute($0, from: here) } ?? nearest("Data", [here, report], program).first
    if let python = python ?? environment["WAYBILL_PYTHON"] {
      request.interpreters["python3"] = absolute(python, from: here)
    }
    return request
  }

  /// Returns the folders of that name in the working directory, above the report file, and beside the installed program.
  private func nearest(_ name: String, _ starts: [String], _ program: String?) -> [String] {
    var candidates: [String] = []
    for start in starts {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while folder.path != "/" {
        candidates.append(folder.appendingPathComponent(name).path)
        folder.deleteLastPathComponent()
      }
    }
    if let program { candidates.append(program + "/../share/waybill/" + name) }
    var isDirectory: ObjCBool = false
    let found = candidates.filter {
      unsafe FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) && isDirectory.boolValue
    }
    return found.first.map { [$0] } ?? []
  }

  private func absolute(_ path: String, from folder: String) -> String {
    URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardizedFileURL.path
  }
}

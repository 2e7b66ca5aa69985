internal import Foundation
package import PluginHost
internal import PluginProtocol

/// A plugin that a path names: its folder, or its program alone.
package struct PluginProgram: Sendable {
  /// The plugin; of a program without `plugin.json` the manifest is empty.
  package let plugin: InstalledPlugin
  /// The name of the folder or program.
  package var name: String { plugin.name }
  /// The absolute program and its arguments.
  package let command: [String]
  /// Whether `plugin.json` stands beside the program.
  package let hasManifestFile: Bool
  /// The environment that the plugin is granted.
  package let environment: [String: String]

  /// Finds the plugin.
  ///
  /// - Parameters:
  ///   - path: The plugin's folder, or a program.
  ///   - request: Where interpreters are.
  /// - Throws: `DatasetFailure` with what is missing.
  package init(path: String, request: BuildRequest) throws(DatasetFailure) {
    do throws(HostError) {
      hasManifestFile = FileManager.default.fileExists(atPath: path + "/plugin.json")
      let resolver = CommandResolver(request)
      if hasManifestFile {
        plugin = try PluginCatalogue.read(folder: path)
        command = try resolver.resolve(plugin)
      } else {
        command = try PluginProgram.program(path, resolver)
        plugin = PluginProgram.unnamed(path, command)
      }
    } catch {
      throw DatasetFailure(error)
    }
    environment = ["PATH": request.environment["PATH"] ?? "/usr/bin:/bin"]
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
}

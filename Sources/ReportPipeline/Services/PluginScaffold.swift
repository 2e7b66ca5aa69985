internal import Foundation
internal import PluginHost
internal import ReportModel

/// Makes the folder of a new plugin from a template that keeps every rule of the protocol.
package struct PluginScaffold: Sendable {
  /// The languages that there are templates for, each with the file of its kit.
  package static let languages = ["python": "waybill.py", "sh": "waybill.sh"]

  /// The name of the plugin.
  private let name: String
  private let template: String
  private let kit: String

  /// Finds the template of a language among the places of a request.
  ///
  /// - Throws: `DatasetFailure` where the name is none, or the kits are not there.
  package init(name: String, language: String, request: BuildRequest) throws(DatasetFailure) {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-")
    guard !name.isEmpty, name.count <= 40, name.allSatisfy(allowed.contains), name.first != "-" else {
      throw DatasetFailure(
        HostError(
          code: "usage.arguments", message: "'\(name)' is no name for a plugin",
          hint: "use lower-case letters, digits and hyphens, at most 40 of them"))
    }
    let folders = request.pluginDirectories.map { "\($0)/kits/\(language)" }
    guard let file = PluginScaffold.languages[language],
      let folder = folders.first(where: { FileManager.default.fileExists(atPath: "\($0)/\(file)") })
    else {
      throw DatasetFailure(
        HostError(
          code: "usage.arguments", message: "there is no kit for '\(language)'",
          hint: "name the folder Plugins of waybill with --plugins; languages: "
            + PluginScaffold.languages.keys.sorted().joined(separator: ", ")))
    }
    self.name = name
    template = folder + "/template"
    kit = "\(folder)/\(file)"
  }

  /// Writes the folder and returns the names of its files, sorted.
  ///
  /// - Throws: `DatasetFailure` where the folder is there already, or cannot be written.
  package func write(to folder: String) throws(DatasetFailure) -> [String] {
    let files = FileManager.default
    guard !files.fileExists(atPath: folder) else {
      throw DatasetFailure(
        HostError(code: "usage.arguments", message: "\(folder) is there already", hint: "choose another name"))
    }
    do {
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let names = try files.contentsOfDirectory(atPath: template).sorted()
      for file in names {
        let text = try String(contentsOfFile: "\(template)/\(file)", encoding: .utf8)
        try text.replacingOccurrences(of: "{{name}}", with: name)
          .write(toFile: "\(folder)/\(file)", atomically: false, encoding: .utf8)
      }
      let kitName = URL(fileURLWithPath: kit).lastPathComponent
      try files.copyItem(atPath: kit, toPath: "\(folder)/\(kitName)")
      return (names + [kitName]).sorted()
    } catch {
      throw DatasetFailure(
        HostError(code: "host.internal", message: "\(folder) cannot be written", hint: "choose another folder"))
    }
  }
}

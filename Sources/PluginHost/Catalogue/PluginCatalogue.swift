internal import Foundation
internal import PluginProtocol
internal import PluginTransport

/// The plugins below some folders, found without running any of their code.
package struct PluginCatalogue: Sendable {
  /// The plugins, sorted by name; of two with the same name the one in the earlier folder.
  package private(set) var plugins: [InstalledPlugin] = []
  /// Folders that look like plugins and cannot be used, with the reason.
  package private(set) var problems: [HostError] = []

  /// Reads every `DIR/<name>/plugin.json`; a folder that itself holds a `plugin.json` is a plugin too.
  package init(searching directories: [String]) {
    var seen: Set<String> = []
    for directory in directories {
      for folder in PluginCatalogue.folders(in: directory) {
        do throws(HostError) {
          let plugin = try PluginCatalogue.read(folder: folder)
          if seen.insert(plugin.name).inserted { plugins.append(plugin) }
        } catch {
          problems.append(error)
        }
      }
    }
    plugins.sort { $0.name < $1.name }
  }

  /// Returns the plugin of that name, or nil.
  package func plugin(named name: String) -> InstalledPlugin? {
    plugins.first { $0.name == name }
  }

  /// Reads one plugin's folder.
  ///
  /// - Throws: `plugin.not_found`, `plugin.bad_manifest`.
  package static func read(folder: String) throws(HostError) -> InstalledPlugin {
    let file = folder + "/plugin.json"
    guard let data = FileManager.default.contents(atPath: file) else {
      throw HostError(
        code: "plugin.not_found", message: "there is no plugin.json in \(folder)",
        hint: "a plugin is a folder with a plugin.json; see Plugins/README.md")
    }
    let name = folder.split(separator: "/").last.map(String.init) ?? folder
    let manifest: Manifest
    do {
      try StrictJSON.check([UInt8](data), depth: ProtocolFacts.depth)
      manifest = try JSONDecoder().decode(Manifest.self, from: data)
    } catch let problem as WireProblem {
      throw HostError(code: "plugin.bad_manifest", message: "\(file): \(problem.message)", hint: problem.hint)
    } catch {
      throw HostError(
        code: "plugin.bad_manifest", message: "\(file) is not as expected: \(WireProblem.words(for: error))",
        hint: "see Plugins/README.md for the fields of plugin.json")
    }
    guard isIdentifier(manifest.hello.id) else {
      throw HostError(
        code: "plugin.bad_manifest", message: "\(file): the id '\(manifest.hello.id)' is not allowed",
        hint: "use lower-case letters, digits, dots and hyphens, at most 64 of them")
    }
    guard !manifest.command.isEmpty else {
      throw HostError(code: "plugin.bad_manifest", message: "\(file): the command is empty")
    }
    return InstalledPlugin(name: name, directory: folder, manifest: manifest)
  }

  private static func folders(in directory: String) -> [String] {
    let files = FileManager.default
    if files.fileExists(atPath: directory + "/plugin.json") { return [directory] }
    let names = (try? files.contentsOfDirectory(atPath: directory)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map { directory + "/" + $0 }.filter {
      files.fileExists(atPath: $0 + "/plugin.json")
    }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first, isLetterOrDigit(first), !text.contains("..") else {
      return false
    }
    return bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

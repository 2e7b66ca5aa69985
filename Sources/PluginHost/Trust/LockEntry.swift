internal import Foundation
package import PluginProtocol

/// What somebody looked at and agreed to when a plugin was added.
package struct LockEntry: Codable, Hashable, Sendable {
  /// The plugin's identifier.
  package var id: String
  /// The plugin's own version.
  package var version: String
  /// Where it came from: a folder or archive as it was named, or `URL#commit`; nil where it already was in its place.
  package var source: String?
  /// The digest of the folder.
  package var digest: String
  /// The program and its arguments.
  package var command: [String]
  /// What was granted beyond the run directory.
  package var permissions: Permissions
  /// The files and links, as in `PluginTree.entries`.
  package var files: [String: String]
  /// The digest of the executable where it was compiled and stands outside the folder; nil elsewhere.
  package var program: String?

  /// Describes a plugin as it is now.
  ///
  /// - Throws: `plugin.unreadable`, `plugin.untrusted` where the folder holds what cannot be vouched for.
  package init(_ plugin: InstalledPlugin, source: String?, resolver: CommandResolver) throws(HostError) {
    let tree = try PluginTree(folder: plugin.directory)
    if let path = tree.doubtful.first {
      throw HostError(
        code: "plugin.untrusted",
        message: "'\(path)' of plugin '\(plugin.name)' can be changed from elsewhere: it leads out of the folder, or "
          + "others than its owner may write it",
        hint: "replace links by files, and run chmod -R o-w \(plugin.directory)")
    }
    id = plugin.manifest.hello.id
    version = plugin.manifest.hello.version
    self.source = source
    digest = tree.digest
    command = plugin.manifest.command
    permissions = plugin.manifest.hello.permissions ?? Permissions()
    files = tree.entries
    program = try LockEntry.program(of: plugin, resolver)
  }

  /// Returns the digest of a program that stands outside the plugin's folder and is no interpreter.
  private static func program(of plugin: InstalledPlugin, _ resolver: CommandResolver) throws(HostError) -> String? {
    guard plugin.manifest.command[0].contains("/"), let path = try? resolver.resolve(plugin).first,
      !path.hasPrefix(plugin.directory + "/")
    else { return nil }
    do {
      return try PluginTree.digest(ofFile: path)
    } catch {
      throw HostError(code: "plugin.unreadable", message: "\(path) cannot be read: \(error.localizedDescription)")
    }
  }

  /// Returns what differs in another state of the plugin, a phrase each; empty where nothing does.
  package func differences(in other: LockEntry) -> [String] {
    var words: [String] = []
    if id != other.id { words.append("its id was \(id) and is \(other.id)") }
    if version != other.version { words.append("its version was \(version) and is \(other.version)") }
    if command != other.command {
      words.append(
        "it is started with '\(other.command.joined(separator: " "))', not '\(command.joined(separator: " "))'")
    }
    let (granted, asked) = (permissions.words, other.permissions.words)
    words += asked.filter { !granted.contains($0) }.map { "it now asks for \($0)" }
    words += granted.filter { !asked.contains($0) }.map { "it no longer asks for \($0)" }
    let names = Set(files.keys).union(other.files.keys).sorted()
    words += names.compactMap { name in
      switch (files[name], other.files[name]) {
      case (nil, _?): "\(name) is new"
      case (_?, nil): "\(name) is gone"
      case let (old?, new?): old == new ? nil : "\(name) changed"
      case (nil, nil): nil
      }
    }
    if program != other.program { words.append("its executable changed") }
    return words
  }
}

extension Permissions {
  /// What is asked for, in words; empty for nothing.
  package var words: [String] {
    var words: [String] = []
    if let network, !network.isEmpty { words.append("network: " + network.joined(separator: ", ")) }
    if let env, !env.isEmpty { words.append("environment: " + env.joined(separator: ", ")) }
    if let read, !read.isEmpty { words.append("files: " + read.joined(separator: ", ")) }
    if sqlite == true { words.append("a copy of the dataset") }
    return words
  }
}

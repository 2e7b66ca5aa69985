package import PluginProtocol

/// A plugin that was found, read from its `plugin.json` alone.
package struct InstalledPlugin: Hashable, Sendable {
  /// The name in report files: the name of the folder.
  package var name: String
  /// The absolute path of the folder.
  package var directory: String
  /// What `plugin.json` says.
  package var manifest: Manifest

  /// Creates the record of a plugin.
  package init(name: String, directory: String, manifest: Manifest) {
    self.name = name
    self.directory = directory
    self.manifest = manifest
  }

  /// Returns the analysis of that name, or the only one where the name is nil.
  package func analysis(_ name: String?) -> Analysis? {
    let analyses = manifest.hello.analyses ?? []
    guard let name else { return analyses.count == 1 ? analyses.first : nil }
    return analyses.first { $0.name == name }
  }
}

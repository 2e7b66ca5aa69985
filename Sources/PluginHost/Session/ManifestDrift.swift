package import PluginProtocol

/// Compares what a plugin says when it runs with what its `plugin.json` promised.
package enum ManifestDrift {
  /// Returns the first part that differs, in words; parts that `hello` leaves out do not differ.
  package static func difference(_ hello: Hello, _ manifest: Hello) -> String? {
    if hello.id != manifest.id { return "id" }
    if hello.version != manifest.version { return "version" }
    if let features = hello.features, features != manifest.features ?? [] { return "list of features" }
    if let permissions = hello.permissions, permissions != manifest.permissions { return "set of permissions" }
    guard let analyses = hello.analyses else { return nil }
    let promised = manifest.analyses ?? []
    if analyses.map(\.name) != promised.map(\.name) { return "list of analyses" }
    return zip(analyses, promised).contains { $0.params != $1.params } ? "set of parameters" : nil
  }
}

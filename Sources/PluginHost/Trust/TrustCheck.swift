internal import Foundation
package import PluginProtocol

/// Decides before anything is started whether a plugin is the one that was agreed to.
package struct TrustCheck: Sendable {
  /// Whether plugins that no lock names are refused as well.
  package var requiresLock: Bool
  private let resolver: CommandResolver

  /// Creates a check.
  package init(requiresLock: Bool, resolver: CommandResolver) {
    self.requiresLock = requiresLock
    self.resolver = resolver
  }

  /// How a plugin stands to the lock of its folder.
  package enum Standing: Hashable, Sendable {
    /// The folder has no lock: whoever put the plugin there vouches for it.
    case unlocked
    /// There is a lock, and the plugin is not in it.
    case unknown
    /// It is as it was when it was added.
    case same(LockEntry)
    /// It is another; a phrase each for what differs.
    case changed([String])
  }

  /// Compares a plugin with the lock beside it; nothing of the plugin is run.
  ///
  /// - Throws: `plugin.bad_lock`, `plugin.unreadable`, `plugin.untrusted`.
  package func standing(of plugin: InstalledPlugin) throws(HostError) -> Standing {
    guard let lock = try PluginLock.read(in: TrustCheck.folder(of: plugin)) else { return .unlocked }
    guard let entry = lock.plugins[plugin.name] else { return .unknown }
    let now = try LockEntry(plugin, source: entry.source, resolver: resolver)
    let differences = entry.differences(in: now)
    return differences.isEmpty ? .same(entry) : .changed(differences)
  }

  /// What a plugin that may run is, and what was granted to it.
  package struct Permit: Hashable, Sendable {
    /// The digest of its folder.
    package var digest: String
    /// What was granted; nil where no lock speaks of the plugin.
    package var permissions: Permissions?

    /// Creates a permit.
    package init(digest: String, permissions: Permissions?) {
      self.digest = digest
      self.permissions = permissions
    }
  }

  /// Returns what a plugin may that may run.
  ///
  /// - Throws: `plugin.untrusted` with what differs and the way out, and what `standing(of:)` throws.
  package func permit(_ plugin: InstalledPlugin) throws(HostError) -> Permit {
    let way = "look at it, and agree with: waybill plugin add \(plugin.directory)"
    switch try standing(of: plugin) {
    case .same(let entry): return Permit(digest: entry.digest, permissions: entry.permissions)
    case .changed(let differences):
      throw HostError(
        code: "plugin.untrusted",
        message: "plugin '\(plugin.name)' is not the one that was agreed to: " + differences.joined(separator: "; "),
        hint: way)
    case .unknown:
      throw HostError(
        code: "plugin.untrusted",
        message: "plugin '\(plugin.name)' is not in \(TrustCheck.folder(of: plugin))/\(PluginLock.fileName)", hint: way)
    case .unlocked:
      guard requiresLock else {
        return Permit(digest: try PluginTree(folder: plugin.directory).digest, permissions: nil)
      }
      throw HostError(
        code: "plugin.untrusted",
        message: "--locked asks for a \(PluginLock.fileName), and there is none in \(TrustCheck.folder(of: plugin))",
        hint: way)
    }
  }

  /// The folder that holds the plugin's folder, where the lock stands.
  private static func folder(of plugin: InstalledPlugin) -> String {
    URL(fileURLWithPath: plugin.directory).deletingLastPathComponent().path
  }
}

internal import Foundation

/// The file `waybill.lock` in a folder of plugins: which plugins were agreed to, and in which state.
package struct PluginLock: Codable, Hashable, Sendable {
  /// The form of the file.
  package var lock = 1
  /// The plugins by name.
  package var plugins: [String: LockEntry] = [:]

  /// The file's name.
  package static let fileName = "waybill.lock"

  /// Creates an empty lock.
  package init() {}

  /// Returns the lock of a folder of plugins, or nil where it has none.
  ///
  /// - Throws: `plugin.bad_lock` for a file that is no lock.
  package static func read(in folder: String) throws(HostError) -> PluginLock? {
    let path = folder + "/" + fileName
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      let lock = try JSONDecoder().decode(PluginLock.self, from: try Data(contentsOf: URL(fileURLWithPath: path)))
      guard lock.lock == 1 else {
        throw HostError(
          code: "plugin.bad_lock", message: "\(path) has the form \(lock.lock), and this program reads form 1",
          hint: "use the version of waybill that wrote it, or add the plugins again")
      }
      return lock
    } catch let error as HostError {
      throw error
    } catch {
      throw HostError(
        code: "plugin.bad_lock", message: "\(path) is no lock file: \(error.localizedDescription)",
        hint: "restore it from version control, or delete it and add the plugins again")
    }
  }

  /// Writes the lock at once, with sorted keys.
  ///
  /// - Throws: `plugin.bad_lock` where it cannot be written.
  package func write(in folder: String) throws(HostError) {
    let path = folder + "/" + PluginLock.fileName
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try (try encoder.encode(self) + Data("\n".utf8)).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw HostError(code: "plugin.bad_lock", message: "\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}

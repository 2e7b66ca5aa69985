internal import Foundation

/// The folder that a command's runs work in; gone when the command is over.
struct TemporaryFolder {
  /// The folder's path.
  let path: String

  init(_ path: String) {
    self.path = path
    try? FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}

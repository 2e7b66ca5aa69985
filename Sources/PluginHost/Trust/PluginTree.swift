internal import Crypto
internal import Foundation

/// Everything in a plugin's folder: its files with their digests, and its links.
///
/// Caches that interpreters leave behind (`__pycache__`) do not count.
package struct PluginTree: Hashable, Sendable {
  /// The files and links by their path from the folder: `sha256:…`, with `x ` in front where the file may be run;
  /// a link is `-> ` and where it leads.
  package private(set) var entries: [String: String] = [:]
  /// The bytes of all files.
  package private(set) var size = 0
  /// The paths that lead out of the folder, or that others than their owner may change; sorted.
  package private(set) var doubtful: [String] = []

  /// Reads a folder.
  ///
  /// - Throws: `plugin.unreadable` with the path that cannot be read.
  package init(folder: String) throws(HostError) {
    let files = FileManager.default
    let root = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    for path in (files.subpaths(atPath: root) ?? []).sorted() where !path.split(separator: "/").contains("__pycache__")
    {
      let full = root + "/" + path
      do {
        let attributes = try files.attributesOfItem(atPath: full)
        switch attributes[.type] as? FileAttributeType {
        case .typeRegular?:
          let mode = (attributes[.posixPermissions] as? Int) ?? 0
          entries[path] = (mode & 0o100 == 0 ? "" : "x ") + (try PluginTree.digest(ofFile: full))
          size += (attributes[.size] as? Int) ?? 0
          if mode & 0o002 != 0 { doubtful.append(path) }
        case .typeSymbolicLink?:
          entries[path] = "-> " + (try files.destinationOfSymbolicLink(atPath: full))
          let target = URL(fileURLWithPath: full).resolvingSymlinksInPath().path
          if !target.hasPrefix(root + "/") { doubtful.append(path) }
        case .typeDirectory?:
          if ((attributes[.posixPermissions] as? Int) ?? 0) & 0o002 != 0 { doubtful.append(path) }
        default:
          doubtful.append(path)
        }
      } catch {
        throw HostError(
          code: "plugin.unreadable", message: "\(full) cannot be read: \(error.localizedDescription)",
          hint: "a plugin's digest is taken of all its files; look at their permissions")
      }
    }
  }

  /// `sha256:` and the digest of the sorted paths with their entries.
  package var digest: String {
    var hash = SHA256()
    for (path, entry) in entries.sorted(by: { $0.key < $1.key }) { hash.update(data: Data("\(path)\n\(entry)\n".utf8)) }
    return "sha256:" + Hexadecimal.digits(of: hash.finalize())
  }

  /// Returns `sha256:` and the digest of a file's bytes, read piece by piece.
  package static func digest(ofFile path: String) throws -> String {
    let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? handle.close() }
    var hash = SHA256()
    while let piece = try handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(data: piece) }
    return "sha256:" + Hexadecimal.digits(of: hash.finalize())
  }
}

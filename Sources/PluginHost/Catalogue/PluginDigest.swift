internal import Crypto
internal import Foundation

/// The digest of everything in a plugin's folder.
package enum PluginDigest {
  /// Returns `sha256:` and the digest of the sorted relative paths, modes and bytes of all regular files.
  ///
  /// Caches that interpreters leave behind (`__pycache__`) do not count.
  package static func digest(ofFolder folder: String) -> String {
    let files = FileManager.default
    let paths = (files.subpaths(atPath: folder) ?? []).filter { !$0.contains("__pycache__") }.sorted()
    var hash = SHA256()
    for path in paths {
      let full = folder + "/" + path
      guard let attributes = try? files.attributesOfItem(atPath: full),
        attributes[.type] as? FileAttributeType == .typeRegular, let data = files.contents(atPath: full)
      else { continue }
      let isExecutable = files.isExecutableFile(atPath: full)
      hash.update(data: Data("\(path)\n\(isExecutable ? "x" : "-")\n\(data.count)\n".utf8))
      hash.update(data: data)
    }
    return "sha256:" + hexadecimal(hash.finalize())
  }

  /// Returns a digest as lower-case hexadecimal digits.
  package static func hexadecimal(_ digest: some Sequence<UInt8>) -> String {
    digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

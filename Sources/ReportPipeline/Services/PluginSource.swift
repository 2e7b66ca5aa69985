/// Where a plugin is taken from.
public enum PluginSource: Hashable, Sendable {
  /// A folder with a `plugin.json`.
  case folder(String)
  /// A file of `tar` or `unzip`, by its ending.
  case archive(String)
  /// A repository, with the branch or tag after `#`.
  case repository(address: String, reference: String?)

  /// The endings of archives.
  static let archiveEndings = [".tar", ".tar.gz", ".tgz", ".tar.xz", ".tar.bz2", ".zip"]

  /// Tells what a user named.
  ///
  /// - Parameters:
  ///   - text: A path or an address.
  ///   - isFolder: Whether there is a folder at the path.
  public init(_ text: String, isFolder: Bool) {
    if isFolder {
      self = .folder(text)
    } else if text.contains("://") || text.hasPrefix("git@") || text.hasSuffix(".git") || text.contains(".git#") {
      let parts = text.split(separator: "#", maxSplits: 1).map(String.init)
      self = .repository(address: parts[0], reference: parts.count > 1 ? parts[1] : nil)
    } else {
      self = .archive(text)
    }
  }

  /// The plugin's name where nobody gives another: that of the folder, archive or repository.
  var name: String {
    let text =
      switch self {
      case .folder(let path), .archive(let path): path
      case .repository(let address, _): address
      }
    let last = text.split { $0 == "/" || $0 == ":" }.last.map(String.init) ?? text
    let ending = (PluginSource.archiveEndings + [".git"]).filter(last.hasSuffix).max { $0.count < $1.count }
    return String(last.dropLast(ending?.count ?? 0))
  }
}

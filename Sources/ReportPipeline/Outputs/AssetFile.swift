internal import Crypto
internal import Foundation
internal import PluginHost
internal import PluginProtocol

/// A file that a plugin says it wrote into its out directory, and that is believed only after a look.
struct AssetFile {
  private static let limit = 64 * 1024 * 1024
  private let asset: Asset
  private let directory: String

  init(_ asset: Asset, in directory: String) {
    self.asset = asset
    self.directory = directory
  }

  /// Returns the file's bytes.
  ///
  /// - Throws: `asset.outside`, `asset.missing`, `asset.digest`, `limit.assets`.
  func data() throws(HostError) -> Data {
    let parts = asset.path.split(separator: "/", omittingEmptySubsequences: false)
    guard !parts.contains(".."), !parts.contains(""), !asset.path.hasPrefix("/") else {
      throw HostError(code: "asset.outside", message: "the asset '\(asset.path)' lies outside the out directory")
    }
    // A folder on the way could be a link that leads out of the directory.
    var folder = directory
    for part in parts.dropLast() {
      folder += "/" + part
      guard type(of: folder) == .typeDirectory else {
        throw HostError(code: "asset.outside", message: "the asset '\(asset.path)' lies in no plain folder")
      }
    }
    let path = directory + "/" + asset.path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      throw HostError(code: "asset.missing", message: "the plugin wrote no file '\(asset.path)'")
    }
    // A link could lead out of the directory, and a second name of a file could be somebody else's.
    guard attributes[.type] as? FileAttributeType == .typeRegular,
      (attributes[.referenceCount] as? NSNumber)?.intValue == 1
    else {
      throw HostError(code: "asset.outside", message: "the asset '\(asset.path)' is no plain file")
    }
    guard let size = (attributes[.size] as? NSNumber)?.intValue, size <= AssetFile.limit else {
      throw HostError(code: "limit.assets", message: "the asset '\(asset.path)' is larger than 64 MiB")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw HostError(code: "asset.missing", message: "the asset '\(asset.path)' cannot be read")
    }
    if let stated = asset.sha256 {
      let digest = Hexadecimal.digits(of: SHA256.hash(data: data))
      guard stated == digest || stated == "sha256:" + digest else {
        throw HostError(code: "asset.digest", message: "the asset '\(asset.path)' has another digest than stated")
      }
    }
    return data
  }

  /// Returns what stands at a path itself, links not followed; nil where there is nothing.
  private func type(of path: String) -> FileAttributeType? {
    (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
  }
}

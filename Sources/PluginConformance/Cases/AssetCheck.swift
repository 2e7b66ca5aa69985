internal import Crypto
internal import Foundation
internal import PluginHost
internal import PluginProtocol

/// Looks at the files that a plugin says it wrote, while its folder is still there.
enum AssetCheck {
  /// Returns what is wrong with each asset, by the line that names it.
  static func problems(in lines: [HeardLine], out: String) -> [CaseFailure] {
    lines.compactMap { line -> CaseFailure? in
      guard case .asset(let asset) = line.message else { return nil }
      let folder = URL(fileURLWithPath: out).resolvingSymlinksInPath().path
      let file = URL(fileURLWithPath: out + "/" + asset.path).resolvingSymlinksInPath().standardizedFileURL.path
      guard !asset.path.hasPrefix("/"), file.hasPrefix(folder + "/") else {
        return CaseFailure(
          "the asset '\(asset.key)' lies outside of dirs.out", line: line,
          hint: "write into dirs.out, and name the file from there")
      }
      guard let data = FileManager.default.contents(atPath: file) else {
        return CaseFailure("the file of the asset '\(asset.key)' is not there", line: line)
      }
      let digest = SHA256.hash(data: data).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      guard let stated = asset.sha256, stated != digest else { return nil }
      return CaseFailure(
        "the asset '\(asset.key)' has another digest than sha256 says", line: line,
        hint: "take the digest after the file is closed, in lower-case hex")
    }
  }
}

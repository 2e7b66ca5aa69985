internal import Foundation
internal import PluginHost

/// Puts finished files in their place, each at once: a reader sees the old file or the new one.
struct OutputWriter {
  let directory: String
  let stem: String

  /// Returns whether there is something at the path that is no folder.
  static func isFile(_ path: String) -> Bool {
    var isDirectory: ObjCBool = false
    // The pointer lives for the length of the call.
    return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory.boolValue
  }

  /// Returns where an output goes.
  func path(of output: ReportOutput) -> String {
    "\(directory)/\(stem).\(output.fileExtension)"
  }

  /// Writes a file beside its place and renames it.
  ///
  /// - Throws: `host.output` with the path and the reason.
  func write(_ data: Data, as output: ReportOutput) throws(HostError) {
    let path = path(of: output)
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      try data.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw HostError(
        code: "host.output", message: "\(path) cannot be written: \(error.localizedDescription)",
        hint: "look at the folder's permissions and the free space, or choose another with --out")
    }
  }
}

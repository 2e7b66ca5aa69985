internal import Foundation
internal import PluginHost

/// A folder of one run, removed with everything in it when the run is over.
struct RunFolder {
  let path: String

  /// Makes the folder with an `out` and an `in` inside.
  ///
  /// - Throws: `host.internal` where it cannot be made.
  init(in parent: String, name: String) throws(HostError) {
    path = RunFolder.path(in: parent, name: name)
    do {
      for folder in [out, input] {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
    } catch {
      throw HostError(
        code: "host.internal", message: "the folder \(path) cannot be made", hint: "name another one with TMPDIR")
    }
  }

  /// Where the folder of a run is.
  static func path(in parent: String, name: String) -> String {
    parent + "/" + name
  }

  var out: String { path + "/out" }
  var input: String { path + "/in" }

  func remove() {
    try? FileManager.default.removeItem(atPath: path)
  }
}

internal import Foundation

/// Finds the folders that a command needs and nobody named.
package enum FolderSearch {
  /// Returns the folder with the code lists: the one that was given, or the nearest `Data`.
  package static func data(_ given: String?) -> String? {
    let here = FileManager.default.currentDirectoryPath
    return given.map { absolute($0, from: here) } ?? nearest("Data", [here], program).first
  }

  /// The folder of the running executable.
  static var program: String? {
    Bundle.main.executablePath.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
  }

  /// Returns the folders of that name in the working directory, above the report file, and beside the installed program.
  static func nearest(_ name: String, _ starts: [String], _ program: String?) -> [String] {
    var candidates: [String] = []
    for start in starts {
      var folder = URL(fileURLWithPath: start).standardizedFileURL
      while folder.path != "/" {
        candidates.append(folder.appendingPathComponent(name).path)
        folder.deleteLastPathComponent()
      }
    }
    if let program { candidates.append(program + "/../share/waybill/" + name) }
    var isDirectory: ObjCBool = false
    let found = candidates.filter {
      unsafe FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory) && isDirectory.boolValue
    }
    return found.first.map { [$0] } ?? []
  }

  static func absolute(_ path: String, from folder: String) -> String {
    URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder, isDirectory: true)).standardizedFileURL.path
  }
}

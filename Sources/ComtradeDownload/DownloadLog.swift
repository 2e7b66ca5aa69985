internal import Foundation

/// The file `downloads.ndjson` beside the answers: what was asked when, and what came, a line each.
///
/// It is what a download goes on from after it broke off, and the provenance of the files.
package struct DownloadLog: Sendable {
  /// One answer.
  package struct Entry: Codable, Hashable, Sendable {
    /// The path and the parameters, without the key.
    package var address: String
    /// The name of the file; nil for an answer without rows, which is not kept.
    package var file: String?
    /// When it came, in ISO 8601.
    package var retrieved: String
    /// How many rows it holds.
    package var rows: Int
    /// The size of the file in bytes.
    package var bytes: Int
  }

  /// The file's name.
  package static let fileName = "downloads.ndjson"

  private let folder: String
  private var entries: [String: Entry] = [:]

  /// Reads the log of a folder; a last line that was cut off is left out.
  package init(folder: String) {
    self.folder = folder
    let data = FileManager.default.contents(atPath: folder + "/" + DownloadLog.fileName) ?? Data()
    for line in data.split(separator: UInt8(ascii: "\n")) {
      if let entry = try? JSONDecoder().decode(Entry.self, from: line) { entries[entry.address] = entry }
    }
  }

  /// Returns the answer to a request that is there already, whole.
  package func answer(to call: DownloadCall) -> Entry? {
    guard let entry = entries[call.address] else { return nil }
    guard let file = entry.file else { return entry }
    let size = try? FileManager.default.attributesOfItem(atPath: folder + "/" + file)[.size] as? Int
    return size == entry.bytes ? entry : nil
  }

  /// Adds a line.
  ///
  /// - Throws: `download.output`
  package mutating func add(_ entry: Entry) throws(DownloadFailure) {
    entries[entry.address] = entry
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let path = folder + "/" + DownloadLog.fileName
    do {
      if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      // After a line that was cut off, the new one begins on a line of its own; empty lines are read over.
      let start = try handle.seekToEnd() == 0 ? Data() : Data("\n".utf8)
      try handle.write(contentsOf: start + (try encoder.encode(entry)))
    } catch {
      throw DownloadFailure("download.output", "\(path) cannot be written: \(error.localizedDescription)")
    }
  }
}

internal import Foundation
internal import Glibc
internal import PluginTransport
internal import Synchronization

/// Writes a run down while it lasts, line by line.
package final class TranscriptWriter: Sendable {
  private let file: Descriptor
  private let folder: String
  private let failed = Mutex(false)

  /// Whether every line so far stands in the file.
  package var isComplete: Bool { failed.withLock { !$0 } }

  /// Creates the file, or empties it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - folder: The folder of the run, which is written as `/run/waybill`.
  /// - Throws: `usage.arguments` where it cannot be written.
  package init(path: String, folder: String) throws(HostError) {
    let number = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard number >= 0 else {
      throw HostError(
        code: "usage.arguments", message: "\(path) cannot be written", hint: "name another file for --record")
    }
    file = Descriptor(number)
    self.folder = folder
  }

  deinit { _ = close(file.number) }

  /// Sees what passes, and writes it down.
  package var observer: SessionObserver {
    { event, time in
      var line = TranscriptLine(event, after: time)
      line.line = line.line?.replacingOccurrences(of: self.folder, with: Transcript.folder)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      guard let data = try? encoder.encode(line), self.file.writeAll(Array(data) + [UInt8(ascii: "\n")]) else {
        return self.failed.withLock { $0 = true }
      }
    }
  }
}

internal import Foundation

/// What passed between a host and a plugin in one run, as a file of lines of JSON.
package struct Transcript: Hashable, Sendable {
  /// The folder that stands in a transcript for the folder of the run, so that no path of a machine gets into it.
  package static let folder = "/run/waybill"

  /// The lines in order.
  package var lines: [TranscriptLine]

  /// Reads a file.
  ///
  /// - Throws: `usage.arguments` with the line that is no line of a transcript.
  package init(file: String) throws(HostError) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw HostError(code: "usage.arguments", message: "\(file) cannot be read", hint: "record one with --record")
    }
    lines = []
    let texts = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() where !text.isEmpty {
      guard let line = try? JSONDecoder().decode(TranscriptLine.self, from: Data(text.utf8)) else {
        throw HostError(
          code: "usage.arguments", message: "line \(index + 1) of \(file) is no line of a transcript",
          hint: #"a line is {"t":0,"dir":">","line":"…"}; the direction is >, < or !"#)
      }
      lines.append(line)
    }
  }
}

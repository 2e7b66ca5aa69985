import Foundation
import Testing

/// Texts that are longer than a screen, kept beside the tests; `WAYBILL_RECORD=1` writes them anew and fails the run.
enum Snapshot {
  static func expect(_ text: String, matches name: String, file: String = #filePath) throws {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Snapshots")
    let place = folder.appendingPathComponent(name)
    if ProcessInfo.processInfo.environment["WAYBILL_RECORD"] == "1" {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: place, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name); read it, then run again without WAYBILL_RECORD")
      return
    }
    let expected = try String(contentsOf: place, encoding: .utf8)
    guard text != expected else { return }
    let lines = zip(expected.split(separator: "\n"), text.split(separator: "\n")).enumerated()
    let first = lines.first { $1.0 != $1.1 }
    Issue.record(
      """
      \(name) differs, first in line \((first?.offset ?? 0) + 1):
        expected: \(first?.element.0.prefix(300) ?? "another number of lines")
        found:    \(first?.element.1.prefix(300) ?? "")
      """)
  }
}

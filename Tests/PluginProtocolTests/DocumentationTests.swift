import Foundation
import PluginProtocol
import PluginTransport
import Testing

@Suite struct DocumentationTests {
  @Test(arguments: try Example.all)
  func `an example line of the documentation is a message`(example: Example) throws {
    let codec = MessageCodec()
    let line = Array(example.line.utf8)
    // A line of the host and a line of a plugin never have the same type, so one of them is known.
    if case .unknown = try codec.pluginMessage(line) {
      guard case .unknown(let type) = try codec.hostMessage(line) else { return }
      Issue.record("there is no message '\(type)'")
    }
  }

  @Test func `the protocol shows every message at least once`() throws {
    let lines = try Example.all.filter { $0.file == Example.files[0] }.map(\.line)
    for type in PluginMessage.types + ["start", "cancel", "stream", "batch", "end", "result", "error"] {
      #expect(lines.contains { $0.hasPrefix("{\"type\":\"\(type)\"") }, "no example of '\(type)'")
    }
  }

  @Test func `the limits of the protocol's page are the limits of the code`() throws {
    let page = try Example.text(of: Example.files[0])
    let limits = Limits()
    let rows = [
      "| `hello_bytes` | \(limits.helloBytes) |", "| `depth` | \(limits.depth) |",
      "| `hello_s` | \(Int(limits.helloSeconds)) |", "| `grace_s` | \(Int(limits.graceSeconds)) |",
      "| `table_bytes` | \(limits.tableBytes) |", "| `assets` | \(limits.assets) |",
      "| `asset_bytes` | \(limits.assetBytes) |", "| `line_bytes` | \(limits.lineBytes) |",
      "| `idle_s` | \(Int(limits.idleSeconds)) |",
      "| `total_s` | \(Int(limits.totalSeconds)) |", "| `blocks` | \(limits.blocks) |",
      "| `table_rows` | \(limits.tableRows) |", "| `run_bytes` | \(limits.runBytes) |",
      "| `open_queries` | \(limits.openQueries) |", "| `stray` | \(limits.strayLines) |",
    ]
    for row in rows { #expect(page.contains(row)) }
  }

  @Test func `the codes of the protocol's page are those of the catalogue, in its order`() throws {
    let page = try Example.text(of: Example.files[0])
    let listed = page.split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains(".") }
      .drop { !$0.hasPrefix("| `protocol.no_hello`") }
      .prefix(ErrorCatalogue.entries.count)
    let expected = ErrorCatalogue.entries.map { entry in
      "| `\(entry.code)` | \(entry.kind == "none" ? "–" : entry.kind) | \(entry.meaning) |"
    }
    #expect(listed.map(String.init) == expected)
  }
}

/// A line of a block marked `ndjson` in a page for plugin authors.
struct Example: CustomTestStringConvertible {
  static let files = ["Plugins/protocol/v1/protocol.md", "Plugins/README.md"]
  let file: String
  let number: Int
  let line: String

  var testDescription: String { "\(file):\(number)" }

  static var all: [Example] {
    get throws {
      try files.flatMap { file in
        var isInside = false
        var examples: [Example] = []
        let lines = try text(of: file).split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
          if line.hasPrefix("```") {
            isInside = line == "```ndjson"
          } else if isInside {
            examples.append(Example(file: file, number: index + 1, line: String(line)))
          }
        }
        return examples
      }
    }
  }

  static func text(of file: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appendingPathComponent(file), encoding: .utf8)
  }
}

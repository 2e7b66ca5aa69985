import Foundation
import PluginConformance
import Testing

/// The published table `cases.json`.
@Suite struct CaseTableTests {
  private struct Table: Decodable {
    var cases: [Row]
  }

  /// One rule for the side `plugin` or `host`; `where` is a section of `protocol.md`.
  private struct Row: Decodable {
    var id: String
    var side: String
    var rule: String
    var `where`: String?
  }

  private let table: Table

  init() throws {
    let file = CheckedPlugin.root.appendingPathComponent("Plugins/protocol/v1/cases.json")
    table = try JSONDecoder().decode(Table.self, from: Data(contentsOf: file))
  }

  @Test func `the rows for plugins are the cases of the check, word by word`() {
    let rows = table.cases.filter { $0.side == "plugin" }
    #expect(rows.map { [$0.id, $0.rule, $0.where ?? ""] } == PluginCase.all.map { [$0.id, $0.rule, $0.section] })
  }

  @Test func `a case has one row, and its rule a section of the protocol`() throws {
    #expect(table.cases.count == 103)
    #expect(Set(table.cases.map(\.id)).count == table.cases.count)
    let file = CheckedPlugin.root.appendingPathComponent("Plugins/protocol/v1/protocol.md")
    let text = try String(contentsOf: file, encoding: .utf8)
    for row in table.cases {
      guard let chapter = row.where?.split(separator: ".").first else { continue }
      #expect(text.contains("\n## \(chapter) "), "\(row.id) stands in \(chapter)")
      #expect(["plugin", "host"].contains(row.side))
    }
  }
}

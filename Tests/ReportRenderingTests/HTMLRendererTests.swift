import Foundation
import ReportModel
import ReportRendering
import Testing

@Suite struct HTMLRendererTests {
  @Test func `a whole report is written as recorded`() throws {
    let html = HTMLRenderer().render(try Sample.report())
    #expect(HTMLRenderer().render(try Sample.report()) == html)
    let body = try #require(html.range(of: "<body>"))
    let script = try #require(html.range(of: "<aside"))
    try Snapshot.expect(String(html[body.lowerBound..<script.lowerBound]), matches: "report-body.html")
  }

  @Test(arguments: [true, false])
  func `every tag is closed in its order`(isHostile: Bool) throws {
    let html = HTMLRenderer().render(isHostile ? Hostile.report : try Sample.report())
    #expect(unbalanced(html) == nil)
  }

  @Test func `text stays text`() throws {
    let html = HTMLRenderer().render(Hostile.report)
    #expect(!html.contains("<script>alert"))
    #expect(!html.contains("href=\"javascript"))
    #expect(!html.contains("\" onclick") && !html.contains("\"onclick"))
    for scalar in "\u{202E}\u{2066}\u{0}\u{1B}\u{2028}".unicodeScalars {
      #expect(!html.unicodeScalars.contains(scalar))
    }
    #expect(html.contains("\u{FFFD}evil\u{FFFD}"))
    // The two scripts and nothing else.
    #expect(html.components(separatedBy: "</script").count == 3)
    #expect(html.components(separatedBy: "<!--").count == 1)
  }

  @Test func `the page loads nothing and runs only its own script`() throws {
    let html = HTMLRenderer().render(try Sample.report())
    let start = try #require(html.range(of: "<script>", options: .backwards)).upperBound
    let end = try #require(html.range(of: "</script>", options: .backwards)).lowerBound
    let source = String(html[start..<end])
    #expect(html.contains("script-src 'sha256-\(SHA256Digest.base64(of: source))'"))
    #expect(source.utf8.count < 6144)
    for load in ["src=", "@import", "url(", "<link", "<iframe", "fetch(", "innerHTML", "eval("] {
      #expect(!html.contains(load), "\(load)")
    }
  }

  @Test func `the embedded ledger reads back as it is`() throws {
    let report = try Sample.report()
    let html = HTMLRenderer().render(report)
    let start = try #require(html.range(of: "id=\"w:ledger\">")).upperBound
    let end = try #require(html.range(of: "</script>", range: start..<html.endIndex)).lowerBound
    #expect(try JSONDecoder().decode(Ledger.self, from: Data(html[start..<end].utf8)) == report.ledger)
  }

  @Test func `a table is read row by row, scrolled by keys, and its bounds are no stops`() {
    let columns = [
      TableColumn(name: "who", label: "Partner", type: "code"),
      TableColumn(name: "v", label: "Value", type: "decimal"),
      TableColumn(name: "v.low", label: "At least", type: "decimal"),
    ]
    let cells = ["China", "5", "4"].map { TableCell(text: $0, raw: $0, level: .verified, evidence: "e." + $0) }
    let table = Table(
      id: "s.t", number: 3, title: [.text("Imports")], columns: columns, rows: [cells], totalRows: 1, notes: [])
    let finding = Finding(id: "s.f", text: [.text("It fell.")], level: .verified, sources: [3, 14])
    let html = HTMLRenderer().render(
      Report(
        title: "T", authors: [], asOf: "2022", language: "en", scope: [], snapshot: "x", generator: "g",
        sections: [
          Section(id: "s", number: "1", level: 1, title: [], status: .complete,
            blocks: [.table(table), .finding(finding)], sections: [])
        ], footnotes: [], origins: [], ledger: Ledger(), plugins: [], diagnostics: []))
    #expect(html.contains("role=\"region\" aria-label=\"Table 3\" tabindex=\"0\""))
    #expect(html.contains("<caption><b>Table 3.</b> Imports</caption>"))
    #expect(html.contains("<th scope=\"row\">"))
    #expect(html.contains("data-e=\"e.5\"") && !html.contains("data-e=\"e.4\""))
    #expect(html.contains("It fell. <span class=\"sources\">[<a href=\"#w:source-3\" aria-label=\"source 3\">3</a>, "))
    #expect(html.contains("<a class=\"skip\" href=\"#w:main\">") && html.contains("<main id=\"w:main\""))
  }

  @Test func `no two elements have one name, and every way inside the page leads somewhere`() throws {
    let html = HTMLRenderer().render(try Sample.report())
    let names = html.matches(of: #/ id="([^"]+)"/#).map { String($0.1) }
    #expect(Set(names).count == names.count)
    let ways = Set(html.matches(of: #/href="#([^"]+)"/#).map { String($0.1) })
    #expect(ways.subtracting(names).isEmpty)
  }

  @Test(arguments: [
    ("", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="), ("abc", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE="
    ),
  ])
  func `the digest of the script is SHA-256`(text: String, digest: String) {
    #expect(SHA256Digest.base64(of: text) == digest)
  }

  /// Returns what is wrong with the order of tags, or nil.
  private func unbalanced(_ html: String) -> String? {
    let empty: Set<Substring> = ["meta", "br", "path", "rect", "circle"]
    var open: [Substring] = []
    for match in html.matches(of: #/<(/?)([a-z][a-z0-9]*)((?:[^>"]|"[^"]*")*)>/#) {
      if open.last == "script" || open.last == "style", match.1.isEmpty { continue }
      if match.3.hasSuffix("/") || (empty.contains(match.2) && match.2 != "rect" && match.2 != "circle") { continue }
      if match.1.isEmpty {
        open.append(match.2)
      } else if open.popLast() != match.2 {
        return "</\(match.2)> closes nothing"
      }
    }
    return open.isEmpty ? nil : "open: \(open)"
  }
}

import Foundation
import Testing

/// Holds the table of the host's cases against the tests that it names.
@Suite struct HostCasesTests {
  private struct Table: Decodable {
    let cases: [Case]
  }

  private struct Case: Decodable {
    let id: String
    let side: String
    let rule: String
    let test: String?
    let missing: String?
  }

  private func hostCases() throws -> [Case] {
    let data = Data(try Example.text(of: "Plugins/protocol/v1/cases.json").utf8)
    return try JSONDecoder().decode(Table.self, from: data).cases.filter { $0.side == "host" }
  }

  @Test func `each case of the host stands once, with a test that bears its number or the reason why there is none`()
    throws
  {
    let cases = try hostCases()
    #expect(Set(cases.map(\.id)).count == cases.count)
    for item in cases {
      #expect(!item.rule.isEmpty)
      guard let file = item.test else {
        #expect(item.missing?.isEmpty == false, "\(item.id) has neither a test nor a reason")
        continue
      }
      let text = try Example.text(of: file)
      let bearers = text.split(separator: "\n").filter { line in
        guard let name = line.firstRange(of: "func `") else { return false }
        return line[name.upperBound...].split(separator: " ").prefix { $0.count == 3 && $0.first?.isUppercase == true }
          .contains { $0 == item.id }
      }
      #expect(bearers.count == 1, "\(item.id) in \(file)")
    }
  }
}

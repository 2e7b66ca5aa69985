import Foundation
import Testing

@Suite(.serialized) struct ClaimsCommandTests {
  private let program: Program

  init() throws {
    program = try Program()
  }

  private static let article = Program.data + "/claims/the-diplomat-2022-06-10.yaml"

  private func claims(_ file: String, _ more: String...) throws -> Program.Outcome {
    try program.run(
      ["claims", file, "--plugins", Program.root.path + "/Plugins", "--data", Program.data] + more)
  }

  @Test func `verdicts come as a table with counts, and contradictions end a strict check with 3`() throws {
    let figures = ["--import", Program.data + "/observations/press-figures.csv"]
    let plain = try claims(Self.article, figures[0], figures[1])
    #expect(plain.code == 0, "\(plain.errors)")
    #expect(plain.output.contains("C30    contradicted"))
    #expect(plain.output.contains("about USD 2.95 million"))
    #expect(plain.output.split(separator: "\n").contains { $0.hasPrefix("contradicted") && $0.hasSuffix("2") })
    #expect(try claims(Self.article, figures[0], figures[1], "--strict").code == 3)
    // The files are imported for the check alone.
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: program.path + "/tmp").allSatisfy { !$0.hasSuffix(".db") })
  }

  @Test func `verdicts come as JSON and as Markdown from a dataset`() throws {
    let imported = try program.run(
      "data", "import", "--dataset", "trade.db", "--data", Program.data,
      Program.data + "/observations/press-figures.csv")
    #expect(imported.code == 0)
    let file = Program.data + "/claims/rfa-2022.yaml"
    let json = try claims(file, "--dataset", "trade.db", "--format", "json", "--strict")
    #expect(json.code == 0)
    let result = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    let verdicts = try #require(result["claims"] as? [[String: Any]])
    #expect(verdicts.count == 6)
    #expect(verdicts.last?["verdict"] as? String == "not testable")
    #expect((verdicts.last?["finding"] as? String)?.contains("30022000") == true)
    let markdown = try claims(file, "--dataset", "trade.db", "--format", "markdown")
    #expect(markdown.output.contains("## 1 Claims check"))
  }

  @Test func `a file that is not there, and figures that are not named, end with 64`() throws {
    let missing = try claims("none.yaml", "--import", Program.data + "/observations/press-figures.csv")
    #expect(missing.code == 64)
    #expect(missing.errors.contains("claims.not_found"))
    #expect(try claims(Self.article).code == 64)
  }
}

import Foundation
import Testing

/// Runs each kept input through its target: what a fuzzer found once must not come back.
@Suite struct FuzzCorpusTests {
  private static let corpus = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
    "../Corpus")

  @Test(arguments: FuzzTarget.all.map(\.name)) func `every kept input passes`(name: String) throws {
    let target = try #require(FuzzTarget.all.first { $0.name == name })
    let check = try target.prepare()
    let folder = FuzzCorpusTests.corpus.appendingPathComponent(name)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    try #require(!files.isEmpty)
    for file in files {
      let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(file)))
      do { try check(bytes) } catch { Issue.record("\(name)/\(file): \(error)") }
    }
  }

  @Test func `every folder of inputs belongs to a target`() throws {
    let folders = try FileManager.default.contentsOfDirectory(atPath: FuzzCorpusTests.corpus.path)
    #expect(Set(folders).isSubset(of: Set(FuzzTarget.all.map(\.name))))
  }
}

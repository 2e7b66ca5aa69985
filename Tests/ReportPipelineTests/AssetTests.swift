import Foundation
import ReportModel
import ReportPipeline
import Testing

/// The renderer of a PDF is the plugin whose asset the host reads.
@Suite(.serialized) struct AssetTests {
  private func render(_ lines: String) async throws -> (result: BuildResult, project: TestProject) {
    let project = try TestProject()
    try project.plugin("printer", lines, more: #","renders":["report/pdf"]"#)
    let result = await project.build { $0.outputs = ["json", "pdf"] }
    return (result, project)
  }

  private func asset(_ path: String, more: String = "") -> String {
    #"echo '{"type":"asset","key":"report","path":"\#(path)","media":"application/pdf"\#(more)}'"#
  }

  @Test func `a renderer's file becomes the output`() async throws {
    let digest = "be5bc8b15f69b2e8f2f6c1ecd5ae1c3b9a0a8ba2d5d2f8e07f7c6b1ea2be3a11"
    let (result, project) = try await render("printf '%%PDF' > out/report.pdf\n" + asset("report.pdf"))
    #expect(result.ending == .complete, "\(result.diagnostics)")
    #expect(try project.read("out/report.pdf") == "%PDF")
    let stated = try await render(
      "printf '%%PDF' > out/report.pdf\n" + asset("report.pdf", more: #","sha256":"\#(digest)""#))
    #expect(stated.result.diagnostics.map(\.code) == ["asset.digest"])
  }

  @Test(arguments: [
    ("../report.pdf", "printf x > report.pdf", "asset.outside"),
    ("/etc/passwd", "true", "asset.outside"), ("", "true", "asset.outside"), ("a//b", "true", "asset.outside"),
    ("link.pdf", "ln -s /etc/passwd out/link.pdf", "asset.outside"),
    ("dir/passwd", "ln -s /etc out/dir", "asset.outside"),
    ("hard.pdf", "printf x > secret; ln secret out/hard.pdf", "asset.outside"),
    ("folder", "mkdir out/folder", "asset.outside"), ("pipe", "mkfifo out/pipe", "asset.outside"),
    ("none.pdf", "true", "asset.missing"), ("large.pdf", "truncate -s 67108865 out/large.pdf", "limit.assets"),
  ])
  func `O05 a file that is not the renderer's own is refused`(path: String, lines: String, code: String) async throws {
    let (result, project) = try await render(lines + "\n" + asset(path))
    #expect(result.ending == .gaps)
    #expect(result.diagnostics.map(\.code) == [code])
    #expect(!FileManager.default.fileExists(atPath: project.path + "/out/report.pdf"))
    #expect(FileManager.default.fileExists(atPath: project.path + "/out/report.json"))
  }

  @Test func `a build without a renderer says so and makes the rest`() async throws {
    let project = try TestProject()
    let result = await project.build { $0.outputs = ["markdown", "pdf"] }
    #expect(result.ending == .gaps)
    #expect(result.diagnostics.map(\.code) == ["renderer.missing"])
    #expect(Set(result.outputs.keys) == ["markdown"])
  }
}

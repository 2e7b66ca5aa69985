import Foundation
import Testing

@Suite(.serialized) struct TrustTests {
  private let program: Program

  init() throws {
    program = try Program()
    try program.project(plugin: "touch \(program.path)/ran\n" + Program.finding)
  }

  private var hasRun: Bool { FileManager.default.fileExists(atPath: program.path + "/ran") }

  private func build(_ arguments: String...) throws -> Program.Outcome {
    try program.run(["build", "report.yaml", "--data", Program.data, "--output", "markdown"] + arguments)
  }

  @Test func `without a lock plugins run, and with --locked they do not`() throws {
    let refused = try build("--locked")
    #expect(refused.code == 4)
    #expect(refused.errors.contains("plugin.untrusted"), "\(refused.errors)")
    #expect(!hasRun)
    #expect(try build().code == 0)
    #expect(hasRun)
  }

  @Test func `X01 a changed plugin is refused with what changed, and not run`() throws {
    #expect(try program.run("plugin", "add", "Plugins/top", "--yes").code == 0)
    #expect(try build("--locked").code == 0)
    try FileManager.default.removeItem(atPath: program.path + "/ran")
    try program.write("echo changed\n", to: "Plugins/top/run.sh")
    try program.write("", to: "Plugins/top/extra")
    let refused = try build()
    #expect(refused.code == 4)
    #expect(refused.errors.contains("extra is new; run.sh changed"), "\(refused.errors)")
    #expect(refused.errors.contains("waybill plugin add"))
    #expect(!hasRun)
    let list = try program.run("plugin", "list")
    #expect(list.output.contains("changed"), "\(list.output)")
    #expect(!hasRun)
  }

  @Test func `a plugin that the lock does not name is refused`() throws {
    try program.write(#"{"lock": 1, "plugins": {}}"#, to: "Plugins/waybill.lock")
    let refused = try build()
    #expect(refused.code == 4)
    #expect(refused.errors.contains("is not in"), "\(refused.errors)")
    try program.write(#"{"lock": 2, "plugins": {}}"#, to: "Plugins/waybill.lock")
    #expect(try build().code == 4)
    try program.write("?", to: "Plugins/waybill.lock")
    #expect(try build().errors.contains("plugin.bad_lock"))
  }

  @Test func `X03 a variable that nobody granted is absent`() throws {
    let manifest = try program.read("Plugins/top/plugin.json").replacingOccurrences(
      of: #""command":"#, with: #""permissions":{"env":["HOMEWORK"]},"command":"#)
    try program.write(manifest, to: "Plugins/top/plugin.json")
    try program.write(
      "printf '%s' \"${HOMEWORK-absent}\" > \(program.path)/ran\n" + (try program.read("Plugins/top/run.sh")),
      to: "Plugins/top/run.sh")
    let arguments = ["build", "report.yaml", "--data", Program.data, "--output", "markdown"]
    let without = try program.run(arguments, environment: ["HOMEWORK": "done"])
    #expect(without.errors.contains("plugin.permission"), "\(without.errors)")
    #expect(try program.read("ran").hasPrefix("absent"))
    let added = try program.run("plugin", "add", "Plugins/top", "--yes")
    #expect(added.errors.contains("asks for: environment: HOMEWORK"), "\(added.errors)")
    #expect(try program.run(arguments, environment: ["HOMEWORK": "done"]).code == 0)
    #expect(try program.read("ran").hasPrefix("done"))
  }

  @Test func `nobody at the terminal means no`() throws {
    let refused = try program.run("plugin", "add", "Plugins/top", input: "y\n")
    #expect(refused.code == 4)
    #expect(refused.errors.contains("--yes"), "\(refused.errors)")
    #expect(!FileManager.default.fileExists(atPath: program.path + "/Plugins/waybill.lock"))
  }

  @Test func `a link that leads out of the folder is refused`() throws {
    try FileManager.default.createSymbolicLink(
      atPath: program.path + "/Plugins/top/data", withDestinationPath: "/etc/hostname")
    let refused = try program.run("plugin", "add", "Plugins/top", "--yes")
    #expect(refused.code == 4)
    #expect(refused.errors.contains("'data'"), "\(refused.errors)")
  }

  @Test func `a folder and an archive are copied, updated and taken away`() throws {
    try FileManager.default.moveItem(atPath: program.path + "/Plugins/top", toPath: program.path + "/other")
    #expect(try program.run("plugin", "add", "other", "--as", "top", "--yes").code == 0)
    #expect(try build("--locked").code == 0)

    try program.write((try program.read("other/run.sh")) + "\n", to: "other/run.sh")
    try Self.run(
      "/bin/tar", ["--create", "--gzip", "--file", program.path + "/top.tar.gz", "-C", program.path, "other"])
    let update = try program.run("plugin", "add", "top.tar.gz", "--yes")
    #expect(update.code == 0, "\(update.errors)")
    #expect(update.errors.contains("run.sh changed"), "\(update.errors)")
    #expect(try build("--locked").code == 0)

    #expect(try program.run("plugin", "remove", "top").code == 0)
    #expect(!FileManager.default.fileExists(atPath: program.path + "/Plugins/top"))
    #expect(FileManager.default.fileExists(atPath: program.path + "/other"))
    #expect(try program.run("plugin", "remove", "top").code == 1)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/git")))
  func `a repository is cloned at a tag, and its commit stands in the lock`() throws {
    try FileManager.default.moveItem(atPath: program.path + "/Plugins/top", toPath: program.path + "/top")
    let git = ["-C", program.path + "/top", "-c", "user.name=T", "-c", "user.email=t@example.org"]
    for arguments in [["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "First"], ["tag", "v1"]] {
      try Self.run("/usr/bin/git", git + arguments)
    }
    let added = try program.run("plugin", "add", "file://\(program.path)/top#v1", "--yes")
    #expect(added.code == 0, "\(added.errors)")
    #expect(try build("--locked").code == 0)
    let lock = try program.read("Plugins/waybill.lock")
    #expect(lock.contains(try Regex("/top#[0-9a-f]{40}\"")), "\(lock)")
    #expect(!lock.contains(".git/"))
    #expect(try program.run("plugin", "add", "file://\(program.path)/top#v2", "--yes").errors.contains("host.tool"))
  }

  @Test func `what is no plugin is refused`() throws {
    #expect(try program.run("plugin", "add", "nothing", "--yes").errors.contains("plugin.not_found"))
    try program.write("no archive", to: "top.tar")
    #expect(try program.run("plugin", "add", "top.tar", "--yes").errors.contains("host.tool"))
    #expect(
      try program.run("plugin", "add", "Plugins/top", "--as", "../top", "--yes").errors.contains("plugin.bad_name"))
    #expect(try program.run("plugin", "add", "Plugins", "--yes").code == 1)
  }

  private static func run(_ program: String, _ arguments: [String]) throws {
    let process = try Process.run(URL(fileURLWithPath: program), arguments: arguments)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
  }
}

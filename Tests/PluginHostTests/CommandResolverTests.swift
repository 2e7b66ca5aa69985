import Foundation
import PluginHost
import PluginProtocol
import Testing

@Suite struct CommandResolverTests {
  private let folder: TestFolder
  private let resolver: CommandResolver

  init() throws {
    folder = try TestFolder()
    try folder.folder("plugin")
    try folder.write("", to: "bin/real", mode: 0o755)
    resolver = CommandResolver(
      searchPath: [folder.path + "/scripts", folder.path + "/missing", "relative", folder.path + "/bin"],
      compiledDirectory: folder.path + "/compiled")
  }

  private func resolve(_ command: String...) throws -> [String] {
    try resolver.resolve(
      InstalledPlugin(
        name: "p", directory: folder.path + "/plugin",
        manifest: Manifest(hello: Hello(protocol: [1], id: "p", version: "1"), command: command)))
  }

  private func error(_ command: String) -> HostError? {
    #expect(throws: HostError.self) { try resolve(command) }
  }

  @Test func `an interpreter is found on the path, and arguments that are files get the plugin's folder`() throws {
    try folder.write("", to: "plugin/run.py")
    #expect(
      try resolve("real", "-S", "run.py", "other.py")
        == [folder.path + "/bin/real", "-S", folder.path + "/plugin/run.py", "other.py"])
  }

  @Test func `a script under an interpreter's name comes last`() throws {
    try folder.write("#!/bin/sh\n", to: "scripts/real", mode: 0o755)
    #expect(try resolve("real") == [folder.path + "/bin/real"])
    try folder.write("#!/bin/sh\n", to: "scripts/only", mode: 0o755)
    #expect(try resolve("only") == [folder.path + "/scripts/only"])
  }

  @Test func `a folder under an interpreter's name is no interpreter`() throws {
    try folder.folder("scripts/real")
    #expect(try resolve("real") == [folder.path + "/bin/real"])
    try folder.folder("bin/python9")
    #expect(error("python9")?.code == "plugin.bad_interpreter")
  }

  @Test func `an interpreter that the caller names goes before the path`() throws {
    var resolver = resolver
    resolver.interpreters["real"] = "/somewhere/real"
    #expect(try resolver.program("real") == "/somewhere/real")
  }

  @Test func `an interpreter that is missing is named`() {
    let error = error("python9")
    #expect(error?.code == "plugin.bad_interpreter")
    #expect(error?.message == "plugin 'p' needs python9, which is not on the path")
    #expect(error?.hint == "install python9")
  }

  @Test func `a program that is missing is named with its folder`() {
    let error = error("./run")
    #expect(error?.code == "plugin.not_found")
    #expect(error?.message.contains("no program run in \(folder.path)/plugin") == true)
  }

  @Test func `a program that is not executable is told from one that is missing`() throws {
    try folder.write("#!/bin/sh\n", to: "plugin/run", mode: 0o644)
    #expect(error("./run")?.code == "plugin.not_executable")
    #expect(error("./run")?.hint == "run chmod +x on it")
  }

  @Test func `a script whose interpreter is missing is told from one that is missing`() throws {
    try folder.write("#!/no/such/shell -e\n", to: "plugin/run", mode: 0o755)
    #expect(error("./run")?.code == "plugin.bad_interpreter")
    #expect(error("./run")?.message.contains("/no/such/shell") == true)
  }

  @Test(arguments: [
    (nil, 0o755, "plugin.not_found"), ("#!/bin/sh\n", 0o644, "plugin.not_executable"),
    ("#!/no/such/shell\n", 0o755, "plugin.bad_interpreter"), ("", 0o755, "plugin.not_executable"),
    ("just text\n", 0o755, "plugin.not_executable"),
    ("\u{7F}ELF\u{2}\u{1}\u{1}\0\0\0\0\0\0\0\0\0\u{2}\0\u{8}\0", 0o755, "plugin.wrong_architecture"),
  ])
  func `N11 each reason that a program cannot be started has its own code`(text: String?, mode: Int, code: String)
    throws
  {
    if let text { try folder.write(text, to: "plugin/run", mode: mode) }
    let error = error("./run")
    #expect(error?.code == code)
    #expect(error?.hint != nil)
    #expect(error?.message.contains("run") == true)
  }

  @Test func `a program of the plugin's own is found`() throws {
    try folder.write("#!/bin/sh\n", to: "plugin/run", mode: 0o755)
    #expect(try resolve("./run", "--x") == [folder.path + "/plugin/run", "--x"])
  }

  @Test func `a compiled plugin is found where the compiled ones are`() throws {
    try folder.write("", to: "compiled/vaccine", mode: 0o755)
    #expect(try resolve("./vaccine") == [folder.path + "/compiled/vaccine"])
  }

  @Test(arguments: ["/bin/sh", "../run", "./a/../../run"]) func `a command stays in the plugin's folder`(
    program: String
  ) {
    #expect(error(program)?.code == "plugin.bad_manifest")
  }
}

internal import Foundation
internal import PluginProtocol

/// Finds the program behind a plugin's command, once and with a message that says what is wrong.
package struct CommandResolver: Sendable {
  /// The folders that interpreters such as `python3` and `sh` are sought in, absolute, in order.
  package var searchPath: [String]
  /// Interpreters that the caller names, such as `python3` of a virtual environment.
  package var interpreters: [String: String]
  /// A folder with the executables of plugins that were compiled, by the plugin's name; nil where there is none.
  package var compiledDirectory: String?

  /// Creates a resolver.
  package init(searchPath: [String], interpreters: [String: String] = [:], compiledDirectory: String? = nil) {
    self.searchPath = searchPath.filter { $0.hasPrefix("/") }
    self.interpreters = interpreters
    self.compiledDirectory = compiledDirectory
  }

  /// Returns the absolute program and its arguments.
  ///
  /// - Throws: `plugin.not_found`, `plugin.not_executable`, `plugin.bad_interpreter`.
  package func resolve(_ plugin: InstalledPlugin) throws(HostError) -> [String] {
    let command = plugin.manifest.command
    let program = command[0]
    let arguments = command.dropFirst().map { argument in
      // A file of the plugin's own is named from its folder, because the plugin runs in another one.
      let own = plugin.directory + "/" + argument
      return !argument.hasPrefix("-") && FileManager.default.fileExists(atPath: own) ? own : argument
    }
    if program.hasPrefix("/") {
      throw HostError(
        code: "plugin.bad_manifest", message: "the command of plugin '\(plugin.name)' is an absolute path",
        hint: "name a program in the plugin's folder with ./ in front, or an interpreter such as python3")
    }
    if program.contains("/") {
      guard !program.split(separator: "/").contains("..") else {
        throw HostError(
          code: "plugin.bad_manifest", message: "the command of plugin '\(plugin.name)' leaves the plugin's folder")
      }
      return try own(program, of: plugin) + arguments
    }
    do throws(HostError) {
      return [try self.program(program)] + arguments
    } catch {
      throw HostError(
        code: error.code, message: "plugin '\(plugin.name)' needs \(program), which is not on the path",
        hint: error.hint)
    }
  }

  /// Returns the absolute path of an interpreter such as `python3`.
  ///
  /// - Throws: `plugin.bad_interpreter` where it is not on the path.
  package func program(_ name: String) throws(HostError) -> String {
    if let named = interpreters[name] { return named }
    let found = searchPath.map { $0 + "/" + name }.filter(isProgram)
    // A script under an interpreter's name is a version switcher that costs tens of milliseconds; a program comes first.
    guard let program = found.first(where: { shebang(of: $0) == nil }) ?? found.first else {
      throw HostError(code: "plugin.bad_interpreter", message: "\(name) is not on the path", hint: "install \(name)")
    }
    return program
  }

  private func own(_ program: String, of plugin: InstalledPlugin) throws(HostError) -> [String] {
    let relative = program.hasPrefix("./") ? String(program.dropFirst(2)) : program
    let path = plugin.directory + "/" + relative
    let files = FileManager.default
    if files.fileExists(atPath: path) {
      if let shebang = shebang(of: path) {
        guard files.isExecutableFile(atPath: shebang) else {
          throw HostError(
            code: "plugin.bad_interpreter", message: "\(path) asks for the interpreter \(shebang), which is not there",
            hint: "install it, or change the first line of the script")
        }
      }
      guard isProgram(path) else {
        throw HostError(
          code: "plugin.not_executable", message: "\(path) is not executable", hint: "run chmod +x on it")
      }
      try ProgramHead.check(path)
      return [path]
    }
    if let compiledDirectory {
      let compiled = compiledDirectory + "/" + relative
      if isProgram(compiled) { return [compiled] }
    }
    throw HostError(
      code: "plugin.not_found", message: "plugin '\(plugin.name)' has no program \(relative) in \(plugin.directory)",
      hint: "a plugin in Swift is built with: swift build -c release --product \(plugin.name)")
  }

  /// Whether the path is a file that may be run; a folder may be entered, which is another thing.
  private func isProgram(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    // The variable is ours, and written before the call returns.
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
      return false
    }
    return FileManager.default.isExecutableFile(atPath: path)
  }

  /// Returns the interpreter that a script's first line names, or nil for other files.
  private func shebang(of path: String) -> String? {
    guard let handle = try? FileReadHead.bytes(of: path, count: 256), handle.starts(with: "#!".utf8) else { return nil }
    let line = handle.dropFirst(2).prefix { $0 != UInt8(ascii: "\n") }
    return String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(String.init)
  }
}

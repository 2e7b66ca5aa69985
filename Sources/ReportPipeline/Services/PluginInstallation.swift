internal import Foundation
internal import PluginHost
internal import PluginProtocol
public import ReportModel

/// Adds plugins to a folder of plugins, after somebody agreed to them, and takes them away again.
///
/// Nothing of a plugin is run.
public struct PluginInstallation: Sendable {
  private let request: BuildRequest
  private let folder: String

  /// Adds to the first folder of plugins of a request.
  ///
  /// - Throws: `plugin.not_found` where the request has no folder of plugins.
  public init(_ request: BuildRequest) throws(PluginRefusal) {
    guard let folder = request.pluginDirectories.first else {
      throw PluginRefusal("plugin.not_found", "there is no folder of plugins", hint: "name one with --plugins")
    }
    self.request = request
    self.folder = URL(fileURLWithPath: folder).standardizedFileURL.path
  }

  /// A plugin that waits for somebody to agree.
  public struct Candidate: Sendable {
    /// The name that it will have in report files.
    public var name: String
    /// What there is to know before agreeing, a line each.
    public var facts: [String]
    /// What differs from what was agreed to before, a phrase each; nil where it was not there before.
    public var differences: [String]?
    /// Where it is now.
    let directory: String
    /// Where it comes from; nil where it is in its place.
    let source: String?
  }

  /// Fetches a plugin into a temporary folder where it is not in its place, and describes it.
  ///
  /// - Parameter name: The name to give it; nil for that of its source.
  public func candidate(_ source: PluginSource, name: String?) async throws(PluginRefusal) -> Candidate {
    do throws(HostError) {
      let (directory, origin) = try await fetched(source)
      let settled = name ?? source.name
      guard PluginInstallation.isName(settled) else {
        throw HostError(
          code: "plugin.bad_name", message: "'\(settled)' cannot be a plugin's name",
          hint: "give another with --as: lower-case letters, digits and hyphens")
      }
      var plugin = try PluginCatalogue.read(folder: directory)
      plugin.name = settled
      let entry = try LockEntry(plugin, source: origin, resolver: CommandResolver(request))
      let old = try PluginLock.read(in: folder)?.plugins[settled]
      if origin != nil, old == nil, FileManager.default.fileExists(atPath: folder + "/" + settled) {
        throw HostError(
          code: "plugin.bad_name", message: "\(folder)/\(settled) is there already, and the lock does not know it",
          hint: "give the new plugin another name with --as, or agree to the present one first")
      }
      return Candidate(
        name: settled, facts: facts(plugin, entry), differences: old.map { $0.differences(in: entry) },
        directory: directory, source: origin)
    } catch {
      throw PluginRefusal(error)
    }
  }

  /// Puts a plugin that somebody agreed to in its place, and writes it into the lock.
  public func add(_ candidate: Candidate) throws(PluginRefusal) {
    do throws(HostError) {
      let place = folder + "/" + candidate.name
      if candidate.source != nil { try put(candidate.directory, as: candidate.name) }
      let plugin = try PluginCatalogue.read(folder: place)
      var lock = try PluginLock.read(in: folder) ?? PluginLock()
      lock.plugins[candidate.name] = try LockEntry(
        plugin, source: candidate.source ?? lock.plugins[candidate.name]?.source, resolver: CommandResolver(request))
      try lock.write(in: folder)
    } catch {
      throw PluginRefusal(error)
    }
  }

  /// Takes a plugin out of the lock, and its folder away where `add` had put it there.
  ///
  /// - Returns: Whether the folder was taken away.
  public func remove(_ name: String) throws(PluginRefusal) -> Bool {
    do throws(HostError) {
      guard var lock = try PluginLock.read(in: folder), let entry = lock.plugins.removeValue(forKey: name) else {
        throw HostError(
          code: "plugin.not_found", message: "no plugin '\(name)' is in \(folder)/\(PluginLock.fileName)",
          hint: "waybill plugin list shows what is there")
      }
      try lock.write(in: folder)
      guard entry.source != nil else { return false }
      try files("\(folder)/\(name) cannot be removed") { try $0.removeItem(atPath: folder + "/" + name) }
      return true
    } catch {
      throw PluginRefusal(error)
    }
  }

  private func facts(_ plugin: InstalledPlugin, _ entry: LockEntry) -> [String] {
    let hello = plugin.manifest.hello
    let asks = entry.permissions.words
    return [
      "\(plugin.name): \(hello.title ?? hello.id), version \(entry.version), \(hello.license ?? "no licence named")",
      "makes: " + ((hello.analyses ?? []).map(\.name) + (hello.renders ?? [])).joined(separator: ", "),
      "from: \(entry.source ?? plugin.directory)",
      "is started with: \(entry.command.joined(separator: " "))",
      "asks for: " + (asks.isEmpty ? "nothing beyond its own folder and its run's" : asks.joined(separator: "; ")),
      "holds: \(entry.files.count) files, \(entry.digest)",
      "nothing but its environment is kept from it: a plugin can do what you can do",
    ]
  }

  /// Returns the folder with the plugin's files, and where they come from; nil where the folder is in its place.
  private func fetched(_ source: PluginSource) async throws(HostError) -> (directory: String, source: String?) {
    switch source {
    case .folder(let path):
      let full = URL(fileURLWithPath: path).standardizedFileURL.path
      return (full, URL(fileURLWithPath: full).deletingLastPathComponent().path == folder ? nil : path)
    case .archive(let path):
      let digest: String
      do {
        digest = try PluginTree.digest(ofFile: path)
      } catch {
        throw HostError(
          code: "plugin.not_found", message: "there is no folder or archive \(path)",
          hint: "name a folder with a plugin.json, an archive, or the address of a git repository")
      }
      let target = try temporary("archive")
      let full = URL(fileURLWithPath: path).standardizedFileURL.path
      if path.hasSuffix(".zip") {
        _ = try await tool("unzip", ["-q", full, "-d", target])
      } else {
        _ = try await tool("tar", ["--extract", "--file", full, "--directory", target, "--no-same-owner"])
      }
      return (try pluginFolder(in: target, of: path), "\(path)#\(digest)")
    case .repository(let address, let reference):
      let target = try temporary("repository")
      let branch = reference.map { ["--branch", $0] } ?? []
      _ = try await tool("git", ["clone", "--quiet", "--depth", "1"] + branch + ["--", address, target])
      let commit = try await tool("git", ["-C", target, "rev-parse", "HEAD"])
      try files("\(target)/.git cannot be removed") { try $0.removeItem(atPath: target + "/.git") }
      return (
        try pluginFolder(in: target, of: address),
        "\(address)#\(commit.trimmingCharacters(in: .whitespacesAndNewlines))"
      )
    }
  }

  /// Returns the folder itself, or the only folder in it, whichever holds a `plugin.json`.
  private func pluginFolder(in folder: String, of source: String) throws(HostError) -> String {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    if names.contains("plugin.json") { return folder }
    let inner = folder + "/" + (names.first ?? "")
    guard names.count == 1, FileManager.default.fileExists(atPath: inner + "/plugin.json") else {
      throw HostError(
        code: "plugin.not_found", message: "there is no plugin.json in \(source)",
        hint: "it has to stand at the top, or in the only folder there")
    }
    return inner
  }

  private func temporary(_ name: String) throws(HostError) -> String {
    let path = request.temporaryDirectory + "/plugin-" + name
    try files("\(path) cannot be made") { try $0.createDirectory(atPath: path, withIntermediateDirectories: true) }
    return path
  }

  private func tool(_ name: String, _ arguments: [String]) async throws(HostError) -> String {
    let program = try CommandResolver(request).program(name)
    var environment = request.environment.filter { ["PATH", "HOME", "SSH_AUTH_SOCK", "LANG"].contains($0.key) }
    environment["GIT_TERMINAL_PROMPT"] = "0"
    return try await Tool.run(program, arguments, in: request.temporaryDirectory, environment: environment)
  }

  /// Copies a plugin beside its place and puts it there by renaming; what was there before goes last.
  private func put(_ source: String, as name: String) throws(HostError) {
    let place = folder + "/" + name
    let (new, old) = ("\(folder)/.\(name).new", "\(folder)/.\(name).old")
    try files("\(place) cannot be written") { files in
      try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
      for rest in [new, old] where files.fileExists(atPath: rest) { try files.removeItem(atPath: rest) }
      try files.copyItem(atPath: source, toPath: new)
      if files.fileExists(atPath: place) { try files.moveItem(atPath: place, toPath: old) }
      try files.moveItem(atPath: new, toPath: place)
      if files.fileExists(atPath: old) { try files.removeItem(atPath: old) }
    }
  }

  private func files(_ words: String, _ body: (FileManager) throws -> Void) throws(HostError) {
    do {
      try body(FileManager.default)
    } catch {
      throw HostError(code: "host.output", message: "\(words): \(error.localizedDescription)")
    }
  }

  private static func isName(_ text: String) -> Bool {
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789-._")
    return !text.isEmpty && text.count <= 64 && text.first != "." && text.first != "-"
      && text.allSatisfy(allowed.contains)
  }
}

/// Why a plugin was not added or taken away.
public struct PluginRefusal: Error, Sendable {
  /// The reason, with the way out.
  public var diagnostic: Diagnostic

  /// Whether trust stands against it.
  public var isTrust: Bool { diagnostic.code == "plugin.untrusted" || diagnostic.code == "plugin.bad_lock" }

  /// Creates a refusal.
  public init(_ diagnostic: Diagnostic) {
    self.diagnostic = diagnostic
  }

  init(_ code: String, _ message: String, hint: String?) {
    diagnostic = Diagnostic(severity: .error, code: code, message: message, hint: hint)
  }

  init(_ error: HostError) {
    self.init(error.code, error.message, hint: error.hint)
  }
}

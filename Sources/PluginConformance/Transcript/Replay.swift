internal import Foundation
package import PluginHost
internal import PluginProtocol

/// Feeds a plugin the host's side of a transcript and compares what it says with the plugin's side.
///
/// The order of keys, white space, empty lines, `progress` and `log` do not count.
package struct Replay: Sendable {
  private let plugin: InstalledPlugin
  private let command: [String]
  private let environment: [String: String]
  private let temporaryDirectory: String
  private let patience: Double

  /// Takes the plugin, its absolute program with arguments, what it is granted, an existing folder, and how many times
  /// longer than the protocol says it may take.
  package init(
    plugin: InstalledPlugin, command: [String], environment: [String: String], temporaryDirectory: String,
    patience: Double = 1
  ) {
    self.plugin = plugin
    self.command = command
    self.environment = environment
    self.temporaryDirectory = temporaryDirectory
    self.patience = patience
  }

  /// Where a plugin says something else than the transcript.
  package struct Difference: Codable, Hashable, Sendable {
    /// The line of the transcript, counted from 1; nil where the plugin says more than it holds.
    package var transcriptLine: Int?
    /// What the transcript holds; nil where it holds nothing.
    package var recorded: String?
    /// What the plugin said; nil where it said nothing more.
    package var said: String?
  }

  /// Returns the first difference to the transcript in the file, or nil where there is none.
  ///
  /// - Throws: `CheckFailure` where the file is no transcript, or the plugin cannot be started.
  package func run(file: String) async throws(CheckFailure) -> Difference? {
    let folder = temporaryDirectory + "/replay-\(plugin.name)"
    let process = PluginProcess(
      command: command, granted: environment, directory: folder, pluginDirectory: plugin.directory)
    let patience = ScriptedHost.Patience(factor: patience)
    do {
      let transcript = try Transcript(file: file)
      try FileManager.default.createDirectory(atPath: folder + "/out", withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      return try await process.run { pipes, child in
        Replay.play(transcript, Probe(pipes: pipes, child: child), folder: folder, patience)
      }
    } catch {
      throw CheckFailure(error)
    }
  }

  /// Plays the lines in their order: what stands before a host line was said without knowing it.
  private static func play(
    _ transcript: Transcript, _ probe: Probe, folder: String, _ patience: ScriptedHost.Patience
  ) -> Difference? {
    let idle = Duration.seconds(patience.idleSeconds)
    for (index, line) in transcript.lines.enumerated() {
      switch (line.dir, line.line) {
      case (.toPlugin, nil): probe.closeInput()
      case (.toPlugin, let text?):
        probe.send(Array((text.replacingOccurrences(of: Transcript.folder, with: folder) + "\n").utf8))
      case (.fromPlugin, let text?):
        guard let recorded = meaning(text) else { continue }
        guard let said = next(probe, idle) else { return Difference(transcriptLine: index + 1, recorded: text) }
        let own = String(decoding: said.bytes, as: UTF8.self).replacingOccurrences(of: folder, with: Transcript.folder)
        guard meaning(own) == recorded else {
          return Difference(transcriptLine: index + 1, recorded: text, said: own)
        }
      default: continue
      }
    }
    probe.closeInput()
    if let more = next(probe, idle) { return Difference(said: String(decoding: more.bytes, as: UTF8.self)) }
    return ending(transcript, probe, within: patience.exit)
  }

  /// Compares the exit code with the recorded one; a process that the host had to kill has none.
  private static func ending(_ transcript: Transcript, _ probe: Probe, within limit: Duration) -> Difference? {
    guard let index = transcript.lines.lastIndex(where: { $0.event?.hasPrefix("exit ") == true }) else { return nil }
    let recorded = transcript.lines[index].event
    let said = probe.ending(within: limit).flatMap { TranscriptLine($0.event, after: .zero).event }
    return said == recorded
      ? nil : Difference(transcriptLine: index + 1, recorded: recorded, said: said ?? "still running")
  }

  /// Returns the next line that counts, or nil where the plugin says nothing more.
  private static func next(_ probe: Probe, _ idle: Duration) -> HeardLine? {
    while case .line(let line) = probe.next(within: idle) {
      if meaning(String(decoding: line.bytes, as: UTF8.self)) != nil { return line }
    }
    return nil
  }

  /// Returns what a line says; nil for lines that do not count.
  private static func meaning(_ text: String) -> JSONValue? {
    if text.allSatisfy(\.isWhitespace) { return nil }
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) else { return .string(text) }
    return ["progress", "log"].contains(value["type"]?.stringValue) ? nil : value
  }
}

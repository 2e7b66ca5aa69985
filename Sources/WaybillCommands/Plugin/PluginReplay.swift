internal import ArgumentParser
internal import PluginConformance
internal import ReportModel
internal import ReportPipeline

/// The command `waybill plugin replay`.
struct PluginReplay: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Feeds a plugin a recorded run and compares what it says.",
    discussion: """
      Record a run once, and replay it after every change; no dataset is needed:

        waybill plugin run ./my-plugin --dataset trade.db --record run.ndjson
        waybill plugin replay run.ndjson ./my-plugin
      """)

  @Argument(help: "The transcript.", completion: .file(extensions: ["ndjson"]))
  var transcript: String

  @Argument(help: "The plugin's folder, or its program.", completion: .file())
  var path: String

  @Option(help: .init("How many times longer than the protocol says the plugin may take.", valueName: "n"))
  var patience = 1.0

  @Option(help: "How the result is printed: text or json.")
  var format = OutputFormat.text

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    if patience < 1 { throw ValidationError("--patience is to be 1 or more.") }
  }

  func run() async throws {
    let request = places.request(report: path, out: ".")
    let temporary = TemporaryFolder(request.temporaryDirectory)
    defer { temporary.remove() }
    let program = try answering(format) { try PluginProgram(path: absolutePath(path), request: request) }
    let replay = Replay(
      plugin: program.plugin, command: program.command, environment: program.environment,
      temporaryDirectory: request.temporaryDirectory, patience: patience)
    let file = transcript
    let outcome: Swift.Result<Replay.Difference?, CheckFailure> = await Interruption.cancelling {
      do throws(CheckFailure) {
        return .success(try await replay.run(file: file))
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let failure) = outcome {
      throw try refused([failure.diagnostic], format, code: failure.diagnostic.code == "usage.arguments" ? 64 : 1)
    }
    let difference = try outcome.get()
    try show(difference)
    temporary.remove()
    throw ExitCode(difference == nil ? 0 : 3)
  }

  private func show(_ difference: Replay.Difference?) throws {
    if format == .json { return try Console.json(["difference": difference]) }
    guard let difference else { return Console.result("the plugin says what it said") }
    let place =
      difference.transcriptLine.map { "line \($0) of \(transcript)" } ?? "after the last line of \(transcript)"
    Console.result("\(place):")
    Console.result(Console.printable("  recorded: \(difference.recorded ?? "nothing more")"))
    Console.result(Console.printable("  said:     \(difference.said ?? "nothing more")"))
  }
}

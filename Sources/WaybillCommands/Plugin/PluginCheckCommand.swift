internal import ArgumentParser
internal import Foundation
internal import PluginConformance
internal import ReportModel
internal import ReportPipeline

/// The command `waybill plugin check`.
struct PluginCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks a plugin against the rules of the protocol, case by case.",
    discussion: """
      Name the plugin's folder, or a program that says everything in hello:

        waybill plugin check ./my-plugin
        waybill plugin check ./my-plugin --format junit > results.xml

      The plugin is asked about all files of the Data folder, or about a dataset of yours. A file of expected failures
      names one case a line; a case in it that passes is an error, so that the file cannot grow old.
      """)

  /// How the results are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    /// For people.
    case text
    /// For programs.
    case json
    /// For build servers.
    case junit
  }

  @Argument(help: "The plugin's folder, or its program.", completion: .file())
  var path: String

  @Option(help: .init("The dataset file; by default one that is made of the Data folder.", valueName: "file"))
  var dataset: String?

  @Option(help: .init("A case to run, such as F01; may be given more than once.", valueName: "id"))
  var only: [String] = []

  @Option(help: .init("A file with cases that are known to fail, one a line.", valueName: "file"))
  var expectedFailures: String?

  @Option(help: .init("How many times longer than the protocol says the plugin may take.", valueName: "n"))
  var patience = 1.0

  @Option(help: "How the results are printed: text, json or junit.")
  var format = Format.text

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    let known = PluginCase.all.map(\.id)
    for id in only where !known.contains(id) {
      throw ValidationError("There is no case '\(id)' for plugins. There are: \(known.joined(separator: ", ")).")
    }
    if patience < 1 { throw ValidationError("--patience is to be 1 or more.") }
  }

  func run() async throws {
    var request = places.request(report: path, out: ".")
    request.dataset = dataset
    let temporary = TemporaryFolder(request.temporaryDirectory)
    defer { temporary.remove() }
    let output: OutputFormat = format == .json ? .json : .text
    let expected = try expectations(output)
    let bench = try answering(output) { try PluginBench(path: absolutePath(path), request: request) }
    let subject = Subject(
      plugin: bench.program.plugin, command: bench.program.command, hasManifestFile: bench.program.hasManifestFile,
      environment: bench.program.environment, dataset: bench.dataset, asOf: bench.asOf,
      temporaryDirectory: request.temporaryDirectory, patience: patience)
    let (chosen, isText) = (Set(only), format == .text)
    let outcome: Swift.Result<[CaseResult], CheckFailure> = await Interruption.cancelling {
      do throws(CheckFailure) {
        return .success(
          try await PluginCheck(subject).run(only: chosen) { result in if isText { CaseText(result).show() } })
      } catch {
        return .failure(error)
      }
    }
    if case .failure(let failure) = outcome { throw try refused([failure.diagnostic], output, code: 1) }
    let results = try outcome.get()
    let report = CheckReport(
      plugin: bench.program.name, results: results, expectedFailures: expected)
    switch format {
    case .text: CaseText.show(report)
    case .json: try Console.json(report)
    case .junit: Console.write(JUnitReport(report).text, to: 1)
    }
    temporary.remove()
    throw ExitCode(report.isPassed ? 0 : 3)
  }

  private func expectations(_ format: OutputFormat) throws -> [String] {
    guard let expectedFailures else { return [] }
    guard let text = try? String(contentsOfFile: expectedFailures, encoding: .utf8) else {
      let problem = Diagnostic(
        severity: .error, code: "usage.arguments", message: "\(expectedFailures) cannot be read",
        hint: "name a text file with one case a line")
      throw try refused([problem], format, code: 64)
    }
    return text.split(whereSeparator: \.isNewline)
      .compactMap { $0.prefix { $0 != "#" }.split(separator: " ").first.map(String.init) }
  }
}

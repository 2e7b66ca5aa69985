internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill plugin run`.
struct PluginRun: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs one plugin and prints its section as Markdown.",
    discussion: """
      Name the plugin's folder and a dataset:

        waybill plugin run ./my-plugin --dataset trade.db --param importer=PRK
      """)

  @Argument(help: "The plugin's folder.", completion: .directory)
  var folder: String

  @OptionGroup var dataset: DatasetOption

  @Option(help: .init("The analysis, where the plugin has more than one.", valueName: "name"))
  var analysis: String?

  @Option(name: .customLong("param"), help: .init("A parameter; may be given more than once.", valueName: "name=value"))
  var parameters: [String] = []

  @Option(help: .init("The day that the report speaks of.", valueName: "date"))
  var asOf = "2024-01-31"

  @Flag(help: "Takes stray output for an error.")
  var strict = false

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError("--param takes name=value; '\(parameter)' has no '='.")
    }
  }

  func run() async throws {
    var request = places.request(report: folder, out: ".")
    request.dataset = dataset.dataset
    request.isStrict = strict
    let temporary = TemporaryFolder(request.temporaryDirectory)
    defer { temporary.remove() }
    var trial = PluginTrial(folder: absolutePath(folder), asOf: asOf)
    trial.analysis = analysis
    for parameter in parameters {
      let parts = parameter.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      trial.parameters[parts[0]] = parts[1]
    }
    let (settled, finished) = (trial, request)
    let (markdown, result) = await Interruption.cancelling { await settled.run(finished) }
    if !markdown.isEmpty { Console.result(markdown) }
    if let errors = result.errorOutput { Console.note(errors) }
    Console.report(result.diagnostics)
    temporary.remove()
    throw ExitCode(Int32(result.ending.rawValue))
  }
}

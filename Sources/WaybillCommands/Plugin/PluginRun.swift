internal import ArgumentParser
internal import ReportModel
internal import ReportPipeline
internal import TradeModel

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

  @Option(
    help: .init("The day that the report speaks of; by default that of the newest print.", valueName: "date"))
  var asOf: String?

  @Option(help: .init("Writes down every line of the run, for replay and inspect.", valueName: "file"))
  var record: String?

  @Flag(help: "Takes stray output for an error.")
  var strict = false

  @OptionGroup var places: PlacesOptions

  func validate() throws {
    for parameter in parameters where !parameter.contains("=") {
      throw ValidationError("--param takes name=value; '\(parameter)' has no '='.")
    }
    if let asOf, CalendarDate(asOf) == nil { throw ValidationError("'\(asOf)' is no date; write 2022-06-10.") }
  }

  func run() async throws {
    var request = places.request(report: folder, out: ".")
    request.dataset = dataset.dataset
    request.isStrict = strict
    let day = try day()
    let temporary = TemporaryFolder(request.temporaryDirectory)
    defer { temporary.remove() }
    var trial = PluginTrial(folder: absolutePath(folder), asOf: day)
    trial.analysis = analysis
    trial.record = record
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

  private func day() throws -> String {
    if let asOf { return asOf }
    if let newest = try answering(.text, { try DatasetService(opening: dataset.dataset).newestDay() }) { return newest }
    let problem = Diagnostic(
      severity: .error, code: "usage.arguments", message: "the dataset does not say of which day its newest print is",
      hint: "give --as-of, such as --as-of 2022-06-10")
    throw try refused([problem], .text, code: 64)
  }
}

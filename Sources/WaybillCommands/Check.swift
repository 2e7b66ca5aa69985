internal import ArgumentParser
internal import ReportPipeline

/// The command `waybill check`.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks a report file, its plugins and its queries without running anything.",
    discussion: """
      Errors name file, line and column:

        waybill check Data/reports/covid-prk.yaml
      """)

  @OptionGroup var options: BuildOptions

  func validate() throws {
    try options.validate()
  }

  func run() throws {
    let request = options.request
    let folder = TemporaryFolder(request.temporaryDirectory)
    let result = ReportBuild(request).check()
    folder.remove()
    try ResultPrinter(format: options.format, columns: .plan).print(result)
    throw ExitCode(Int32(result.ending.rawValue))
  }
}

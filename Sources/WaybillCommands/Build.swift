internal import ArgumentParser
internal import Foundation
internal import ReportPipeline

/// The command `waybill build`.
struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a report.",
    discussion: """
      Runs the plugins that the report file names, verifies every number, and writes the outputs:

        waybill build Data/reports/covid-prk.yaml --out build/report

      A plugin that fails costs its own section; the section says what happened, and the exit code is 2.
      """)

  @OptionGroup var options: BuildOptions

  func validate() throws {
    try options.validate()
  }

  func run() async throws {
    let request = options.request
    let folder = TemporaryFolder(request.temporaryDirectory)
    defer { folder.remove() }
    let display = ProgressDisplay(isShown: Console.isTerminal && options.format == .text)
    let result = await Interruption.cancelling {
      await ReportBuild(request).run { display.note($0) }
    }
    display.clear()
    try ResultPrinter(format: options.format).print(result)
    folder.remove()
    throw ExitCode(Int32(result.ending.rawValue))
  }
}
